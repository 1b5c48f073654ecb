"""The transactions of asyncpg."""

from migri_asyncpg.transaction import Transaction

__all__ = ("Transaction",)
