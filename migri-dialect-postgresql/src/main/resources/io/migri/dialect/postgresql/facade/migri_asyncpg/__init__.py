"""A connection that behaves like asyncpg's, on the run's own connection and in its transaction."""

__all__ = ["connect"]


def connect(channel):
    """The ``conn`` that a migration is given."""
    from . import identity
    from .connection import Connection

    connection = Connection(channel)
    identity.follow(connection)
    return connection
