"""Stands in for aiomysql, which is not installed here: its names, for imports, annotations and ``except``."""

__migri_shim__ = True  # first, because what is imported next looks for it

from migri_aiomysql.connection import Connection
from migri_aiomysql.converters import escape_dict, escape_sequence, escape_string
from migri_aiomysql.cursors import Cursor, DictCursor, SSCursor, SSDictCursor
from migri_aiomysql.err import (
    DatabaseError, DataError, Error, IntegrityError, InterfaceError, InternalError, MySQLError, NotSupportedError, OperationalError,
    ProgrammingError, Warning,
)
from migri_rt import unsupported

__version__ = "0.3.2+migri"

__all__ = [
    "Connection", "Cursor", "DataError", "DatabaseError", "DictCursor", "Error", "IntegrityError",
    "InterfaceError", "InternalError", "MySQLError", "NotSupportedError", "OperationalError", "Pool", "ProgrammingError", "SSCursor",
    "SSDictCursor", "Warning", "connect", "create_pool", "escape_dict", "escape_sequence", "escape_string",
]

_INSTEAD = "use the conn that migrate() is given, or install aiomysql for a connection of its own"


class Pool:
    """For annotations alone."""

    def __init__(self, *args, **kwargs):
        raise unsupported("a pool", _INSTEAD)


def connect(*args, **kwargs):
    raise unsupported("aiomysql.connect()", _INSTEAD)


def create_pool(*args, **kwargs):
    raise unsupported("aiomysql.create_pool()", _INSTEAD)
