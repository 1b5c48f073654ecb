"""The types of values of asyncpg."""

from migri_asyncpg import types as _types

__all__ = _types.__all__


def __getattr__(name):
    return getattr(_types, name)
