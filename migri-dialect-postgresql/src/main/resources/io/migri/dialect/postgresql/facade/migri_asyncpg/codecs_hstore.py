"""The type of the extension hstore: https://www.postgresql.org/docs/current/hstore.html"""

import re
from struct import Struct

from .codecs_array import quoted
from .codecs_scalar import encode_text

_pair = re.compile(r'"((?:[^"\\]|\\.)*)"=>(?:NULL|"((?:[^"\\]|\\.)*)")', re.DOTALL)
_escape = re.compile(r"\\(.)", re.DOTALL)


def encode(value):
    len(value)
    pairs = value.items() if hasattr(value, "items") else value
    return ", ".join([_encoded(key, text) for key, text in pairs])


def _encoded(key, text):
    if key is None:
        raise ValueError("null value not allowed in hstore key")
    return f"{quoted(encode_text(key))}=>{'NULL' if text is None else quoted(encode_text(text))}"


def decode(text):
    return {_plain(match[1]): _plain(match[2]) for match in _pair.finditer(text)}


def _plain(text):
    return text if text is None or "\\" not in text else _escape.sub(r"\1", text)


_COUNT = Struct("!i")


def to_bytes(text):
    """The server's binary format of a value, from its text."""
    pairs = decode(text)
    parts = [_COUNT.pack(len(pairs))]
    for one in (one for pair in pairs.items() for one in pair):
        parts.append(_COUNT.pack(-1) if one is None else _COUNT.pack(len(one.encode())) + one.encode())
    return b"".join(parts)


def from_bytes(data):
    """The text of a value, from the server's binary format."""
    at, found = 4, []
    while at < len(data):
        (size,) = _COUNT.unpack_from(data, at)
        at += 4
        found.append(None if size < 0 else bytes(data[at : at + size]).decode())
        at += max(size, 0)
    return encode(list(zip(found[::2], found[1::2])))
