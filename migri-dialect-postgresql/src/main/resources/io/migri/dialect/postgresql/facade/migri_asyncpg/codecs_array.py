"""Arrays: https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO"""

from _collections_abc import Iterable, Mapping, Sized

_MOST_DIMENSIONS = 6
_BUFFERS = (str, bytes, bytearray, memoryview)
_token = None


def _is_container(value):
    return isinstance(value, Iterable) and isinstance(value, Sized) and not isinstance(value, (*_BUFFERS, Mapping))


def _is_nested(value):
    """Tuples inside an array are composite values."""
    return isinstance(value, list) or not isinstance(value, tuple) and _is_container(value)


def quoted(text):
    """An element in quotes, which keep it from being read as NULL or as structure."""
    if "\\" in text or '"' in text:
        text = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def encoder(encode, delimiter, textual):
    """Encodes arrays whose elements ``encode`` turns to text; ``textual``: asyncpg sends this element type as text."""

    def encode_flat(values):
        elements = []
        for value in values:
            if value is None:
                elements.append("NULL")
                continue
            try:
                elements.append(quoted(encode(value)))
            except TypeError as error:
                place = "" if textual else f" at index {len(elements)}"
                raise ValueError(f"invalid array element{place}: {error.args[0]}") from None
        return f"{{{delimiter.join(elements)}}}"

    def encode_nested(values, depth):
        if depth == 1:
            return encode_deepest(values)
        return f"{{{delimiter.join([encode_nested(value, depth - 1) for value in values])}}}"

    def encode_deepest(values):
        try:
            return f"{{{delimiter.join(['NULL' if value is None else quoted(encode(value)) for value in values])}}}"
        except TypeError as error:
            raise ValueError(f"invalid array element: {error.args[0]}") from None

    def encode_array(values):
        if not _is_container(values):
            raise TypeError(f"a sized iterable container expected (got type {type(values).__name__!r})")
        depth = _depth(values, 1)
        return encode_flat(values) if depth == 1 else encode_nested(values, depth)

    return encode_array


def _depth(values, depth):
    if depth > _MOST_DIMENSIONS:
        raise ValueError(f"number of array dimensions ({depth}) exceed the maximum expected ({_MOST_DIMENSIONS})")
    deepest, length = depth, None
    for value in values:
        nested = len(value) if _is_nested(value) else -1
        if length is None:
            length = nested
            if nested >= 0:
                deepest = _depth(value, depth + 1)
        elif length != nested:
            raise ValueError("non-homogeneous array")
    return deepest


def decoder(decode, delimiter):
    """Decodes arrays whose elements ``decode`` reads, or are text if it is None."""

    def decode_array(text):
        if text[0] == "[":
            text = text[text.index("=") + 1 :]
        if text == "{}":
            return []
        if '"' in text or text.find("{", 1) > 0:
            return _read(text, decode, delimiter)
        elements = text[1:-1].split(delimiter)
        if decode is None:
            return [None if element == "NULL" else element for element in elements] if "NULL" in text else elements
        return [None if element == "NULL" else decode(element) for element in elements]

    return decode_array


def _read(text, decode, delimiter):
    levels = [[]]
    for quote, plain, bracket in _tokens(text, delimiter):
        if bracket == "{":
            levels.append([])
        elif bracket == "}":
            level = levels.pop()
            levels[-1].append(level)
        elif plain == "NULL":
            levels[-1].append(None)
        else:
            element = plain or _unquoted(quote)
            levels[-1].append(element if decode is None else decode(element))
    return levels[0][0]


def _tokens(text, delimiter):
    global _token
    if _token is None:
        import re

        _token = {
            mark: re.compile(r'("(?:[^"\\]|\\.)*")|([^{}"%s]+)|([{}])' % mark, re.DOTALL).findall for mark in ",;"
        }
    return _token[delimiter](text)


def _unquoted(quote):
    inner = quote[1:-1]
    if "\\" not in inner:
        return inner
    return "\\".join(part.replace("\\", "") for part in inner.split("\\\\"))


def vector_decoder(decode):
    """The types int2vector and oidvector write their elements with spaces between them."""
    return lambda text: [decode(element) for element in text.split()]


def vector_encoder(encode):
    encode_array = encoder(encode, ",", False)
    return lambda values: encode_array(values)[1:-1].replace('"', "").replace(",", " ")
