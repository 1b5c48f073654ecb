"""Ranges and multiranges: https://www.postgresql.org/docs/current/rangetypes.html#RANGETYPES-IO"""

from _collections_abc import Sequence

from . import types
from .codecs_array import quoted


def encoder(encode):
    def encode_range(value):
        lower, upper, opening, closing = _bounds(value)
        if opening is None:
            return "empty"
        low = "" if lower is None else quoted(encode(lower))
        high = "" if upper is None else quoted(encode(upper))
        return f"{opening}{low},{high}{closing}"

    return encode_range


def _bounds(value):
    if isinstance(value, (tuple, list)):
        return _bounds_of_sequence(value)
    if not isinstance(value, types.Range):
        raise TypeError(f"list, tuple or Range object expected (got type {type(value)})")
    if value.isempty:
        return None, None, None, None
    return value.lower, value.upper, "[" if value.lower_inc else "(", "]" if value.upper_inc else ")"


def _bounds_of_sequence(value):
    if len(value) > 2:
        raise ValueError(f"expected 0, 1 or 2 elements in range (got {len(value)})")
    if not value:
        return None, None, None, None
    return value[0], value[1] if len(value) == 2 else None, "[", "]"


def decoder(decode):
    kind = types.Range

    def decode_range(text):
        if text == "empty":
            return kind(empty=True)
        lower, upper = _parts(text[1:-1])
        if decode is not None:
            lower = lower if lower is None else decode(lower)
            upper = upper if upper is None else decode(upper)
        return kind(lower, upper, lower_inc=text[0] == "[", upper_inc=text[-1] == "]")

    return decode_range


def _parts(body):
    """The texts of both bounds; an infinite one is None."""
    if '"' not in body and "\\" not in body:
        lower, _, upper = body.partition(",")
        return lower or None, upper or None
    bounds = _fields(body)
    return bounds[0], bounds[1]


def _fields(body):
    from .codecs_composite import fields

    return fields(body)


def multirange_encoder(encode):
    encode_range = encoder(encode)

    def encode_multirange(values):
        if not isinstance(values, Sequence):
            raise TypeError(f"expected a sequence (got type {type(values).__name__!r})")
        return f"{{{','.join([encode_range(value) for value in values])}}}"

    return encode_multirange


def multirange_decoder(decode):
    decode_range = decoder(decode)
    return lambda text: [decode_range(piece) for piece in _ranges(text[1:-1])]


def _ranges(body):
    """Cuts at the brackets that are not inside quotes."""
    start, in_quotes, escaped = None, False, False
    for at, character in enumerate(body):
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == '"':
            in_quotes = not in_quotes
        elif in_quotes:
            continue
        elif character in "[(" and start is None:
            start = at
        elif character in "])" and start is not None:
            yield body[start : at + 1]
            start = None
