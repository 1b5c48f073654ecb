"""The cursors of asyncpg."""

from migri_asyncpg.cursor import Cursor, CursorFactory, CursorIterator

__all__ = ("Cursor", "CursorFactory", "CursorIterator")
