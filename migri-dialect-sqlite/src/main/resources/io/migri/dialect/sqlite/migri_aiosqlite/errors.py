"""From failures of the channel to the exceptions of ``sqlite3``."""

import sys

from migri_rt import mark

_SINCE_3_11 = sys.version_info >= (3, 11)

_OPERATIONAL = frozenset((1, 3, 4, 5, 6, 8, 9, 10, 13, 14, 15, 16, 17))
_INTERNAL = frozenset((2, 12))
_INTEGRITY = frozenset((19, 20))
_MISUSE = 21
_RANGE = 25


def exception(failure, sql):
    """The exception that ``sqlite3`` would have raised for a DatabaseFailure."""
    info = failure.info
    name = info.get("exception")
    raised = _of_code(info) if name is None else refusal(name, info["message"])
    return mark(raised, failure, sql)


def refusal(name, message):
    """What ``sqlite3`` itself refuses, without asking the database."""
    import builtins
    import sqlite3

    if not _SINCE_3_11:
        name = _before_3_11(name, message)
    return (getattr(sqlite3, name, None) or getattr(builtins, name))(message)


def _before_3_11(name, message):
    if message == "You can only execute one statement at a time.":
        return "Warning"
    if message in ("parameters are of unsupported type", "the query contains a null character"):
        return "ValueError"
    return name


def _of_code(info):
    code = info["code"]
    primary = code & 0xFF
    if primary == 7:
        return MemoryError()
    raised = _class_of(primary)(info["message"])
    if _SINCE_3_11:
        raised.sqlite_errorcode = code
        raised.sqlite_errorname = info["name"]
    return raised


def _class_of(primary):
    import sqlite3

    if primary in _OPERATIONAL:
        return sqlite3.OperationalError
    if primary in _INTEGRITY:
        return sqlite3.IntegrityError
    if primary in _INTERNAL:
        return sqlite3.InternalError
    if primary == 18:
        return sqlite3.DataError
    if primary == _MISUSE:
        return sqlite3.InterfaceError if _SINCE_3_11 else sqlite3.ProgrammingError
    if primary == _RANGE and _SINCE_3_11:
        return sqlite3.InterfaceError
    return sqlite3.DatabaseError
