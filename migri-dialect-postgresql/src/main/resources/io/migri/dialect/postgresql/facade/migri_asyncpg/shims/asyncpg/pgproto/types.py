"""Bits and shapes."""

from migri_asyncpg.types import BitString, Box, Circle, Line, LineSegment, Path, Point, Polygon

__all__ = ("BitString", "Point", "Path", "Polygon", "Box", "Line", "LineSegment", "Circle")
