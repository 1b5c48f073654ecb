"""What functions of the user may want instead of text: tuples of numbers, or the server's binary format.

Layouts of the tuples: https://magicstack.github.io/asyncpg/current/api/index.html#asyncpg.connection.Connection.set_type_codec
"""

from datetime import MINYEAR, date
from struct import Struct

from . import codecs_scalar as scalars
from .codecs_interval import parts

_EPOCH = date(2000, 1, 1).toordinal()
_EPOCH_JULIAN = 2451545
_DAYS_OF_400_YEARS = 146097
_DAY = 86400 * 1000000
_INFINITE_DAY = 2**31 - 1
_INFINITE_MOMENT = 2**63 - 1


def _check_size(values, expected, name, remark="expecting 1 element in tuple"):
    if len(values) != expected:
        raise ValueError(f"{name} tuple encoder: {remark}, got {len(values)}")


def _encode_interval(values):
    if not isinstance(values, tuple):
        raise TypeError(f"Expected tuple, got {type(values).__name__}")
    _check_size(values, 3, "interval", "expecting 3 elements in tuple")
    months, days, microseconds = values
    sign = "-" if microseconds < 0 else ""
    return f"P{months:d}M{days:d}DT{sign}{abs(microseconds) // 1000000}.{abs(microseconds) % 1000000:06}S"


def _encode_date(values):
    _check_size(values, 1, "date")
    return _day_text(values[0])


def _day_text(day):
    if day == _INFINITE_DAY:
        return "infinity"
    return "-infinity" if day == -_INFINITE_DAY - 1 else f"J{day + _EPOCH_JULIAN}"


def _decode_date(text):
    return (_day(text),)


def _day(text):
    if text.endswith("infinity"):
        return -_INFINITE_DAY - 1 if text.startswith("-") else _INFINITE_DAY
    return ordinal(text) - _EPOCH


def ordinal(text):
    """The day number of a date outside Python's years; nothing can be made of it, but Python tells why in its own words."""
    years, month, day = text.replace(" BC", "").split("-")
    year = 1 - int(years) if text.endswith("BC") else int(years)
    periods = (year - MINYEAR) // 400
    return date(year - periods * 400, int(month), int(day)).toordinal() + periods * _DAYS_OF_400_YEARS


def _encode_moment(values):
    _check_size(values, 1, "timestamp")
    amount = values[0]
    if amount == _INFINITE_MOMENT:
        return "infinity"
    if amount == -_INFINITE_MOMENT - 1:
        return "-infinity"
    day, rest = divmod(amount, _DAY)
    return f"{_day_text(day)} {_clock_text(rest)}"


def _encode_moment_with_zone(values):
    text = _encode_moment(values)
    return text if text.endswith("y") else text + "+00"


def _clock_text(microseconds):
    seconds, fraction = divmod(microseconds, 1000000)
    minutes, second = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{second:02}.{fraction:06}"


def _clock(text):
    return parts(text)[2]


def _decode_moment(text):
    if text.endswith("infinity"):
        return (-_INFINITE_MOMENT - 1 if text.startswith("-") else _INFINITE_MOMENT,)
    return (microseconds_since_2000(text),)


def microseconds_since_2000(text):
    """The number that the server has for a timestamp."""
    day, clock, *era = text.split(" ")
    clock, offset = _split_zone(clock)
    return _day(" ".join([day, *era])) * _DAY + _clock(clock) - offset * 1000000


def _split_zone(clock):
    """The clock and the seconds that its zone is east of Greenwich."""
    at = max(clock.rfind("+"), clock.rfind("-"))
    if at < 0:
        return clock, 0
    hours, minutes, seconds = ([int(part) for part in clock[at + 1 :].split(":")] + [0, 0])[:3]
    offset = (hours * 60 + minutes) * 60 + seconds
    return clock[:at], -offset if clock[at] == "-" else offset


def _encode_time(values):
    _check_size(values, 1, "time")
    return _clock_text(values[0])


def _decode_time(text):
    return (_clock(text),)


def _encode_time_with_zone(values):
    _check_size(values, 2, "time", "expecting 2 elements2 in tuple")
    west = values[1]
    return f"{_clock_text(values[0])}{'-' if west > 0 else '+'}{_clock_text(abs(west) * 1000000)[:8]}"


