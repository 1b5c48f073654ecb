"""The text that goes to the server."""

import re

_BINARY = re.compile(r"_binary'((?:[^'\\]|\\.|'')*)'", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_MEANING = {"0": "\0", "n": "\n", "r": "\r", "Z": "\032", "b": "\b", "t": "\t"}


def wire(sql):
    """``sql`` as text that is valid Unicode. Bytes that are none stand in it as lone surrogates, as PyMySQL writes them."""
    if isinstance(sql, (bytes, bytearray)):
        sql = bytes(sql).decode("utf-8", "surrogateescape")
    if sql.isascii() or not _has_raw_bytes(sql):
        return sql
    return _BINARY.sub(_as_hex, sql)


def _has_raw_bytes(sql):
    try:
        sql.encode("utf-8")
        return False
    except UnicodeEncodeError:
        return True


def _as_hex(match):
    text = _ESCAPED.sub(lambda escape: _MEANING.get(escape.group(1), escape.group(1)), match.group(1)).replace("''", "'")
    if not _has_raw_bytes(text):
        return match.group(0)
    return "_binary x'" + text.encode("utf-8", "surrogateescape").hex() + "'"
