"""``Connection.prepare()``'s result."""

from . import types
from .cursor import CursorFactory


class PreparedStatement:
    """A statement that the server has prepared."""

    __module__ = "asyncpg.prepared_stmt"

    __module__ = "asyncpg.prepared_stmt"

    def __init__(self, connection, statement, name):
        self._connection = connection
        self._state = statement
        self._name = name
        self._last_status = None

    def get_name(self):
        """The name by which the statement is known."""
        return self._name

    def get_query(self):
        """The text of the statement."""
        return self._state.query

    def get_statusmsg(self):
        """The tag of the command that was executed last, or None."""
        return self._last_status

    def get_parameters(self):
        """The types of the parameters."""
        type_of = self._connection._codecs.type_of
        return tuple(type_of(oid) for oid in self._state.parameters)

    def get_attributes(self):
        """The names and types of the columns."""
        type_of = self._connection._codecs.type_of
        return tuple(types.Attribute(name, type_of(oid)) for name, oid in self._state.columns)

    def cursor(self, *args, prefetch=None, timeout=None):
        """A cursor over the rows of one execution."""
        return CursorFactory(self._connection, self._itself, args, prefetch, timeout)

    async def explain(self, *args, analyze=False):
        """The plan, as EXPLAIN (FORMAT JSON, VERBOSE) tells it. ``analyze`` executes the statement, and undoes that."""
        import json

        query = f"EXPLAIN (FORMAT JSON, VERBOSE{', ANALYZE' if analyze else ''}) {self._state.query}"
        if not analyze:
            return json.loads(await self._connection.fetchval(query, *args))
        transaction = self._connection.transaction()
        await transaction.start()
        try:
            plan = await self._connection.fetchval(query, *args)
        finally:
            await transaction.rollback()
        return json.loads(plan)

    async def fetch(self, *args, timeout=None):
        """Executes; returns all rows."""
        return await self._execute(args, 0, timeout)

    async def fetchval(self, *args, column=0, timeout=None):
        """Executes; returns one value of the first row, or None."""
        rows = await self._execute(args, 1, timeout)
        return rows[0][column] if rows else None

    async def fetchrow(self, *args, timeout=None):
        """Executes; returns the first row, or None."""
        rows = await self._execute(args, 1, timeout)
        return rows[0] if rows else None

    async def fetchmany(self, args, *, timeout=None):
        """Executes once for each of ``args``; returns all rows."""
        return await self._connection._execute_each(self._state, args, timeout, True)

    async def executemany(self, args, *, timeout=None):
        """Executes once for each of ``args``, or not at all."""
        await self._connection._execute_each(self._state, args, timeout, False)

    async def _execute(self, arguments, limit, timeout):
        rows, self._last_status = await self._connection._execute_prepared(self._state, arguments, limit, timeout)
        return rows

    async def _itself(self, timeout):
        return self._state
