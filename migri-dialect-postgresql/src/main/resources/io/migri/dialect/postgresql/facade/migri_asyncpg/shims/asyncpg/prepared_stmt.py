"""The prepared statements of asyncpg."""

from migri_asyncpg.statement import PreparedStatement

__all__ = ("PreparedStatement",)
