"""From the server's binary format of a single value to the text that it would have sent instead."""

from struct import Struct

_DOUBLES = {count: Struct(f"!{count}d") for count in (2, 3, 4)}
_HEAD = Struct("!hhHH")
_SIGNS = {0x0000: "", 0x4000: "-"}
_NO_NUMBERS = {0xC000: "NaN", 0xD000: "Infinity", 0xF000: "-Infinity"}
_IPV4 = 2
_LONG = Struct("!q")
_EPOCH = 730120  # date(2000, 1, 1).toordinal()
_DAY = 86400 * 1000000
_INFINITE_DAYS = 2**31 - 1
_INFINITE_MICROSECONDS = 2**63 - 1


def to_text(oid, codec):
    """A function from bytes to text; None where there is none."""
    if oid in _TEXT_OF:
        return _TEXT_OF[oid]
    from . import codecs_formats

    found = codecs_formats.BINARY.get(oid)
    if found is not None:
        return found[1]
    return bytes.decode if codec.name == "citext" or codec.kind == "scalar" and not codec.textual else None


def _numeric(data):
    count, weight, sign, scale = _HEAD.unpack_from(data)
    if sign in _NO_NUMBERS:
        return _NO_NUMBERS[sign]
    groups = "".join(f"{group:04}" for group in Struct(f"!{count}h").unpack_from(data, 8))
    point = 4 * (weight + 1)
    groups = groups.rjust(len(groups) - point, "0") if point < 0 else groups.ljust(point, "0")
    whole, fraction = groups[: max(point, 0)], groups[max(point, 0) :]
    fraction = fraction.ljust(scale, "0")[:scale]
    return f"{_SIGNS[sign]}{whole.lstrip('0') or '0'}{'.' if fraction else ''}{fraction}"


def _bits(data):
    (size,) = Struct("!i").unpack_from(data)
    return format(int.from_bytes(data[4:], "big"), "b").zfill(8 * (len(data) - 4))[:size] if size else ""


def _lsn(data):
    high, low = Struct("!II").unpack(data)
    return f"{high:X}/{low:X}"


def _tid(data):
    return "({},{})".format(*Struct("!IH").unpack(data))


def _snapshot(data):
    count, lowest, highest = Struct("!iqq").unpack_from(data)
    running = Struct(f"!{count}q").unpack_from(data, 20)
    return f"{lowest}:{highest}:{','.join(map(str, running))}"


def _points(data, at=0):
    return ",".join(f"({x!r},{y!r})" for x, y in Struct("!dd").iter_unpack(data[at:]))


def _path(data):
    return f"({_points(data, 5)})" if data[0] else f"[{_points(data, 5)}]"


def _line(data):
    return "{{{!r},{!r},{!r}}}".format(*_DOUBLES[3].unpack(data))


def _circle(data):
    return "<({!r},{!r}),{!r}>".format(*_DOUBLES[3].unpack(data))


def _day(days):
    from datetime import date

    if abs(days) >= _INFINITE_DAYS:
        return "infinity" if days > 0 else "-infinity"
    return date.fromordinal(days + _EPOCH).isoformat()


def _clock(microseconds):
    seconds, fraction = divmod(microseconds, 1000000)
    minutes, second = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{second:02}.{fraction:06}"


def _moment(data):
    (amount,) = _LONG.unpack(data)
    if abs(amount) >= _INFINITE_MICROSECONDS:
        return "infinity" if amount > 0 else "-infinity"
    days, rest = divmod(amount, _DAY)
    return f"{_day(days)} {_clock(rest)}"


def _moment_in_utc(data):
    text = _moment(data)
    return text if text.endswith("y") else text + "+00"


def _time_with_zone(data):
    microseconds, west = Struct("!qi").unpack(data)
    return f"{_clock(microseconds)}{'-' if west > 0 else '+'}{_clock(abs(west) * 1000000)[:8]}"


def _interval(data):
    microseconds, days, months = Struct("!qii").unpack(data)
    sign = "-" if microseconds < 0 else ""
    return f"{months} mons {days} days {sign}{_clock(abs(microseconds))}"


def _address(data):
    from ipaddress import ip_address

    family, bits, network, size = data[:4]
    address = str(ip_address(data[4 : 4 + size]))
    whole = bits == (32 if family == _IPV4 else 128)
    return address if whole and not network else f"{address}/{bits}"


_TEXT_OF = {
    27: _tid, 600: _points, 601: lambda data: f"[{_points(data)}]", 602: _path, 603: _points, 604: lambda data: f"({_points(data, 4)})",
    628: _line, 650: _address, 705: bytes.decode, 718: _circle, 869: _address, 1082: lambda data: _day(*Struct("!i").unpack(data)),
    1083: lambda data: _clock(*_LONG.unpack(data)), 1114: _moment, 1184: _moment_in_utc, 1186: _interval, 1266: _time_with_zone, 1560: _bits, 1562: _bits, 1700: _numeric, 2278: bytes.decode,
    2970: _snapshot, 3220: _lsn, 5038: _snapshot,
}  # fmt: skip