def _decode_time_with_zone(text):
    clock, offset = _split_zone(text)
    return _clock(clock), -offset


#: by type, the functions from the user's tuple to text and from text to the tuple
TUPLES = {
    1082: (_encode_date, _decode_date),
    1083: (_encode_time, _decode_time),
    1114: (_encode_moment, _decode_moment),
    1184: (_encode_moment_with_zone, _decode_moment),
    1186: (_encode_interval, parts),
    1266: (_encode_time_with_zone, _decode_time_with_zone),
}


def _packed(layout, encode, decode):
    """Functions from text to bytes and back for a type whose binary format is a struct."""
    struct = Struct(layout)

    def to_bytes(text):
        values = decode(text)
        return struct.pack(*values) if isinstance(values, tuple) else struct.pack(values)

    def from_bytes(data):
        return encode(struct.unpack(data))

    return to_bytes, from_bytes


def _number(layout, decode=int):
    return _packed(layout, lambda values: repr(values[0]), decode)


def _versioned(text):
    return b"\x01" + text.encode()


def _without_version(data):
    return data[1:].decode()


def _interval_to_bytes(text):
    months, days, microseconds = parts(text)
    return Struct("!qii").pack(microseconds, days, months)


def _interval_from_bytes(data):
    microseconds, days, months = Struct("!qii").unpack(data)
    return _encode_interval((months, days, microseconds))


_AS_TEXT = (str.encode, bytes.decode)
_BY_HEX = (bytes.fromhex, bytes.hex)
BINARY = {
    16: (lambda text: b"\x01" if text == "t" else b"\x00", lambda data: "t" if data == b"\x01" else "f"),
    17: (scalars.decode_bytes, scalars.encode_bytes),
    18: (scalars.decode_char, scalars.encode_char),
    20: _number("!q"),
    21: _number("!h"),
    23: _number("!i"),
    26: _number("!I"),
    28: _number("!I"),
    29: _number("!I"),
    5069: _number("!Q"),
    700: _number("!f", scalars.decode_float4),
    701: _number("!d", float),
    1082: _packed("!i", *TUPLES[1082]),
    1083: _packed("!q", *TUPLES[1083]),
    1114: _packed("!q", *TUPLES[1114]),
    1184: _packed("!q", *TUPLES[1184]),
    1266: _packed("!qi", *TUPLES[1266]),
    1186: (_interval_to_bytes, _interval_from_bytes),
    2950: (lambda text: bytes.fromhex(text.replace("-", "")), bytes.hex),
    3802: (_versioned, _without_version),
    4072: (_versioned, _without_version),
}
BINARY.update(dict.fromkeys((19, 25, 114, 142, 1042, 1043, 2275), _AS_TEXT))

#: PostGIS writes its values as the hexadecimal digits of their binary format
_HEXADECIMAL = ("geometry", "geography", "raster")


def binary(info, codec):
    """The functions from a type's text to its binary format and back."""
    if info.oid in BINARY:
        return BINARY[info.oid]
    if info.name == "hstore":
        from . import codecs_hstore

        return codecs_hstore.to_bytes, codecs_hstore.from_bytes
    if info.name in _HEXADECIMAL:
        return _BY_HEX
    if info.kind == "e" or info.name == "citext":
        return _AS_TEXT
    from migri_rt import unsupported

    raise unsupported(
        f"set_type_codec(..., format='binary') for the type {info.name}",
        "use format='text', in which the exchange datum is the type's text",
    )


def text_of_native(oid):
    """From the value of a column that does not come as text to the server's text, or None where they are the same."""
    return _NATIVE.get(oid)


def _float_text(value, digits=15, reads_as=float):
    """The shortest text that reads as the same value, in the server's notation: an exponent from that many digits on."""
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    shortest = next(text for text in (format(value, f".{size}e") for size in range(17)) if reads_as(text) == value)
    mantissa, exponent = shortest.split("e")
    if -5 < int(exponent) < digits:
        return format(value, f".{max(len(mantissa.lstrip('-').replace('.', '')) - 1 - int(exponent), 0)}f")
    return shortest


def _float4_text(value):
    return _float_text(value, 6, scalars.decode_float4)


_NATIVE = {
    16: lambda value: "t" if value else "f",
    17: scalars.encode_bytes,
    20: str,
    21: str,
    23: str,
    26: str,
    700: _float4_text,
    701: _float_text,
}
