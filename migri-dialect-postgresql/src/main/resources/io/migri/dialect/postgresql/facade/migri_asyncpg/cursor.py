"""Cursors: rows of a statement in portions, on the server's portals."""

from . import errors


class CursorFactory:
    """What ``cursor()`` returns: to be awaited for a Cursor, or iterated over with ``async for``."""

    __module__ = "asyncpg.cursor"

    __slots__ = ("_connection", "_source", "_arguments", "_prefetch", "_timeout")

    def __init__(self, connection, source, arguments, prefetch, timeout):
        self._connection = connection
        self._source = source
        self._arguments = arguments
        self._prefetch = prefetch
        self._timeout = timeout

    def __aiter__(self):
        prefetch = 50 if self._prefetch is None else self._prefetch
        return CursorIterator(self._connection, self._source, self._arguments, prefetch, self._timeout)

    def __await__(self):
        if self._prefetch is not None:
            raise errors.InterfaceError("prefetch argument can only be specified for iterable cursor")
        return Cursor(self._connection, self._source, self._arguments)._ready(self._timeout).__await__()


class _Portal:
    """A portal of the server, opened when its first rows are asked for."""

    def __init__(self, connection, source, arguments):
        self._connection = connection
        self._source = source
        self._arguments = arguments
        self._statement = None
        self._values = None
        self._number = None
        self._exhausted = False

    async def _prepare(self, timeout):
        if self._statement is None:
            self._statement = await self._source(timeout)
        self._check()

    def _bind(self):
        if self._values is None:
            self._values = self._statement.encode(self._arguments)

    def _check(self):
        if self._statement.closed:
            raise errors.InterfaceError("cursor: the prepared statement is closed")
        if not self._connection._top_xact:
            raise errors.NoActiveSQLTransactionError("cursor cannot be created outside of a transaction")

    async def _take(self, count, timeout):
        statement = self._statement
        exchange = self._connection._exchange
        if self._number is None:
            self._bind()
            answer = await exchange.call(statement.query, timeout, "open", statement.number, self._values, count)
        else:
            answer = await exchange.call(statement.query, timeout, "advance", self._number, count)
        self._number, data, _ = answer
        if not self._number:
            self._exhausted = True
        return statement.records(data)

    def __del__(self):
        if self._number:
            self._connection._unused_portals.append(self._number)

    def __repr__(self):
        query = self._statement.query if self._statement is not None else ""
        exhausted = "exhausted " if self._exhausted else ""
        return f'<asyncpg.{type(self).__name__} "{query!s:.30}" {exhausted}{id(self):#x}>'


class CursorIterator(_Portal):
    """Rows one after the other, fetched ``prefetch`` at a time."""

    __module__ = "asyncpg.cursor"

    def __init__(self, connection, source, arguments, prefetch, timeout):
        super().__init__(connection, source, arguments)
        if prefetch <= 0:
            raise errors.InterfaceError("prefetch argument must be greater than zero")
        self._prefetch = prefetch
        self._timeout = timeout
        self._rows = iter(())

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self._statement is None:
            await self._prepare(self._timeout)
        for row in self._rows:
            return row
        if not self._exhausted:
            self._check()
            self._rows = iter(await self._take(self._prefetch, self._timeout))
            for row in self._rows:
                return row
        raise StopAsyncIteration


class Cursor(_Portal):
    """Rows in portions of the caller's choice."""

    __module__ = "asyncpg.cursor"

    async def _ready(self, timeout):
        await self._prepare(timeout)
        self._bind()
        return self

    async def fetch(self, n, *, timeout=None):
        """The next ``n`` rows."""
        self._check()
        if n <= 0:
            raise errors.InterfaceError("n must be greater than zero")
        return [] if self._exhausted else await self._take(n, timeout)

    async def fetchrow(self, *, timeout=None):
        """The next row, or None."""
        self._check()
        rows = [] if self._exhausted else await self._take(1, timeout)
        return rows[0] if rows else None

    async def forward(self, n, *, timeout=None):
        """Skips ``n`` rows; returns how many there were."""
        return len(await self.fetch(n, timeout=timeout))
