"""The exceptions of PyMySQL."""

from migri_aiomysql.err import (
    DatabaseError, DataError, Error, IntegrityError, InterfaceError, InternalError, MySQLError, NotSupportedError, OperationalError,
    ProgrammingError, Warning,
)

__all__ = [
    "DataError", "DatabaseError", "Error", "IntegrityError", "InterfaceError", "InternalError", "MySQLError", "NotSupportedError",
    "OperationalError", "ProgrammingError", "Warning",
]
