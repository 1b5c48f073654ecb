"""The cursors of aiomysql."""

from migri_aiomysql.cursors import Cursor, DeserializationCursor, DictCursor, SSCursor, SSDictCursor

__all__ = ["Cursor", "DeserializationCursor", "DictCursor", "SSCursor", "SSDictCursor"]
