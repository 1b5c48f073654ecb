"""How values are written into statements, and how the server's texts become values, by PyMySQL's rules.

The modules behind dates, times and decimals are imported once such a value occurs.
"""

import sys

from migri_aiomysql import err

_SPECIAL = str.maketrans({
    "\0": "\\0", "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\032": "\\Z", '"': '\\"', "'": "\\'",
})


def escape_item(val, charset, mapping=None):
    if mapping is None:
        mapping = encoders()
    encoder = mapping.get(type(val))
    if not encoder:
        if str not in mapping:
            raise TypeError("no default type converter defined")
        encoder = mapping[str]
    if encoder in (escape_dict, escape_sequence):
        return encoder(val, charset, mapping)
    return encoder(val, mapping)


def escape_dict(val, charset, mapping=None):
    raise TypeError("dict can not be used as parameter")


def escape_sequence(val, charset, mapping=None):
    return "(" + ",".join([escape_item(item, charset, mapping) for item in val]) + ")"


def escape_set(val, charset, mapping=None):
    return ",".join([escape_item(item, charset, mapping) for item in val])


def escape_bool(value, mapping=None):
    return str(int(value))


def escape_int(value, mapping=None):
    return str(value)


def escape_float(value, mapping=None):
    text = repr(value)
    if text in ("inf", "-inf", "nan"):
        raise err.ProgrammingError(f"{text} can not be used with MySQL")
    return text if "e" in text else text + "e0"


def escape_string(value, mapping=None):
    """The text with what is special in a string escaped, without quotes."""
    return value.translate(_SPECIAL)


def escape_bytes_prefixed(value, mapping=None):
    return "_binary'" + escape_string(value.decode("ascii", "surrogateescape")) + "'"


def escape_bytes(value, mapping=None):
    return "'" + escape_string(value.decode("ascii", "surrogateescape")) + "'"


def escape_str(value, mapping=None):
    return "'" + escape_string(str(value)) + "'"


def escape_None(value, mapping=None):
    return "NULL"


def escape_timedelta(obj, mapping=None):
    minutes, seconds = divmod(int(obj.seconds), 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{hours + int(obj.days) * 24:02d}:{minutes:02d}:{seconds:02d}"
    return f"'{text}.{obj.microseconds:06d}'" if obj.microseconds else f"'{text}'"


def escape_time(obj, mapping=None):
    return f"'{_clock(obj)}'"


def escape_datetime(obj, mapping=None):
    return f"'{_day(obj)} {_clock(obj)}'"


def escape_date(obj, mapping=None):
    return f"'{_day(obj)}'"


def escape_struct_time(obj, mapping=None):
    import datetime

    return escape_datetime(datetime.datetime(*obj[:6]))


def Decimal2Literal(o, d):
    return format(o, "f")


def _day(obj):
    return f"{obj.year:04}-{obj.month:02}-{obj.day:02}"


def _clock(obj):
    text = f"{obj.hour:02}:{obj.minute:02}:{obj.second:02}"
    return f"{text}.{obj.microsecond:06}" if obj.microsecond else text


_plain = {
    bool: escape_bool, int: escape_int, float: escape_float, str: escape_str, bytes: escape_bytes, tuple: escape_sequence,
    list: escape_sequence, set: escape_sequence, frozenset: escape_sequence, dict: escape_dict, type(None): escape_None,
}


def encoders():
    """By type, how a value is written. A value of another module's type can only occur once that module is loaded."""
    table = _plain
    datetime = sys.modules.get("datetime")
    if datetime is not None and datetime.date not in table:
        table.update({
            datetime.date: escape_date, datetime.datetime: escape_datetime, datetime.timedelta: escape_timedelta,
            datetime.time: escape_time,
        })
    decimal = sys.modules.get("decimal")
    if decimal is not None and decimal.Decimal not in table:
        table[decimal.Decimal] = Decimal2Literal
    time = sys.modules.get("time")
    if time is not None and time.struct_time not in table:
        table[time.struct_time] = escape_struct_time
    return table


def convert_datetime(obj):
    """A datetime; the text itself where it is none, such as ``0000-00-00 00:00:00``."""
    import datetime

    text = obj.decode("ascii") if isinstance(obj, (bytes, bytearray)) else obj
    day, _, clock = text.replace("T", " ", 1).partition(" ")
    if not clock:
        return convert_date(text)
    try:
        hours, minutes, seconds = clock.split(":")
        seconds, _, fraction = seconds.partition(".")
        return datetime.datetime(*map(int, day.split("-")), int(hours), int(minutes), int(seconds), _micros(fraction))
    except ValueError:
        return convert_date(text)


def convert_timedelta(obj):
    """A timedelta, which may be negative or longer than a day; the text itself where it is none."""
    import datetime

    text = obj.decode("ascii") if isinstance(obj, (bytes, bytearray)) else obj
    try:
        hours, minutes, seconds = text.lstrip("-").split(":")
        seconds, _, fraction = seconds.partition(".")
        delta = datetime.timedelta(
            hours=int(hours), minutes=int(minutes), seconds=int(seconds), microseconds=_micros(fraction)
        )
        return -delta if text.startswith("-") else delta
    except ValueError:
        return text


def convert_time(obj):
    """A time of day; the text itself where it is none."""
    import datetime

    text = obj.decode("ascii") if isinstance(obj, (bytes, bytearray)) else obj
    try:
        hours, minutes, seconds = text.split(":")
        seconds, _, fraction = seconds.partition(".")
        return datetime.time(int(hours), int(minutes), int(seconds), _micros(fraction))
    except ValueError:
        return text


def convert_date(obj):
    """A date; the text itself where it is none, such as ``0000-00-00``."""
    import datetime

    text = obj.decode("ascii") if isinstance(obj, (bytes, bytearray)) else obj
    try:
        return datetime.date(*[int(part) for part in text.split("-", 2)])
    except ValueError:
        return text


def through(x):
    return x


convert_bit = through


def convert_decimal(text):
    from decimal import Decimal

    return Decimal(text)


def _micros(fraction):
    return int(fraction.ljust(6, "0")[:6]) if fraction else 0


#: by type code, for what the channel leaves as text; it hands out numbers, strings and bytes itself
CONVERTED = {7: convert_datetime, 12: convert_datetime, 11: convert_timedelta, 10: convert_date, 0: convert_decimal, 246: convert_decimal}
