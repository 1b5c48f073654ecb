"""Stand-ins for ``asyncpg.exceptions``. The classes of error codes are made when first asked for."""

from .errors_roots import (
    ROOTS,
    ClientConfigurationError,
    FatalPostgresError,
    InterfaceError,
    InterfaceWarning,
    InternalClientError,
    OutdatedSchemaCacheError,
    PostgresError,
    PostgresLogMessage,
    PostgresMessage,
    ProtocolError,
    TargetServerAttributeNotMatched,
    UnknownPostgresError,
    UnsupportedClientFeatureError,
    UnsupportedServerFeatureError,
)
from .errors_table import TABLE

_bases = {}
_codes = {}
_names = {}


def class_for(sqlstate):
    """The class of an error code; UnknownPostgresError if there is none."""
    name = _names.get(sqlstate)
    return UnknownPostgresError if name is None else _made(name)


def __getattr__(name):
    if name == "__all__":
        return sorted([*ROOTS, *_bases])
    if name not in _bases:
        raise AttributeError(f"module 'asyncpg.exceptions' has no attribute {name!r}")
    return _made(name)


def _made(name):
    existing = globals().get(name)
    if existing is None:
        existing = globals()[name] = _new_class(name)
    return existing


def _new_class(name):
    members = {"__module__": "asyncpg.exceptions"}
    if _codes[name] != "-":
        members["sqlstate"] = _codes[name]
    return type(name, tuple(_base(base) for base in _bases[name]), members)


def _base(name):
    return Warning if name == "Warning" else _made(name)


def _read_table():
    bases = ()
    for word in TABLE.replace("PostgresLogMessage Warning:", "PostgresLogMessage&Warning:").split():
        if word.endswith(":"):
            bases = tuple(word[:-1].split("&"))
        else:
            name, code = word.split("=")
            _bases[name] = bases
            _codes[name] = code
            _names[code] = name


_read_table()
PostgresMessage.class_for = staticmethod(class_for)
PostgresMessage._class_named = staticmethod(_made)
