"""aiomysql's cursors."""

import re
import sys

from migri_aiomysql import driver, err

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


class Done:
    """Something to await that is there already."""

    __slots__ = ("_value",)

    def __init__(self, value):
        self._value = value

    def __await__(self):
        return self._value
        yield  # which makes it a generator


class Opening:
    """What ``conn.cursor()`` returns: to be awaited, or for ``async with``."""

    __slots__ = ("_cursor",)

    def __init__(self, cursor):
        self._cursor = cursor

    def __await__(self):
        return Done(self._cursor).__await__()

    async def __aenter__(self):
        return self._cursor

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        await self._cursor.close()


class Cursor:
    """Keeps all rows of a result."""

    #: how long a statement that executemany() puts together may be, in bytes
    max_stmt_length = 1024000
    _unbuffered = False

    def __init__(self, connection, echo=False):
        self._connection = connection
        self._echo = echo
        self._arraysize = 1
        self._executed = None
        self._last_executed = None
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
        return kind if package is None or _KNOWN.get(kind.__name__) is not kind else getattr(package.cursors, kind.__name__)

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

    # -- statements

    def _get_db(self):
        if not self._connection:
            raise err.ProgrammingError("Cursor closed")
        return self._connection

    def _check_executed(self):
        if not self._executed:
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
        self._executed = query
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
                rows += await self.execute(prefix + ",".join(waiting) + postfix)
                waiting, length = [], 0
            waiting.append(row)
            length += size
        rows += await self.execute(prefix + ",".join(waiting) + postfix)
        self._rowcount = rows
        return rows

    async def callproc(self, procname, args=()):
        """Calls a procedure; its OUT parameters are in ``@_procname_0`` and so on."""
        conn = self._get_db()
        for index, arg in enumerate(args):
            await self._query(f"SET @_{procname}_{index}={conn.escape(arg)}")
            await self.nextset()
        names = ",".join(f"@_{procname}_{i}" for i in range(len(args)))
        self._executed = f"CALL {procname}({names})"
        await self._query(self._executed)
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
        self._last_executed = q
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
        for message in result.messages or ():
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


class _DeserializationCursorMixin:
    """Turns JSON columns into values."""

    async def _do_get_result(self):
        await super()._do_get_result()
        if self._rows:
            self._rows = [self._deserialization_row(row) for row in self._rows]

    def _deserialization_row(self, row):
        if row is None:
            return None
        import json

        keyed = isinstance(row, dict)
        values = row if keyed else list(row)
        for index, column in enumerate(self._description):
            if column[1] == 245:
                place = column[0] if keyed else index
                try:
                    values[place] = json.loads(values[place])
                except (ValueError, TypeError):
                    pass
        return values if keyed else tuple(values)

    def _conv_row(self, row):
        return None if row is None else self._deserialization_row(super()._conv_row(row))


class DeserializationCursor(_DeserializationCursorMixin, Cursor):
    """Returns JSON columns as the values that they hold."""


class _DictCursorMixin:
    #: what a row is made of
    dict_type = dict

    async def _do_get_result(self):
        await super()._do_get_result()
        fields = []
        for field in self._result.fields or ():
            fields.append(f"{field.table_name}.{field.name}" if field.name in fields else field.name)
        if self._description:
            self._fields = fields
        if fields and self._rows:
            self._rows = [self._conv_row(row) for row in self._rows]

    def _conv_row(self, row):
        if row is None:
            return None
        return self.dict_type(zip(self._fields, super()._conv_row(row)))


class DictCursor(_DictCursorMixin, Cursor):
    """Returns rows as dictionaries."""


class SSCursor(Cursor):
    """Takes rows as they are wanted, so that a large result needs little memory."""

    _unbuffered = True

    async def close(self):
        if self._connection is None:
            return
        if self._result is not None and self._result is self._connection._result:
            self._result.forget()
        await super().close()

    async def _read_next(self):
        return self._conv_row(await self._result.next_row())

    async def fetchone(self):
        self._check_executed()
        row = await self._read_next()
        if row is not None:
            self._rownumber += 1
        return row

    async def fetchall(self):
        rows = []
        while True:
            row = await self.fetchone()
            if row is None:
                return rows
            rows.append(row)

    async def fetchmany(self, size=None):
        self._check_executed()
        rows = []
        for _ in range(self._arraysize if size is None else size):
            row = await self._read_next()
            if row is None:
                break
            rows.append(row)
            self._rownumber += 1
        return rows

    async def scroll(self, value, mode="relative"):
        self._check_executed()
        if mode not in ("relative", "absolute"):
            raise err.ProgrammingError(f"unknown scroll mode {mode}")
        steps = value if mode == "relative" else value - self._rownumber
        if steps < 0:
            raise err.NotSupportedError("Backwards scrolling not supported by this cursor")
        for _ in range(steps):
            await self._read_next()
        self._rownumber += steps


class SSDictCursor(_DictCursorMixin, SSCursor):
    """Takes rows as they are wanted, and returns them as dictionaries."""


_KNOWN = {one.__name__: one for one in (Cursor, DictCursor, SSCursor, SSDictCursor, DeserializationCursor)}


def chosen(cursors):
    """The class for ``conn.cursor(*cursors)``: ours, or one made of ours and of what the migration named."""
    if not cursors:
        return Cursor
    try:
        ours = tuple(_ours(cursor) for cursor in cursors)
    except TypeError:
        raise TypeError("Custom cursor must be subclass of Cursor") from None
    if len(ours) == 1:
        return ours[0]
    name = "".join(one.__name__ for one in ours).replace("Cursor", "") + "Cursor"
    return type(name, ours, {})


def _ours(cursor):
    if issubclass(cursor, (Cursor, _DictCursorMixin, _DeserializationCursorMixin)):
        return cursor
    package = driver.loaded("aiomysql")
    if package is None or not issubclass(cursor, package.Cursor):
        raise TypeError
    known = next(one for one in cursor.__mro__ if one.__module__.startswith("aiomysql") and one.__name__ in _KNOWN)
    own = type(known.__name__, (_KNOWN[known.__name__], known), {})
    return own if cursor is known else type(cursor.__name__, (cursor, own), {})


def _warn(message):
    import warnings

    depth = 1
    frame = sys._getframe()
    while frame is not None and "migri_aiomysql" in frame.f_code.co_filename:
        frame = frame.f_back
        depth += 1
    warnings.warn(message, err.Warning, depth)
