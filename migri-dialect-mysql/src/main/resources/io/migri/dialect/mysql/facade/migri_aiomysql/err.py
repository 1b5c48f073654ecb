"""The exceptions of PyMySQL: the package's own where it is installed, else classes of the same names and tree."""

from migri_aiomysql import driver


class _Tree:
    """Stand-ins for ``pymysql.err``."""

    class MySQLError(Exception):
        """Whatever has to do with MySQL."""

    class Warning(Warning, MySQLError):
        """Something that the server warns of."""

    class Error(MySQLError):
        """The base of all errors."""

    class InterfaceError(Error):
        """The fault is on this side of the connection."""

    class DatabaseError(Error):
        """The fault is on the server's side."""

    class DataError(DatabaseError):
        """A value does not fit."""

    class OperationalError(DatabaseError):
        """The server is to blame, or its administrator."""

    class IntegrityError(DatabaseError):
        """A key or a constraint is violated."""

    class InternalError(DatabaseError):
        """The server has lost its way."""

    class ProgrammingError(DatabaseError):
        """The statement is wrong."""

    class NotSupportedError(DatabaseError):
        """This server cannot do that."""


NAMES = (
    "MySQLError", "Warning", "Error", "InterfaceError", "DatabaseError", "DataError", "OperationalError", "IntegrityError",
    "InternalError", "ProgrammingError", "NotSupportedError",
)

for _name in NAMES:
    getattr(_Tree, _name).__module__ = "pymysql.err"
    getattr(_Tree, _name).__qualname__ = _name


def standin(name):
    """Our own class of that name."""
    return getattr(_Tree, name)


def __getattr__(name):
    if name not in NAMES:
        raise AttributeError(name)
    package = driver.real("pymysql")
    found = getattr(package.err, name) if package is not None else standin(name)
    globals()[name] = found
    return found
