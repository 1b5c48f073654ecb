"""The class of uuid values."""

from migri_asyncpg.types_uuid import UUID

__all__ = ("UUID",)
