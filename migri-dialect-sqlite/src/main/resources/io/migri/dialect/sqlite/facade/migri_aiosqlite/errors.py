"""From failures of the channel to the exceptions of ``sqlite3``."""

import sys

from migri_rt import mark, unsupported

_SINCE_3_11 = sys.version_info >= (3, 11)

_OPERATIONAL = frozenset((1, 3, 4, 5, 6, 8, 9, 10, 13, 14, 15, 16, 17))
_INTERNAL = frozenset((2, 12))
_INTEGRITY = frozenset((19, 20))
_MISUSE = 21
_RANGE = 25


def exception(failure, sql, cause=None):
    """The exception that ``sqlite3`` would have raised for a DatabaseFailure.

    ``cause`` is what a function of the migration raised meanwhile.
    """
    raised = _exception(failure.info, cause)
    note = failure.info.get("note")
    if note is not None and _SINCE_3_11 and "unsupported" not in failure.info:
        raised.add_note(note)  # the traceback shows it
    return mark(raised, failure, sql)


def _exception(info, cause):
    if "unsupported" in info:
        return unsupported(*info["unsupported"])
    if "exception" in info:
        return refusal(info["exception"], info["message"])
    if _SINCE_3_11 and info["message"] == "user-defined function raised exception":
        if isinstance(cause, MemoryError):
            return MemoryError()
        if isinstance(cause, OverflowError):
            return _of_code({"code": 18, "name": "SQLITE_TOOBIG", "message": "string or blob too big"})
    return _of_code(info)


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
        import sqlite3

        raised.sqlite_errorcode = code
        raised.sqlite_errorname = info["name"] if hasattr(sqlite3, info["name"]) else "unknown"  # as the module says it
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
