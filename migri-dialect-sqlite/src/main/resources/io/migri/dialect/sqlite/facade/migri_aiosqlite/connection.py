"""The connection as aiosqlite has it."""

import sys
from itertools import islice

from migri_aiosqlite import functions
from migri_aiosqlite import parameters as binding
from migri_aiosqlite.awaiting import contextmanager
from migri_aiosqlite.cursor import Cursor
from migri_rt import DatabaseFailure, unsupported

_CHUNK = 5000
_ALL = 5000

#: stands for ``sqlite3.Row``, which is not imported before the first row is made
_ROW = object()


class Connection:
    """The run's connection. What it does belongs to the run's transaction.

    ``commit()`` and ``rollback()`` work on the transaction that ``sqlite3`` would have begun, which is a savepoint in that of the run;
    in a migration without a transaction they are real.
    """

    __module__ = "aiosqlite.core"

    def __init__(self, channel):
        self._channel = channel
        self._row_factory = _ROW
        self._text_factory = str
        self._isolation_level = "" if channel.transactional else None
        self._names = {}
        self._released = []
        self._function_failures = []
        self._finished = False

    @contextmanager
    async def cursor(self):
        """A new cursor."""
        return Cursor(self)

    @contextmanager
    async def execute(self, sql, parameters=None):
        """Executes one statement on a new cursor, which is returned."""
        cursor = Cursor(self)
        await cursor.execute(sql, parameters)
        return cursor

    @contextmanager
    async def execute_insert(self, sql, parameters=None):
        """Executes one statement and returns the row with the last inserted id."""
        cursor = Cursor(self)
        await cursor.execute(sql, parameters)
        await cursor.execute("SELECT last_insert_rowid()")
        return await cursor.fetchone()

    @contextmanager
    async def execute_fetchall(self, sql, parameters=None):
        """Executes one statement and returns all of its rows."""
        cursor = Cursor(self)
        await cursor._execute(sql, () if parameters is None else parameters, _ALL)
        return await cursor.fetchall()

    @contextmanager
    async def executemany(self, sql, parameters):
        """Executes one statement for each item of ``parameters`` on a new cursor, which is returned."""
        return await Cursor(self).executemany(sql, parameters)

    @contextmanager
    async def executescript(self, sql_script):
        """Executes all statements of a text on a new cursor, which is returned."""
        return await Cursor(self).executescript(sql_script)

    async def commit(self):
        """Keeps what was done so far apart from a later ``rollback()``."""
        await self._call("COMMIT", "commit")

    async def rollback(self):
        """Undoes what was done since the transaction began that ``sqlite3`` would have begun."""
        await self._call("ROLLBACK", "rollback")

    async def interrupt(self):
        """Ends the statement under way, if any, with an error."""
        self._channel.cancel()

    async def create_function(self, name, num_params, func, deterministic=False):
        """Makes ``func`` available to SQL until the migration ends."""
        functions.check(name, num_params, func, deterministic)
        number = self._channel.function(functions.plain(func, self._function_failures))
        await self._call(None, "function", binding.plain_text(name), num_params, number, bool(deterministic))

    @property
    def in_transaction(self):
        return self._call_now(None, "in_transaction")

    @property
    def isolation_level(self):
        return self._isolation_level

    @isolation_level.setter
    def isolation_level(self, value):
        level = _isolation_level(value)
        self._call_now(None, "isolation", level)
        self._isolation_level = level

    @property
    def row_factory(self):
        return self._resolved(self._row_factory)

    @row_factory.setter
    def row_factory(self, factory):
        self._row_factory = factory

    @property
    def text_factory(self):
        return self._text_factory

    @text_factory.setter
    def text_factory(self, factory):
        self._text_factory = factory

    @property
    def total_changes(self):
        return self._call_now(None, "total_changes")

    async def iterdump(self):
        """The statements that make this database anew."""
        from sqlite3 import dump

        for line in dump._iterdump(_Plain(self)):
            yield line

    async def enable_load_extension(self, value):
        raise unsupported("enable_load_extension()", "extensions would stay loaded for the whole run; do without them")

    async def load_extension(self, path):
        raise unsupported("load_extension()", "extensions would stay loaded for the whole run; do without them")

    async def set_progress_handler(self, handler, n):
        raise unsupported("set_progress_handler()", "print what is worth knowing from migrate()")

    async def set_trace_callback(self, handler):
        raise unsupported("set_trace_callback()", "print what is worth knowing from migrate(), or run with --log-level debug")

    async def set_authorizer(self, authorizer_callback):
        raise unsupported("set_authorizer()", "check statements before they are executed")

    async def backup(self, target, *, pages=0, progress=None, name="main", sleep=0.250):
        raise unsupported("backup()", "copy the database before the run, outside of any transaction")

    async def close(self):
        raise unsupported("close()", "the run closes the connection; simply return from migrate()")

    def stop(self):
        raise unsupported("stop()", "the run closes the connection; simply return from migrate()")

    def __await__(self):
        raise unsupported("connecting", "conn is open already; use it as it is")

    async def __aenter__(self):
        raise unsupported("async with conn", "the run opens and closes the connection; use conn as it is")

    async def __aexit__(self, kind, failure, traceback):
        await self.close()

    @property
    def __class__(self):
        return self._real_class("Connection") or type(self)

    def _migri_finish(self):
        if self._finished:
            return []
        self._finished = True
        self._released.clear()
        if not self._channel.call("finish"):
            return []
        return ["a transaction was still open at the end and was rolled back; end it with await conn.commit()"]

    @staticmethod
    def _real_class(name):
        """The class of the real aiosqlite, where the migration has imported it, so that isinstance() holds."""
        real = sys.modules.get("aiosqlite")
        return None if real is None else getattr(real, name, None)

    @staticmethod
    def _resolved(factory):
        if factory is not _ROW:
            return factory
        from sqlite3 import Row

        return Row

    def _release(self, number):
        """The cursor is freed with the next call: this may be called at any time, even while another call is under way."""
        self._released.append(number)

    async def _execute_one(self, sql, parameters, first):
        self._tell_what_does_nothing(sql)
        if type(parameters) is not tuple or parameters:
            parameters = binding.bind(parameters, lambda: self._parameter_names(sql))
        return await self._call(sql, "execute", sql, parameters, first, self._text_factory is not str)

    async def _execute_many(self, sql, rows):
        changed = 0
        first = True
        while True:
            chunk, failure = _chunk(rows)
            if not chunk and not first and failure is None:
                return changed
            first = False
            bound, refused = self._bound(sql, chunk)
            more = await self._call(sql, "many", sql, bound)
            changed = -1 if more < 0 else changed + more
            if refused or failure:
                raise refused or failure

    def _bound(self, sql, chunk):
        """The rows as they can be sent, up to the first that cannot, and why that one cannot."""
        names = _once(lambda: self._parameter_names(sql))
        try:
            return binding.bind_all(chunk, names), None
        except DatabaseFailure:
            raise
        except Exception:
            bound = []
            for row in chunk:
                try:
                    bound.append(binding.bind(row, names))
                except Exception as refused:
                    return bound, refused
            return bound, None

    async def _execute_script(self, script):
        if not isinstance(script, str):
            if sys.version_info >= (3, 11):
                kind = "None" if script is None else type(script).__name__
                raise TypeError(f"executescript() argument must be str, not {kind}")
            raise ValueError("script argument must be unicode.")
        if "\0" in script:
            raise ValueError("embedded null character")
        script = binding.plain_text(script)
        self._tell_what_does_nothing(script)
        await self._call(script, "script", script)

    def _parameter_names(self, sql):
        names = self._names.get(sql)
        if names is None:
            if len(self._names) > 128:
                self._names.clear()
            names = self._names[sql] = self._call_now(sql, "parameters", sql)
        return names

    async def _call(self, sql, operation, *arguments):
        try:
            if self._released:
                await self._channel.acall("close", self._taken())
            return await self._channel.acall(operation, *arguments)
        except DatabaseFailure as failure:
            refused = self._exception(failure, sql)
        raise refused

    def _exception(self, failure, sql):
        from migri_aiosqlite.errors import exception

        cause = self._function_failures.pop() if self._function_failures else None
        self._function_failures.clear()
        return exception(failure, sql, cause)

    def _call_now(self, sql, operation, *arguments):
        try:
            if self._released:
                self._channel.call("close", self._taken())
            return self._channel.call(operation, *arguments)
        except DatabaseFailure as failure:
            refused = self._exception(failure, sql)
        raise refused

    def _taken(self):
        released, self._released = self._released, []
        return released

    def _tell_what_does_nothing(self, sql):
        if self._channel.transactional and "foreign_keys" in sql.lower():
            remark = self._call_now(sql, "remark", sql)
            if remark is not None:
                self._channel.notice(remark)


