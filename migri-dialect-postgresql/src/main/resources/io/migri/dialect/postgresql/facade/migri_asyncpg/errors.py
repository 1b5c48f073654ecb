"""asyncpg's exceptions by name: the real classes where that package is installed, else ones made here when first asked for.

    raise errors.InterfaceError("cannot perform operation: ...")
    raise errors.from_fields(failure.info, query)
"""

from . import driver
from .errors_fields import FIELDS


def __getattr__(name):
    found = getattr(_source(), name)
    if not name.startswith("_"):
        globals()[name] = found
    return found


def from_fields(fields, query=None):
    """The exception for an error of the server. ``fields`` has the keys of FIELDS, and may have ``query``."""
    return _source().PostgresError.new(_letters(fields), query if query is not None else fields.get("query"))


def log_message(fields):
    """The object that asyncpg gives to log listeners for a notice or a warning of the server."""
    return _source().PostgresLogMessage.new(_letters(fields))


def names():
    """All public names of ``asyncpg.exceptions``."""
    return list(_source().__all__)


def _letters(fields):
    return {letter: str(fields[name]) for name, letter in FIELDS.items() if fields.get(name) is not None}


def _source():
    package = driver.real()
    if package is not None:
        return package.exceptions
    from . import errors_made

    return errors_made
