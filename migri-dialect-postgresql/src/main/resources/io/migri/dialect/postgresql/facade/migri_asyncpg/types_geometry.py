"""Shapes in the plane. Rules: https://www.postgresql.org/docs/current/datatype-geometric.html"""

_MODULE = "asyncpg.pgproto.types"


def _item(index):
    return property(lambda shape: shape[index])


def _named_repr(shape):
    return f"{type(shape).__module__}.{type(shape).__name__}({tuple.__repr__(shape)})"


class Point(tuple):
    """A point: two floats."""

    __slots__ = ()
    __module__ = _MODULE
    __repr__ = _named_repr
    x, y = _item(0), _item(1)

    def __new__(cls, x, y):
        return super().__new__(cls, (float(x), float(y)))


class Box(tuple):
    """A rectangle: its upper right and its lower left corner."""

    __slots__ = ()
    __module__ = _MODULE
    __repr__ = _named_repr
    high, low = _item(0), _item(1)

    def __new__(cls, high, low):
        return super().__new__(cls, (Point(*high), Point(*low)))


class Line(tuple):
    """The line of the points for which Ax + By + C is zero."""

    __slots__ = ()
    __module__ = _MODULE
    A, B, C = _item(0), _item(1), _item(2)

    def __new__(cls, A, B, C):
        return super().__new__(cls, (A, B, C))


class LineSegment(tuple):
    """The piece of a line between two points."""

    __slots__ = ()
    __module__ = _MODULE
    __repr__ = _named_repr
    p1, p2 = _item(0), _item(1)

    def __new__(cls, p1, p2):
        return super().__new__(cls, (Point(*p1), Point(*p2)))


class Circle(tuple):
    """A circle: its center and its radius."""

    __slots__ = ()
    __module__ = _MODULE
    center, radius = _item(0), _item(1)

    def __new__(cls, center, radius):
        return super().__new__(cls, (center, radius))


class Path:
    """Points that follow each other, open or closed."""

    __slots__ = ("_is_closed", "points")
    __module__ = _MODULE

    def __init__(self, *points, is_closed=False):
        self.points = tuple(Point(*point) for point in points)
        self._is_closed = is_closed

    @property
    def is_closed(self):
        return self._is_closed

    def __eq__(self, other):
        if not isinstance(other, Path):
            return NotImplemented
        return (self.points, self._is_closed) == (other.points, other._is_closed)

    def __hash__(self):
        return hash((self.points, self._is_closed))

    def __iter__(self):
        return iter(self.points)

    def __len__(self):
        return len(self.points)

    def __getitem__(self, index):
        return self.points[index]

    def __contains__(self, point):
        return point in self.points


class Polygon(Path):
    """A closed path."""

    __slots__ = ()
    __module__ = _MODULE

    def __init__(self, *points):
        super().__init__(*points, is_closed=True)
