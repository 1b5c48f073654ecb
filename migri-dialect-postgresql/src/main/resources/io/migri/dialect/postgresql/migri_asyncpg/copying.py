"""COPY in both directions."""

import os
from itertools import islice

from . import names
from .exchange import timeout_error
from .queries import are_plain

_PORTION = 524288
_TOGETHER = 5000
_SPECIAL = "\\\t\n\r\b\f\v"
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\b": "\\b", "\f": "\\f", "\v": "\\v"})


def options(given):
    """The options of COPY by asyncpg's names; None where they are left out."""
    words = []
    for name, value in given.items():
        if value is None or (name == "force_quote" and value is False):
            continue
        words.append(f"{name.upper()} {_option(name, value)}")
    return f"({', '.join(words)})" if words else ""


def _option(name, value):
    if name == "force_quote" and value is True:
        return "*"
    if name in ("force_quote", "force_not_null", "force_null"):
        return names.columns(value)
    return str(value) if name in ("oids", "freeze", "header") else names.literal(value)


def condition(where):
    return "WHERE " + where if where else ""


class Copy:
    """One COPY. ``timeout`` limits all of it."""

    def __init__(self, exchange, statement, timeout):
        self._exchange = exchange
        self._statement = statement
        self._end = None if timeout is None else _now() + timeout

    async def out(self, output):
        """Writes what the server sends to ``output``; returns the command's tag."""
        sink, close = _sink(output)
        try:
            await self._call("copy_out", self._statement)
            return await self._pump(sink)
        finally:
            close()

    async def feed(self, portions):
        """Sends the portions of an asynchronous iterator; returns the command's tag."""
        await self._call("copy_in", self._statement)
        try:
            async for portion in portions:
                await self._call("copy_write", portion if type(portion) is bytes else bytes(portion))
        except BaseException:
            await self._abandon()
            raise
        return (await self._call("copy_end"))[0]

    async def _pump(self, sink):
        tag = None
        try:
            while tag is None:
                data, tag, _ = await self._call("copy_read")
                if data:
                    await sink(data)
        except BaseException:
            await self._abandon()
            raise
        return tag

    async def _abandon(self):
        try:
            await self._exchange.call(self._statement, None, "copy_cancel")
        except Exception:
            pass  # what brought us here says more

    async def _call(self, operation, *arguments):
        return await self._exchange.call(self._statement, self._remaining(), operation, *arguments)

    def _remaining(self):
        if self._end is None:
            return None
        left = self._end - _now()
        if left <= 0:
            raise timeout_error()()
        return left


def _now():
    import time

    return time.monotonic()


def _sink(output):
    """A coroutine function that takes bytes, and a function to call at the end."""
    try:
        path = os.fspath(output)
    except TypeError:
        path = None
    if path is not None:
        file = open(path, "wb")
        return _writer(file), file.close
    if hasattr(output, "write"):
        return _writer(output), _nothing
    if callable(output):
        return output, _nothing
    raise TypeError(
        "output is expected to be a file-like object, a path-like object or a coroutine function, "
        f"not {type(output).__name__}"
    )


def _writer(file):
    async def write(data):
        file.write(data)

    return write


def _nothing():
    pass


async def source_portions(source):
    """The bytes of whatever asyncpg takes as a source."""
    try:
        path = os.fspath(source)
    except TypeError:
        path = None
    if path is not None:
        with open(path, "rb") as file:
            for portion in iter(lambda: file.read(_PORTION), b""):
                yield portion
    elif hasattr(source, "read"):
        portion = source.read(_PORTION)
        while portion:
            yield portion
            portion = source.read(_PORTION)
    elif hasattr(type(source), "__aiter__"):
        async for portion in source:
            yield portion
    else:
        data = memoryview(source)
        for start in range(0, len(data), _PORTION):
            yield bytes(data[start : start + _PORTION])


async def record_portions(records, oids, codecs):
    """Rows in COPY's text format."""
    encoders = codecs.encoders(oids)

    def portion(rows):
        columns = list(zip(*rows))
        if len(columns) < len(oids):
            raise IndexError(f"{type(rows[0]).__name__} index out of range")
        texts = [_texts(values, oid, encode, codecs) for values, oid, encode in zip(columns, oids, encoders)]
        return ("\n".join(map("\t".join, zip(*texts))) + "\n").encode() if texts else b"\n" * len(rows)

    if hasattr(type(records), "__aiter__"):
        rows = []
        async for row in records:
            rows.append(row)
            if len(rows) >= _TOGETHER:
                yield portion(rows)
                rows = []
        if rows:
            yield portion(rows)
    else:
        rest = iter(records)
        for rows in iter(lambda: list(islice(rest, _TOGETHER)), []):
            yield portion(rows)


def _texts(values, oid, encode, codecs):
    if are_plain(values, oid, codecs):
        if type(values[0]) is not str:
            return map(str, values)
        texts = values
    else:
        texts = [None if value is None else encode(value) for value in values]
    if None in texts:
        return [r"\N" if text is None else text.translate(_ESCAPED) for text in texts]
    if not any(map("".join(texts).__contains__, _SPECIAL)):
        return texts
    return [text.translate(_ESCAPED) for text in texts]


async def inlined(connection, query, arguments):
    """``query`` with its arguments as constants, because COPY takes no parameters."""
    if not arguments:
        return query
    import re

    statement = await connection.prepare(query)
    casts = ", ".join(f"quote_literal(${at}::{_type(kind)}::text)" for at, kind in enumerate(statement.get_parameters(), 1))
    texts = await connection.fetchrow(f"SELECT {casts}", *arguments)

    def constant(match):
        text = texts[int(match.group(1)) - 1]
        return "NULL" if text is None else text

    return re.sub(r"\$(\d+)\b", constant, query)


def _type(kind):
    name = f"_{kind.name[:-2]}" if kind.name.endswith("[]") else kind.name
    return f"{names.quoted(kind.schema)}.{names.quoted(name)}"