class _Plain:
    """What the standard library needs of a connection in order to dump it."""

    row_factory = None
    text_factory = str

    def __init__(self, connection):
        self._connection = connection

    def cursor(self):
        return _PlainCursor(self._connection)


class _PlainCursor:
    def __init__(self, connection):
        self._connection = connection
        self._rows = iter(())
        self.row_factory = None

    def execute(self, sql, parameters=()):
        answer = self._connection._call_now(sql, "execute", sql, list(parameters), _CHUNK, False)
        self._rows = self._all(answer[1], answer[2])
        return self

    def _all(self, rows, number):
        yield from rows
        while number:
            rows, more, _ = self._connection._call_now(None, "fetch", number, _CHUNK)
            yield from rows
            number = number if more else 0

    def fetchall(self):
        return list(self._rows)

    def fetchone(self):
        return next(self._rows, None)

    def __iter__(self):
        return self._rows


def _chunk(rows):
    """Up to some thousand rows, and what the iterator raised behind them."""
    chunk = []
    try:
        for row in islice(rows, _CHUNK):
            chunk.append(row)
    except Exception as failure:
        return chunk, failure
    return chunk, None


def _once(supply):
    found = []

    def supplied():
        if not found:
            found.append(supply())
        return found[0]

    return supplied


def _isolation_level(value):
    if value is None:
        return None
    if not isinstance(value, str):
        if sys.version_info >= (3, 11):
            raise TypeError("isolation_level must be str or None")
        raise TypeError(f"isolation_level must be a string or None, not {type(value).__name__}")
    if value.upper() not in ("", "DEFERRED", "IMMEDIATE", "EXCLUSIVE"):
        if sys.version_info >= (3, 11):
            raise ValueError("isolation_level string must be '', 'DEFERRED', 'IMMEDIATE', or 'EXCLUSIVE'")
        raise ValueError("invalid value for isolation_level")
    return value.upper() if sys.version_info >= (3, 11) else value
