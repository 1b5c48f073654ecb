"""Reads intervals in each of the server's styles.

https://www.postgresql.org/docs/current/datatype-datetime.html#DATATYPE-INTERVAL-OUTPUT
"""

import re

_MONTHS = {"year": 12, "mon": 1, "Y": 12, "M": 1}
_DAYS = {"day": 1, "D": 1, "W": 7}
_SECONDS = {"hour": 3600, "min": 60, "sec": 1, "H": 3600, "S": 1}
_INFINITE = 2**31 - 1

_worded = re.compile(r"([+-]?[\d.]+) (year|mon|day|hour|min|sec)s?")
_clock = re.compile(r"([+-]?)(\d+):(\d\d)(?::(\d\d(?:\.\d+)?))?")
_designated = re.compile(r"(-?[\d.]+)([YMWDHS])")
_year_month = re.compile(r"([+-]?)(\d+)-(\d+)(?= |$)")


def parts(text):
    """Months, days and microseconds."""
    if text.endswith("infinity"):
        return _infinite(text)
    if text.startswith("P"):
        return _iso(text)
    sign = -1 if text.endswith(" ago") else 1
    months, days, microseconds = _sum(_worded.findall(text))
    if "-" in text or ":" in text:
        months, days, microseconds = _add_standard(text, months, days, microseconds)
    return sign * months, sign * days, sign * microseconds


def _infinite(text):
    if text.startswith("-"):
        return -_INFINITE - 1, -_INFINITE - 1, 0
    return _INFINITE, _INFINITE, 0


def _iso(text):
    date, _, clock = text.partition("T")
    months, days, _ = _sum(_designated.findall(date))
    minutes = [(amount, "min" if unit == "M" else unit) for amount, unit in _designated.findall(clock)]
    return months, days, _sum(minutes)[2]


def _sum(found):
    months = days = microseconds = 0
    for amount, unit in found:
        if unit in _MONTHS:
            months += int(amount) * _MONTHS[unit]
        elif unit in _DAYS:
            days += int(amount) * _DAYS[unit]
        else:
            microseconds += _microseconds(amount) * _SECONDS[unit]
    return months, days, microseconds


def _microseconds(seconds):
    whole, _, fraction = seconds.lstrip("+-").partition(".")
    amount = int(whole or 0) * 1000000 + int(fraction.ljust(6, "0")[:6] or 0)
    return -amount if seconds.startswith("-") else amount


def _add_standard(text, months, days, microseconds):
    clock = _clock.search(text)
    if clock:
        sign, hours, minutes, seconds = clock.groups()
        amount = (int(hours) * 60 + int(minutes)) * 60000000 + _microseconds(seconds or "0")
        microseconds += -amount if sign == "-" else amount
        text = text[: clock.start()] + text[clock.end() :]
    year_month = _year_month.search(text)
    if year_month:
        sign, years, more = year_month.groups()
        amount = int(years) * 12 + int(more)
        months += -amount if sign == "-" else amount
        text = text[: year_month.start()] + text[year_month.end() :]
    if text.strip() and not _worded.search(text):
        days += int(text)
    return months, days, microseconds
