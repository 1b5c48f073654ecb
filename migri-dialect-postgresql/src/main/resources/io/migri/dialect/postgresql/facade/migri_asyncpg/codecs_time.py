"""Dates, times and intervals. The server writes ISO dates, whatever the time zone of the session."""

import sys
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta, timezone

_utc = timezone.utc
_LIMIT = 2**31


def encode_date(value):
    day = date.fromordinal(value.toordinal())
    return "infinity" if day == date.max else "-infinity" if day == date.min else day.isoformat()


def decode_date(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        if text[-1] == "y":
            return _infinite(text, date)
        from .codecs_formats import ordinal

        return date.fromordinal(ordinal(text))


def _infinite(text, kind):
    return kind.min if text[0] == "-" else kind.max


def encode_timestamp(value):
    if type(value) is datetime and value.tzinfo is None and MINYEAR < value.year < MAXYEAR:
        return value.isoformat(" ")
    moment = _moment(value, None)
    moment - datetime.min  # refuses a moment with a time zone, in Python's own words
    return _timestamp_text(moment)


def encode_timestamptz(value):
    if type(value) is datetime and value.tzinfo is not None and MINYEAR < value.year < MAXYEAR:
        text = value.isoformat(" ")
        if text[-6] in "+-":
            return text
    moment = _moment(value, _local_zone)
    if moment == datetime.max or moment == datetime.min:
        return _timestamp_text(moment.replace(tzinfo=None))
    moment = moment.astimezone(_utc).replace(tzinfo=None)
    text = _timestamp_text(moment)
    return text if text.endswith("y") else text + "+00"


def _moment(value, zone):
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=zone and zone())
    raise TypeError(f"expected a datetime.date or datetime.datetime instance, got {type(value).__name__!r}")


def _local_zone():
    return timezone(datetime.now(_utc).astimezone().utcoffset())


def _timestamp_text(moment):
    if moment == datetime.max:
        return "infinity"
    return "-infinity" if moment == datetime.min else moment.isoformat(" ")


def _padded(text):
    """What ``fromisoformat`` of Python 3.10 takes: six digits of a second's fraction, minutes in the time zone."""
    at = max(text.rfind("+"), text.rfind("-", 11 if len(text) > 15 else 0))
    body, zone = (text, "") if at < 0 else (text[:at], text[at:])
    if "." in body:
        whole, fraction = body.split(".")
        body = f"{whole}.{fraction:<06}"
    return body + (zone + ":00" if len(zone) == 3 else zone)


if sys.version_info >= (3, 11):
    _read_moment = datetime.fromisoformat
    _read_time = time.fromisoformat
else:

    def _read_moment(text):
        return datetime.fromisoformat(_padded(text))

    def _read_time(text):
        return time.fromisoformat(_padded(text))


def decode_timestamp(text):
    try:
        return _read_moment(text)
    except ValueError:
        return _outside(text, None)


def decode_timestamptz(text):
    try:
        moment = _read_moment(text)
    except ValueError:
        return _outside(text, _utc)
    return moment if moment.tzinfo is _utc else moment.astimezone(_utc)


def _outside(text, zone):
    """A moment that is not in Python's years before its time zone is applied, and most likely not after it either."""
    if text[-1] == "y":
        return _infinite(text, datetime)
    from .codecs_formats import microseconds_since_2000

    return datetime(2000, 1, 1, tzinfo=zone) + timedelta(microseconds=microseconds_since_2000(text))


def encode_time(value):
    return time(value.hour, value.minute, value.second, value.microsecond).isoformat()


def decode_time(text):
    if text[:2] == "24":
        return time(24)
    return _read_time(text)


def encode_timetz(value):
    offset = value.tzinfo.utcoffset(None)
    seconds = offset.days * 86400 + offset.seconds
    sign = "-" if seconds < 0 else "+"
    minutes, second = divmod(abs(seconds), 60)
    return f"{encode_time(value)}{sign}{minutes // 60:02}:{minutes % 60:02}:{second:02}"


def decode_timetz(text):
    moment = decode_time(text)
    offset = moment.tzinfo.utcoffset(None)
    if offset.seconds % 60:
        minutes = int(offset.total_seconds() / 60)
        moment = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    return moment


def encode_interval(value):
    """ISO 8601, which is read the same way whatever the session's IntervalStyle."""
    return f"P{value.days}DT{value.seconds}.{value.microseconds:06}S"


def decode_interval(text):
    """The styles postgres, postgres_verbose, iso_8601 and sql_standard."""
    if len(text) == 8 and text[2] == ":":
        return timedelta(0, int(text[:2]) * 3600 + int(text[3:5]) * 60 + int(text[6:]))
    from .codecs_interval import parts

    return duration(*parts(text))


def duration(months, days, microseconds):
    """What asyncpg makes of an interval: a month counts as 30 days, a year as 365, in 32 bits."""
    years, rest = divmod(-months if -_LIMIT < months < 0 else months, 12)
    calendar = years * 365 + rest * 30
    days += -calendar if months < 0 else calendar
    if not -_LIMIT <= days < _LIMIT:
        days = (days + _LIMIT) % (2 * _LIMIT) - _LIMIT
    return timedelta(days=days, microseconds=microseconds)
