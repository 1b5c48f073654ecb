"""Shapes. Formats: https://www.postgresql.org/docs/current/datatype-geometric.html"""

from . import types
from .codecs_scalar import as_float

_BRACKETS = dict.fromkeys(map(ord, "()[]<>{}"))


def _numbers(text):
    return [float(number) for number in text.translate(_BRACKETS).split(",")]


def _pairs(numbers):
    return zip(numbers[::2], numbers[1::2])


def _point(value):
    return f"({as_float(value[0])!r},{as_float(value[1])!r})"


def _points(points):
    return ",".join(map(_point, points))


def encode_point(value):
    return _point(value)


def encode_box(value):
    return _points((value[0], value[1]))


def encode_lseg(value):
    return f"[{_points((value[0], value[1]))}]"


def encode_line(value):
    return f"{{{as_float(value[0])!r},{as_float(value[1])!r},{as_float(value[2])!r}}}"


def encode_path(value):
    closed = isinstance(value, tuple)
    if not closed and isinstance(value, types.Path):
        closed = value.is_closed
    len(value)
    return f"({_points(value)})" if closed else f"[{_points(value)}]"


def encode_polygon(value):
    len(value)
    return f"({_points(value)})"


def encode_circle(value):
    center, radius = value[0], value[1]
    return f"<{_point(center)},{as_float(radius)!r}>"


def point_decoder():
    kind = types.Point
    return lambda text: kind(*_numbers(text))


def box_decoder():
    kind = types.Box
    return lambda text: kind(*_pairs(_numbers(text)))


def lseg_decoder():
    kind = types.LineSegment
    return lambda text: kind(*_pairs(_numbers(text)))


def line_decoder():
    kind = types.Line
    return lambda text: kind(*_numbers(text))


def path_decoder():
    kind = types.Path
    return lambda text: kind(*_pairs(_numbers(text)), is_closed=text[0] == "(")


def polygon_decoder():
    kind = types.Polygon
    return lambda text: kind(*_pairs(_numbers(text)))


def circle_decoder():
    kind = types.Circle

    def decode(text):
        x, y, radius = _numbers(text)
        return kind((x, y), radius)

    return decode
