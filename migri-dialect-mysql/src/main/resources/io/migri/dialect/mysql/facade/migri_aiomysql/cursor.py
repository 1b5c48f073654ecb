"""aiomysql's plain cursor, which the others are made of."""

import re
import sys

from migri_aiomysql import driver, err
from migri_aiomysql.waiting import Done

_PLACE = r"(?:%s|%\(.+\)s)"

#: a bulk insert: what stands before its row of values, the row, and what stands behind; a row holds placeholders alone
_INSERT = re.compile(
    rf"""
    \s* (?P<head> (?:insert|replace) \s .+ \s values? \s+ )
    (?P<row> \( \s* {_PLACE} \s* (?: , \s* {_PLACE} \s* )* \) )
    (?P<tail> \s* (?: on\ duplicate .* )? ) ;? \s* \Z
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)


class _Assembled(str):
    """A text that the driver puts together as bytes."""


def _as_sent(text):
    return bytearray(text.encode("utf-8", "surrogateescape")) if type(text) is _Assembled else text


class Cursor:
    """Keeps all rows of a result."""

    __module__ = "aiomysql.cursors"

    #: how long a statement that executemany() puts together may be, in bytes
    max_stmt_length = 1024000
    _unbuffered = False

    def __init__(self, connection, echo=False):
        self._connection = connection
        self._echo = echo
        self._arraysize = 1
        self._sent = None
        self._done = None
        self._rowcount = -1
        self._result = None
        self._description = None
        self._rownumber = 0
        self._lastrowid = None
        self._rows = None

    @property
    def __class__(self):
        """What isinstance() goes by: the driver's own class where a migration has imported it."""
        package = driver.loaded("aiomysql")
        kind = type(self)
        if package is None:
            return kind
        return getattr(package.cursors, kind.__name__) if "_is_known" in vars(kind) else kind

    # -- what is known of the last statement

    @property
    def connection(self):
        return self._connection

    @property
    def description(self):
        return self._description

    @property
    def rowcount(self):
        return self._rowcount

    @property
    def rownumber(self):
        return self._rownumber

    @property
    def lastrowid(self):
        return self._lastrowid

    @property
    def arraysize(self):
        return self._arraysize

    @arraysize.setter
    def arraysize(self, val):
        self._arraysize = val

    @property
    def echo(self):
        return self._echo

    @property
    def closed(self):
        return not self._connection

    def setinputsizes(self, *args):
        """Does nothing, as in the driver."""

    def setoutputsizes(self, *args):
        """Does nothing, as in the driver."""

    @property
    def _executed(self):
        return _as_sent(self._done)

    @property
    def _last_executed(self):
        if self._sent is None:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute '_last_executed'")
        return _as_sent(self._sent)

    # -- statements

    def _get_db(self):
        if not self._connection:
            raise err.ProgrammingError("Cursor closed")
        return self._connection

    def _check_executed(self):
        if not self._done:
            raise err.ProgrammingError("execute() first")

    def _escape_args(self, args, conn):
        if isinstance(args, (tuple, list)):
            return tuple([conn.escape(arg) for arg in args])
        if isinstance(args, dict):
            return {key: conn.escape(val) for key, val in args.items()}
        return conn.escape(args)

    def mogrify(self, query, args=None):
        """The text that execute() would send."""
        conn = self._get_db()
        return query if args is None else query % self._escape_args(args, conn)

    async def execute(self, query, args=None):
        """Returns how many rows were found or changed."""
        conn = self._get_db()
        while await self.nextset():
            pass
        if args is not None:
            query = query % self._escape_args(args, conn)
        await self._query(query)
        self._done = query
        return self._rowcount

    async def executemany(self, query, args):
        """Puts the rows of a plain INSERT into few statements; executes anything else once for each element of ``args``."""
        if not args:
            return None
        match = _INSERT.match(query)
        if match:
            return await self._execute_rows(match["head"] % (), match["row"], match["tail"], args)
        rows = 0
        for arg in args:
            await self.execute(query, arg)
            rows += self._rowcount
        self._rowcount = rows
        return self._rowcount

    async def _execute_rows(self, prefix, values, postfix, args):
        conn = self._get_db()
        room = self.max_stmt_length - len(prefix.encode()) - len(postfix.encode())
        waiting, length, rows = [], 0, 0
        for arg in args:
            row = values % self._escape_args(arg, conn)
            size = len(row) + 1 if row.isascii() else len(row.encode("utf-8", "surrogateescape")) + 1
            if waiting and length + size > room:
                rows += await self.execute(_Assembled(prefix + ",".join(waiting) + postfix))
                waiting, length = [], 0
            waiting.append(row)
            length += size
        rows += await self.execute(_Assembled(prefix + ",".join(waiting) + postfix))
        self._rowcount = rows
        return rows

    async def callproc(self, procname, args=()):
        """Calls a procedure; its OUT parameters are in ``@_procname_0`` and so on."""
        conn = self._get_db()
        for index, arg in enumerate(args):
            await self._query(f"SET @_{procname}_{index}={conn.escape(arg)}")
            await self.nextset()
        names = ",".join(f"@_{procname}_{i}" for i in range(len(args)))
        self._done = f"CALL {procname}({names})"
        await self._query(self._done)
        return args

    async def nextset(self):
        """True where another result of the same text was taken; None where there is none."""
        conn = self._get_db()
        result = self._result
        if result is None or result is not conn._result or not result.has_next:
            return None
        result.has_next = False
        if not await conn.next_result():
            return None
        self._clear_result()
        await self._do_get_result()
        return True

    async def _query(self, q):
        conn = self._get_db()
        self._sent = q
        self._clear_result()
        await conn.query(q, unbuffered=self._unbuffered)
        await self._do_get_result()

    def _clear_result(self):
        self._rownumber = 0
        self._result = None
        self._rowcount = 0
        self._description = None
        self._lastrowid = None
        self._rows = None

    async def _do_get_result(self):
        self._rownumber = 0
        self._result = result = self._get_db()._result
        self._rowcount = result.affected_rows
        self._description = result.description
        self._lastrowid = result.insert_id
        self._rows = result.rows
        rows_to_come = self._unbuffered and result.description is not None
        for message in () if rows_to_come else result.messages or ():
            _warn(message)

    # -- rows

    def fetchone(self):
        self._check_executed()
        if self._rows is None or self._rownumber >= len(self._rows):
            return Done(None)
        row = self._rows[self._rownumber]
        self._rownumber += 1
        return Done(row)

    def fetchmany(self, size=None):
        self._check_executed()
        if self._rows is None:
            return Done([])
        end = self._rownumber + (size or self._arraysize)
        rows = self._rows[self._rownumber:end]
        self._rownumber = min(end, len(self._rows))
        return Done(rows)

    def fetchall(self):
        self._check_executed()
        if self._rows is None:
            return Done([])
        rows = self._rows[self._rownumber:] if self._rownumber else self._rows
        self._rownumber = len(self._rows)
        return Done(rows)

    def scroll(self, value, mode="relative"):
        self._check_executed()
        if mode == "relative":
            place = self._rownumber + value
        elif mode == "absolute":
            place = value
        else:
            raise err.ProgrammingError(f"unknown scroll mode {mode}")
        if not 0 <= place < len(self._rows):
            raise IndexError("out of range")
        self._rownumber = place
        return Done(None)

    def _conv_row(self, row):
        return row

    async def close(self):
        """Gives up what is left."""
        if self._connection is None:
            return
        try:
            while await self.nextset():
                pass
        finally:
            self._connection = None

    def __aiter__(self):
        return self

    async def __anext__(self):
        row = await self.fetchone()
        if row is None:
            raise StopAsyncIteration
        return row

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        await self.close()

    def __getattr__(self, name):
        # the exceptions are attributes of a cursor too
        if name in err.NAMES:
            return getattr(err, name)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")


def _warn(message):
    import warnings

    depth = 1
    frame = sys._getframe()
    while frame is not None and "migri_aiomysql" in frame.f_code.co_filename:
        frame = frame.f_back
        depth += 1
    warnings.warn(message, err.Warning, depth)
