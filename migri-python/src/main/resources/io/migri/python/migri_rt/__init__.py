"""What the facades of the databases and the migrations share: the channel to the run, and errors."""

__all__ = ["DatabaseFailure", "NotSupported", "mark", "unsupported"]


class DatabaseFailure(Exception):
    """The database refused an operation. A facade turns it into the exception that its driver would raise.

    ``info`` is what the channel's ``explain`` made of the failure.
    """

    def __init__(self, number, info):
        super().__init__(info.get("message"))
        self.number = number
        self.info = info


class NotSupported(Exception):
    """A migration asked for what cannot belong to a migration."""


def unsupported(what, instead):
    """The error to raise for ``what``; ``instead`` tells what to do, in a sentence without its final dot."""
    return NotSupported(f"{what} is not available in a migration: {instead}")


def mark(exception, failure, sql):
    """Remembers on the driver's ``exception`` where it came from, so that the report can show the statement.

    ``failure`` is the DatabaseFailure, or None where the facade itself refused; returns ``exception``.
    """
    try:
        exception.__dict__["_migri_failure"] = failure.number if failure is not None else None
        exception.__dict__["_migri_sql"] = sql
    except AttributeError:
        pass
    return exception
