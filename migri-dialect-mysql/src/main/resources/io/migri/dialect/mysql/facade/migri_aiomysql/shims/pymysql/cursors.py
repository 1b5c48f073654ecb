"""The cursors of PyMySQL, by the names that aiomysql has for them too."""

from migri_aiomysql.cursors import Cursor, DictCursor, SSCursor, SSDictCursor

__all__ = ["Cursor", "DictCursor", "SSCursor", "SSDictCursor"]
