"""The names of ``aiosqlite.context``."""

from migri_aiosqlite.awaiting import Result, contextmanager

__all__ = ["Result", "contextmanager"]
