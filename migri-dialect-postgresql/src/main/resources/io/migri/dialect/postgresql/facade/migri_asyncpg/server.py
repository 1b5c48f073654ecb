"""What the server says of itself."""

import marshal
from collections import namedtuple

from . import errors, record

RESET = "SELECT pg_advisory_unlock_all();\nCLOSE ALL;\nUNLISTEN *;\nRESET ALL;"

Facts = namedtuple("Facts", "pid version settings address parameters")


_PARAMETERS = "user password database ssl sslmode ssl_negotiation server_settings target_session_attrs krbsrvname gsslib"
ConnectionParameters = namedtuple("ConnectionParameters", _PARAMETERS, defaults=(None,) * len(_PARAMETERS.split()))


def parameters(known):
    """What a query logger hears of how the connection was made; what opens the database is not part of it."""
    return ConnectionParameters(**known)


class ConnectionSettings:
    """The settings that the server reports, as attributes."""

    def __init__(self, settings):
        self.__dict__["_settings"] = settings

    def __getattr__(self, name):
        try:
            return self._settings[name]
        except KeyError:
            raise AttributeError(name) from None

    def __repr__(self):
        return f"<ConnectionSettings {self._settings!r}>"


def version(text):
    """The five parts of a version such as ``15.18 (Debian …)`` or ``17beta1``."""
    import re

    major, minor, level, serial = re.match(r"(\d+)(?:\.(\d+))?(?:([a-z]+)(\d+)?)?", text).groups()
    return int(major), 0, int(minor or 0), level or "final", int(serial or 0)


def check_record_class(record_class):
    """Refuses what cannot make rows."""
    from . import driver

    real = getattr(driver.imported(), "Record", record.Record)
    roots = (record.Record, real)
    if record_class in roots:
        return
    if not isinstance(record_class, type) or not issubclass(record_class, roots):
        raise errors.InterfaceError(f"record_class is expected to be a subclass of asyncpg.Record, got {record_class!r}")
    if record_class.__new__ not in [root.__new__ for root in roots] or record_class.__init__ not in [
        root.__init__ for root in roots
    ]:
        raise errors.InterfaceError("record_class must not redefine __new__ or __init__")


def rows_as_text(exchange, query):
    """The rows of a query without parameters as tuples of texts and None."""
    number = exchange.call_now(query, "prepare", query)[0]
    _, data, more, _ = exchange.call_now(query, "query", number, [], 0)
    rows = marshal.loads(data)
    while more:
        data, more, _ = exchange.call_now(query, "more", more)
        rows += marshal.loads(data)
    exchange.call_now(query, "forget", [number])
    return [tuple(map(_text, row)) for row in rows]


def _text(value):
    if value is None or isinstance(value, str):
        return value
    return ("f", "t")[value] if isinstance(value, bool) else str(value)
