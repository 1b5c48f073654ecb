"""The rows of asyncpg, by the path of the module that makes them there."""

from migri_asyncpg.record import Record

__all__ = ("Record",)
