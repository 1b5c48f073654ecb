"""COPY in both directions."""

import os
from itertools import islice

from . import errors, names
from .exchange import timeout_error
from .queries import SEQUENCES, are_plain

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
    """One COPY. ``timeout`` limits all of it. Until it has ended, or was given up, nothing else can be executed."""

    def __init__(self, exchange, statement, timeout):
        self._exchange = exchange
        self._statement = statement
        self._end = None if timeout is None else _now() + timeout

    async def out(self, output):
        """Writes what the server sends to ``output``; returns the command's tag."""
        sink, close = _sink(output)
        try:
            with self._exchange.reserved():
                return await self._whole(self._read(sink))
        finally:
            close()

    async def feed(self, portions):
        """Sends the portions of an asynchronous iterator; returns the command's tag."""
        with self._exchange.reserved():
            return await self._whole(self._write(portions))

    async def _whole(self, copying):
        try:
            return await copying
        except BaseException:
            self._abandon()  # even where it was cancelled before it began: the server may have begun it
            raise

    async def _read(self, sink):
        await self._call("copy_out", self._statement)
        tag = None
        while tag is None:
            data, tag, _ = await self._call("copy_read")
            if data:
                await self._timed(sink(data))
        return tag

    async def _write(self, portions):
        await self._call("copy_in", self._statement)
        portions = portions.__aiter__()
        while True:
            try:
                portion = await self._timed(portions.__anext__())
            except StopAsyncIteration:
                break
            await self._call("copy_write", portion if type(portion) is bytes else bytes(memoryview(portion)))
        return (await self._call("copy_end"))[0]

    def _abandon(self):
        try:
            self._exchange.call_now(self._statement, "copy_cancel")
        except Exception:
            pass  # what brought us here says more

    async def _call(self, operation, *arguments):
        return await self._exchange.call_reserved(self._statement, self._remaining(), operation, *arguments)

    async def _timed(self, awaitable):
        """Waits for what the migration itself does, no longer than there is time left."""
        left = self._remaining()
        return await (awaitable if left is None else _limited(awaitable, left))

    def _remaining(self):
        if self._end is None:
            return None
        left = self._end - _now()
        if left <= 0:
            raise timeout_error()()
        return left


async def _limited(awaitable, seconds):
    import sys

    asyncio = sys.modules.get("asyncio")
    try:
        running = asyncio is not None and asyncio.get_running_loop()
    except RuntimeError:
        running = None
    return await (asyncio.wait_for(awaitable, seconds) if running else awaitable)


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
    _check_codecs(oids, codecs)

    def portion(rows):
        if not SEQUENCES.issuperset(map(type, rows)):
            rows = [[row[at] for at in range(len(oids))] for row in rows]
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


def _check_codecs(oids, codecs):
    """asyncpg copies in the binary format, and so cannot copy what it exchanges as text."""
    for oid in oids:
        codec = codecs.codec(oid)
        if codec.encode is None or codec.textual:
            raise errors.InternalClientError(f"no binary format encoder for type {codec.name} (OID {oid})")


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
    casts = ", ".join(f"quote_literal(${at}::{names.type_name(kind)}::text)" for at, kind in enumerate(statement.get_parameters(), 1))
    texts = await connection.fetchrow(f"SELECT {casts}", *arguments)

    def constant(match):
        text = texts[int(match.group(1)) - 1]
        return "NULL" if text is None else text

    return re.sub(r"\$(\d+)\b", constant, query)
