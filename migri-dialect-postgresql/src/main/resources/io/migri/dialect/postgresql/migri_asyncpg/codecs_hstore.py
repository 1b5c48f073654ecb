"""The type of the extension hstore: https://www.postgresql.org/docs/current/hstore.html"""

import re

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
