"""Stands in for PyMySQL, which is not installed here: its names, for imports, annotations and ``except``."""

__migri_shim__ = True  # first, because what is imported next looks for it

from migri_aiomysql.err import (
    DatabaseError, DataError, Error, IntegrityError, InterfaceError, InternalError, MySQLError, NotSupportedError, OperationalError,
    ProgrammingError, Warning,
)
from migri_rt import unsupported
from pymysql import converters, err
from pymysql.constants import FIELD_TYPE

__version__ = "1.1.2+migri"
VERSION = (1, 1, 2, "final")
apilevel, paramstyle, threadsafety = "2.0", "pyformat", 1

__all__ = [
    "DataError", "DatabaseError", "Error", "FIELD_TYPE", "IntegrityError", "InterfaceError", "InternalError", "MySQLError",
    "NotSupportedError", "OperationalError", "ProgrammingError", "Warning", "connect", "converters", "err",
]


def connect(*args, **kwargs):
    raise unsupported("pymysql.connect()", "use the conn that migrate() is given, or install PyMySQL for a connection of its own")


Connect = connect


def Binary(x):
    return bytes(x)
