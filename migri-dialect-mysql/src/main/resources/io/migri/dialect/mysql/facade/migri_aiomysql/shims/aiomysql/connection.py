"""The connection of aiomysql."""

from aiomysql import Connection, connect

__all__ = ["Connection", "connect"]
