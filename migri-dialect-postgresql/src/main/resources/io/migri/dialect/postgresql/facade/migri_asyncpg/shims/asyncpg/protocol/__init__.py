"""The rows of asyncpg."""

from migri_asyncpg.record import Record

__all__ = ("Record",)
