"""A cursor as aiosqlite has it."""

from migri_aiosqlite import rows as making
from migri_aiosqlite.parameters import plain_text

#: rows that come with the answer to execute(), so that small results need no second request
_FIRST = 32
_CHUNK = 5000


class Cursor:
    """Executes statements and hands out their rows. Made by ``conn.cursor()`` and ``conn.execute()``."""

    __module__ = "aiosqlite.cursor"

    def __init__(self, conn):
        self.iter_chunk_size = 64
        self._conn = conn
        self._row_factory = conn._row_factory
        self._number = 0
        self._columns = None
        self._rows = []
        self._at = 0
        self._rows_changed = None
        self._text_factory = str
        self._closed = False
        self._arraysize = 1
        self._rowcount = -1
        self._lastrowid = None

    async def execute(self, sql, parameters=None):
        """Executes one statement and returns this cursor."""
        await self._execute(sql, () if parameters is None else parameters, _FIRST)
        return self

    async def executemany(self, sql, parameters):
        """Executes one statement for each item of ``parameters`` and returns this cursor."""
        self._check_open()
        sql = self._checked_sql(sql, "executemany")
        self._restart()
        self._rowcount = await self._conn._execute_many(sql, iter(parameters))
        return self

    async def executescript(self, sql_script):
        """Executes all statements of a text and returns this cursor. As in ``sqlite3``, it first commits."""
        self._check_open()
        await self._conn._execute_script(sql_script)
        return self

    async def fetchone(self):
        """The next row, or None."""
        self._check_open()
        found = await self._take(1)
        return found[0] if found else None

    async def fetchmany(self, size=None):
        """The next rows: ``size`` or ``arraysize``, fewer at the end; all of them where that is negative."""
        import operator

        self._check_open()
        count = operator.index(self._arraysize if size is None else size)
        return await self._take(count if count > 0 else None)

    async def fetchall(self):
        """All remaining rows."""
        self._check_open()
        return await self._take(None)

    async def close(self):
        """Frees what the cursor holds; it can do nothing any more."""
        self._restart()
        self._closed = True

    _close_at_exit = close

    @property
    def rowcount(self):
        return self._rowcount

    @property
    def lastrowid(self):
        return self._lastrowid

    @property
    def arraysize(self):
        return self._arraysize

    @arraysize.setter
    def arraysize(self, value):
        import operator

        self._arraysize = operator.index(value)

    @property
    def description(self):
        return making.description(self._columns)

    @property
    def row_factory(self):
        return self._conn._resolved(self._row_factory)

    @row_factory.setter
    def row_factory(self, factory):
        self._row_factory = factory

    @property
    def connection(self):
        """The migration's ``conn``; there is no ``sqlite3.Connection`` behind it."""
        return self._conn

    @property
    def __class__(self):
        return self._conn._real_class("Cursor") or type(self)

    def __aiter__(self):
        return self._iterate()

    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, failure, traceback):
        await self.close()

    def __del__(self):
        if self._number:
            self._conn._release(self._number)

    async def _iterate(self):
        while True:
            chunk = await self.fetchmany(self.iter_chunk_size)
            if not chunk:
                return
            for row in chunk:
                yield row

    async def _execute(self, sql, parameters, first):
        self._check_open()
        sql = self._checked_sql(sql, "execute")
        self._restart()
        self._rowcount = -1
        self._columns = None
        self._text_factory = self._conn._text_factory
        answer = await self._conn._execute_one(sql, parameters, first)
        self._columns, self._rows, self._number, changed, rowid = answer
        if rowid is not None:
            self._lastrowid = rowid
        self._settle(changed)

    def _settle(self, changed):
        """``sqlite3`` knows how many rows have changed when the last row that they return has been taken."""
        if changed < 0:
            self._rows_changed = None
        elif self._number or self._rows:
            self._rows_changed = changed
            self._rowcount = 0
        else:
            self._rows_changed = None
            self._rowcount = changed

    async def _take(self, count):
        available = len(self._rows) - self._at
        if not self._number and (count is None or available <= count):
            found = self._rows[self._at :] if self._at else self._rows
            self._rows, self._at = [], 0
        else:
            found = await self._collected(count)
        if not found:
            return []
        if not self._rows and not self._number and self._rows_changed is not None:
            self._rowcount, self._rows_changed = self._rows_changed, None
        return making.made(found, self._columns, self._conn._resolved(self._row_factory), self._text_factory)

    async def _collected(self, count):
        found = []
        while True:
            wanted = None if count is None else count - len(found)
            end = len(self._rows) if wanted is None else self._at + wanted
            found += self._rows[self._at : end]
            self._at = min(end, len(self._rows))
            if self._at >= len(self._rows):
                self._rows, self._at = [], 0
            if not self._number or (count is not None and len(found) >= count):
                return found
            await self._refill(count, len(found))

    async def _refill(self, count, found):
        wanted = _CHUNK if count is None else max(count - found, 64)
        number, self._number = self._number, 0
        self._rows, more, changed = await self._conn._call(None, "fetch", number, wanted)
        self._at = 0
        if more:
            self._number = number
        elif self._rows_changed is not None:
            self._rows_changed = changed

    def _restart(self):
        if self._number:
            self._conn._release(self._number)
        self._number = 0
        self._rows, self._at = [], 0
        self._rows_changed = None

    def _check_open(self):
        if self._closed:
            from migri_aiosqlite.errors import refusal

            raise refusal("ProgrammingError", "Cannot operate on a closed cursor.")

    @staticmethod
    def _checked_sql(sql, method):
        if not isinstance(sql, str):
            raise TypeError(f"{method}() argument 1 must be str, not {'None' if sql is None else type(sql).__name__}")
        if "\0" in sql:
            from migri_aiosqlite.errors import refusal

            raise refusal("ProgrammingError", "the query contains a null character")
        return plain_text(sql)


__all__ = ["Cursor"]
