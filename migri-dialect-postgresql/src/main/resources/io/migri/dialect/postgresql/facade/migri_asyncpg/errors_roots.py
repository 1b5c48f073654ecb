"""The roots of the exception tree, without any class of an error code; those are made by errors_made, which is asked for one."""

from .errors_fields import FIELDS

ROOTS = (
    "PostgresError",
    "FatalPostgresError",
    "UnknownPostgresError",
    "InterfaceError",
    "InterfaceWarning",
    "PostgresLogMessage",
    "ClientConfigurationError",
    "InternalClientError",
    "OutdatedSchemaCacheError",
    "ProtocolError",
    "UnsupportedClientFeatureError",
    "TargetServerAttributeNotMatched",
    "UnsupportedServerFeatureError",
)

_MODULE = "asyncpg.exceptions._base"
_STALE_PLAN = "cached statement plan is invalid due to a database schema or configuration change"


def _with_remarks(message, remarks):
    lines = [message]
    if remarks.detail:
        lines.append(f"DETAIL:  {remarks.detail}")
    if remarks.hint:
        lines.append(f"HINT:  {remarks.hint}")
    return "\n".join(lines)


class PostgresMessage:
    """What the server said: an attribute for each field of the protocol, None where the server left it out."""

    __module__ = _MODULE

    severity = severity_en = sqlstate = message = detail = hint = None
    position = internal_position = internal_query = context = None
    schema_name = table_name = column_name = data_type_name = constraint_name = None
    server_source_filename = server_source_line = server_source_function = None

    def as_dict(self):
        """The fields that the server sent, by name."""
        return {name: getattr(self, name) for name in FIELDS if getattr(self, name) is not None}


class PostgresError(PostgresMessage, Exception):
    """An error that the server reported."""

    __module__ = _MODULE

    def __str__(self):
        return _with_remarks(self.args[0], self)

    @classmethod
    def new(cls, fields, query=None):
        """The error of the right class for ``fields``, whose keys are the letters of the protocol."""
        kind, message = PostgresMessage.class_for(fields.get("C")), fields.get("M", "")
        if kind.sqlstate == "0A000" and fields.get("R") == "RevalidateCachedQuery":
            kind = PostgresMessage._class_named("InvalidCachedStatementError")
            message = _STALE_PLAN
        return _filled(kind(message), fields, query)


class FatalPostgresError(PostgresError):
    """An error after which the server closes the connection."""

    __module__ = _MODULE


class UnknownPostgresError(FatalPostgresError):
    """An error whose SQLSTATE has no class."""

    __module__ = _MODULE


class InterfaceMessage:
    """A text with the remarks that the driver itself adds to it."""

    __module__ = _MODULE

    def __init__(self, *, detail=None, hint=None):
        self.detail = detail
        self.hint = hint

    def __str__(self):
        return _with_remarks(self.args[0], self)


class InterfaceError(InterfaceMessage, Exception):
    """The driver was called in a wrong way or at a wrong time."""

    __module__ = _MODULE

    def __init__(self, msg, *, detail=None, hint=None):
        InterfaceMessage.__init__(self, detail=detail, hint=hint)
        Exception.__init__(self, msg)

    def with_msg(self, msg):
        """The same error with another text."""
        return type(self)(msg, detail=self.detail, hint=self.hint).with_traceback(self.__traceback__)


class ClientConfigurationError(InterfaceError, ValueError):
    """The settings of the connection are wrong."""

    __module__ = _MODULE


class UnsupportedClientFeatureError(InterfaceError):
    """The driver cannot do this."""

    __module__ = _MODULE


class UnsupportedServerFeatureError(InterfaceError):
    """The server cannot do this."""

    __module__ = _MODULE


class InterfaceWarning(InterfaceMessage, UserWarning):
    """The driver was called in a way that is likely to be a mistake."""

    __module__ = _MODULE

    def __init__(self, msg, *, detail=None, hint=None):
        InterfaceMessage.__init__(self, detail=detail, hint=hint)
        UserWarning.__init__(self, msg)


class InternalClientError(Exception):
    """Something went wrong inside the driver."""

    __module__ = _MODULE


class ProtocolError(InternalClientError):
    """The server's answer could not be understood."""

    __module__ = _MODULE


class TargetServerAttributeNotMatched(InternalClientError):
    """No server was of the kind that was asked for."""

    __module__ = _MODULE


class OutdatedSchemaCacheError(InternalClientError):
    """A type changed on the server after the driver had read its definition."""

    __module__ = _MODULE

    def __init__(self, msg, *, schema=None, data_type=None, position=None):
        super().__init__(msg)
        self.schema_name = schema
        self.data_type_name = data_type
        self.position = position


class PostgresLogMessage(PostgresMessage):
    """A message of the server that is not an error."""

    __module__ = _MODULE

    def __str__(self):
        return f"{type(self).__name__}: {self.message}"

    def __setattr__(self, name, value):
        raise TypeError(f"instances of {type(self).__name__} are immutable")

    @classmethod
    def new(cls, fields, query=None):
        """The message of the right class for ``fields``, whose keys are the letters of the protocol."""
        kind = PostgresMessage.class_for(fields.get("C"))
        if kind is UnknownPostgresError:
            kind = _by_severity(fields)
        made = kind(fields.get("M", "")) if issubclass(kind, BaseException) else kind()
        return _filled(made, fields, query)


def _by_severity(fields):
    if (fields.get("V") or fields.get("S") or "").upper() != "WARNING":
        return PostgresLogMessage
    return PostgresMessage._class_named("PostgresWarning")


def _filled(made, fields, query):
    made.__dict__["query"] = query
    made.__dict__.update({name: fields[letter] for name, letter in FIELDS.items() if letter in fields})
    return made
