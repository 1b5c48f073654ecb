"""The names of ``aiosqlite.core``."""

from migri_aiosqlite import Connection, Cursor
from migri_rt import unsupported

__all__ = ["connect", "Connection", "Cursor"]


def connect(database, *, iter_chunk_size=64, loop=None, **options):
    raise unsupported("aiosqlite.connect()", "use the conn that migrate() is given, or install aiosqlite to open another database")
