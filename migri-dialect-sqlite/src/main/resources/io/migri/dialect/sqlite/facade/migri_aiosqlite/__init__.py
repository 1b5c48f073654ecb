"""What a migration of SQLite gets as ``conn``: it behaves as aiosqlite's Connection, on the run's own connection."""

from migri_aiosqlite.connection import Connection
from migri_aiosqlite.cursor import Cursor

__all__ = ["Connection", "Cursor", "connect"]


def connect(channel):
    return Connection(channel)
