"""The names of ``aiosqlite.cursor``."""

from migri_aiosqlite import Cursor

__all__ = ["Cursor"]
