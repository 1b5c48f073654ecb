"""The connection of asyncpg; in a migration there is one, and it is open."""

from migri_asyncpg.connection import Connection
from migri_rt import unsupported

__all__ = ("connect", "Connection")


async def connect(*arguments, **named):
    raise unsupported("asyncpg.connect()", "use the conn that migrate() is given, or install the package asyncpg")
