"""Reads values in the server's binary format, in which alone a ``record`` tells the types of its fields.

Layouts: the functions ``…_send`` of the server, such as ``record_send`` and ``array_send``.
"""

from struct import Struct

from . import codecs_builtin as builtin
from . import errors

_NUMBER = Struct("!i")
_TYPE = Struct("!I")
_FIELD = Struct("!Ii")
_RECORD = 2249

_EMPTY, _LOWER_INCLUDED, _UPPER_INCLUDED, _NO_LOWER, _NO_UPPER = 1, 2, 4, 8, 16


class Reader:
    """Makes the values that the text of the same value would make. ``builder`` has the codecs that are known by now."""

    def __init__(self, builder):
        self._builder = builder

    def record(self, data):
        """A tuple of the fields of an anonymous record."""
        (count,) = _NUMBER.unpack_from(data)
        at, values = 4, []
        for position in range(count):
            oid, size = _FIELD.unpack_from(data, at)
            at += 8
            if size < 0:
                values.append(None)
                continue
            read = self._reader(oid)
            if read is None:
                raise errors.InternalClientError(
                    f"no decoder for composite type element in position {position} of type OID {oid}"
                )
            values.append(read(data[at : at + size]))
            at += size
        return tuple(values)

    def array(self, data):
        """The nested lists of an array."""
        (dimensions,) = _NUMBER.unpack_from(data)
        (oid,) = _TYPE.unpack_from(data, 8)
        lengths = [_NUMBER.unpack_from(data, 12 + 8 * each)[0] for each in range(dimensions)]
        elements = _sized(data, 12 + 8 * dimensions, self._reader(oid))
        return _nested(elements, lengths) if lengths else []

    def _reader(self, oid):
        """A function from bytes to the value; None where the type is not known or cannot be read so."""
        if oid == _RECORD:
            return self.record
        codec = self._builder.known_codec(oid)
        if codec is None or codec.unreadable:
            return None
        if codec.custom and codec.textual:
            return lambda data: codec.decode(data.decode())
        if codec.make is not None:
            return lambda data: codec.make(self.record(data))
        if codec.kind == "array":
            return self.array
        if codec.kind in ("range", "multirange"):
            return self._range_reader(oid, codec.kind)
        from .codecs_sent import to_text

        text_of = to_text(self._builder.base_of(oid), codec)
        if text_of is None or codec.decode is None:
            return text_of
        return lambda data: codec.decode(text_of(data))

    def _range_reader(self, oid, kind):
        read = self._reader(self._builder.bound_of(oid))
        if read is None:
            return None
        if kind == "range":
            return lambda data: _range(data, read)
        return lambda data: list(_sized(data, 4, lambda one: _range(one, read)))


def _sized(data, at, read):
    while at < len(data):
        (size,) = _NUMBER.unpack_from(data, at)
        at += 4
        if size < 0:
            yield None
        else:
            yield read(data[at : at + size])
            at += size


def _nested(elements, lengths):
    if len(lengths) == 1:
        return [next(elements) for _ in range(lengths[0])]
    return [_nested(elements, lengths[1:]) for _ in range(lengths[0])]


def _range(data, read):
    from .types import Range

    flags = data[0]
    if flags & _EMPTY:
        return Range(empty=True)
    bounds = _sized(data, 1, read)
    lower = None if flags & _NO_LOWER else next(bounds)
    upper = None if flags & _NO_UPPER else next(bounds)
    return Range(lower, upper, lower_inc=bool(flags & _LOWER_INCLUDED), upper_inc=bool(flags & _UPPER_INCLUDED))
