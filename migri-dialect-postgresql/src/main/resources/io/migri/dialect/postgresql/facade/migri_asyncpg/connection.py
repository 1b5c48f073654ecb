"""``asyncpg.Connection`` on the run's own connection."""

from migri_rt import unsupported

from . import callbacks, codecs, errors, identity, multirow, names, server, types
from .copier import Copier
from .cursor import CursorFactory
from .exchange import Exchange, seconds
from .queries import Cache, Prepared
from .statement import PreparedStatement
from .transaction import Run, Transaction

_OWNED = "the connection belongs to the run, which closes it"


class Connection(Copier):
    """The ``conn`` of a migration."""

    __module__ = "asyncpg.connection"

    def __init__(self, channel):
        self._channel = channel
        self._exchange = Exchange(channel, self._heard)
        self._codecs = codecs.Codecs(self._query_now)
        self._nested = channel.transactional or channel.only_in_transaction
        self._top_xact = Run() if self._nested else None
        self._open_transactions = []
        self._unused_statements = []
        self._unused_portals = []
        self._unused_names = []
        self._cache = Cache()
        self._unique = 0
        self._server = None
        self._listeners = {}
        self._log_listeners = []
        self._query_loggers = []

    # statements

    async def execute(self, query, *args, timeout=None):
        """Executes a statement, or several where there are no arguments; returns the tag of the last."""
        if not args:
            return await self._logged(query, args, timeout, self._run(query, timeout))
        rows_and_tag = self._execute(query, args, 0, timeout, None)
        return (await self._logged(query, args, timeout, rows_and_tag))[1]

    async def executemany(self, command, args, *, timeout=None):
        """Executes a statement once for each of ``args``, or not at all."""
        await self._logged(command, args, timeout, self._many(command, args, timeout, None, False))

    async def fetch(self, query, *args, timeout=None, record_class=None):
        """All rows."""
        return (await self._logged(query, args, timeout, self._execute(query, args, 0, timeout, record_class)))[0]

    async def fetchrow(self, query, *args, timeout=None, record_class=None):
        """The first row, or None."""
        rows, _ = await self._logged(query, args, timeout, self._execute(query, args, 1, timeout, record_class))
        return rows[0] if rows else None

    async def fetchval(self, query, *args, column=0, timeout=None):
        """A value of the first row, or None."""
        rows, _ = await self._logged(query, args, timeout, self._execute(query, args, 1, timeout, None))
        return rows[0][column] if rows else None

    async def fetchmany(self, query, args, *, timeout=None, record_class=None):
        """The rows of all executions of a statement, once for each of ``args``."""
        return await self._logged(query, args, timeout, self._many(query, args, timeout, record_class, True))

    async def prepare(self, query, *, name=None, timeout=None, record_class=None):
        """A statement to be executed repeatedly."""
        statement = await self._statement(query, seconds(timeout), record_class, cached=False)
        if isinstance(name, str):
            await self._name(statement, name, seconds(timeout))
        return PreparedStatement(self, statement, name if isinstance(name, str) else self._get_unique_id("stmt"))

    def cursor(self, query, *args, prefetch=None, timeout=None, record_class=None):
        """A cursor over the rows of a statement."""

        async def source(timeout):
            return await self._statement(query, seconds(timeout), record_class)

        return CursorFactory(self, source, args, prefetch, seconds(timeout))

    # transactions

    def transaction(self, *, isolation=None, readonly=False, deferrable=False):
        """A transaction block; within the run's transaction it is a savepoint."""
        return Transaction(self, isolation, readonly, deferrable)

    def is_in_transaction(self):
        """Whether a transaction is open."""
        return self._exchange.call_now(None, "status") != "IDLE"

    # types

    async def set_type_codec(self, typename, *, schema="public", encoder, decoder, format="text"):
        """Lets functions of the migration convert the values of a type."""
        self._codecs.set_type_codec(typename, schema=schema, encoder=encoder, decoder=decoder, format=format)
        self._cache.clear()

    async def reset_type_codec(self, typename, *, schema="public"):
        """Ends what set_type_codec() began."""
        self._codecs.reset_type_codec(typename, schema=schema)
        self._cache.clear()

    async def set_builtin_type_codec(self, typename, *, schema="public", codec_name, format=None):
        """Converts the values of a type as those of a type that is known already."""
        self._codecs.set_builtin_type_codec(typename, schema=schema, codec_name=codec_name, format=format)
        self._cache.clear()

    async def reload_schema_state(self):
        """Forgets what is known of types and statements."""
        self._codecs.reload()
        self._cache.clear()

    # the server

    def get_server_pid(self):
        """The server process of this connection."""
        return self._facts().pid

    def get_server_version(self):
        """The server's version, as a named tuple."""
        return types.ServerVersion(*server.version(self._facts().version))

    def get_settings(self):
        """The settings that the server reports, as attributes."""
        self._server = None
        return server.ConnectionSettings(self._facts().settings)

    def get_reset_query(self):
        """The statements by which asyncpg's pools clean a connection."""
        return server.RESET

    # listeners

    async def add_listener(self, channel, callback):
        """Calls ``callback(connection, pid, channel, payload)`` for notifications, which arrive with the next statement."""
        if channel not in self._listeners:
            await self.fetch(f"LISTEN {names.quoted(channel)}")
            self._listeners[channel] = []
        _add(self._listeners[channel], callback)

    async def remove_listener(self, channel, callback):
        """Ends what add_listener() began."""
        heard = self._listeners.get(channel)
        if heard is None or callback not in heard:
            return
        heard.remove(callback)
        if not heard:
            del self._listeners[channel]
            await self.fetch(f"UNLISTEN {names.quoted(channel)}")

    def add_log_listener(self, callback):
        """Calls ``callback(connection, message)`` for the server's notices."""
        _add(self._log_listeners, callback)

    def remove_log_listener(self, callback):
        """Ends what add_log_listener() began."""
        _remove(self._log_listeners, callback)

    def add_query_logger(self, callback):
        """Calls ``callback(record)`` after each query."""
        _add(self._query_loggers, callback)

    def remove_query_logger(self, callback):
        """Ends what add_query_logger() began."""
        _remove(self._query_loggers, callback)

    def query_logger(self, callback):
        """A context manager that adds and removes a query logger."""
        return callbacks.QueryLog(self, callback)

    def add_termination_listener(self, callback):
        """Not available: the connection outlives the migration."""
        raise unsupported("add_termination_listener()", "the connection outlives the migration, so it would never be called")

    def remove_termination_listener(self, callback):
        """Does nothing, because there can be none."""

    # the end

    def is_closed(self):
        """Whether the connection to the server is lost."""
        return self._exchange.lost

    async def close(self, *, timeout=None):
        raise unsupported("close()", f"leave it out; {_OWNED}")

    def terminate(self):
        raise unsupported("terminate()", f"leave it out; {_OWNED}")

    async def reset(self, *, timeout=None):
        raise unsupported("reset()", "it would undo the migration; settings are restored after each migration anyway")

    def __repr__(self):
        return f"<asyncpg.connection.Connection object at {id(self):#x}>"

    def _migri_finish(self):
        """Ends what the migration left open. Returns warnings."""
        identity.forget()
        if self._exchange.lost:
            return []
        if not self._nested and self.is_in_transaction():
            self._channel.call("command", "ROLLBACK")
            return ["the migration left a transaction open, which was rolled back"]
        if self._open_transactions:
            return ["the migration neither committed nor rolled back a transaction() of its own; what was done in it is kept"]
        return []

    # what the others use

    async def _run(self, query, timeout):
        tag, _ = await self._exchange.call(query, seconds(timeout), "run", query)
        self._forget_outdated(query)
        return tag

    async def _command(self, command):
        await self._logged(command, (), None, self._exchange.call(command, None, "command", command))

    async def _execute(self, query, arguments, limit, timeout, record_class):
        timeout = seconds(timeout)
        key = (query, record_class)
        statement = self._cache.get(key)
        if statement is None:
            statement = await self._statement(query, timeout, record_class)
        try:
            result = await self._execute_prepared(statement, arguments, limit, timeout)
        except errors.InvalidCachedStatementError:  # it is older than a change of the schema
            self._cache.clear()
            if self.is_in_transaction():
                raise
            statement = await self._statement(query, timeout, record_class)
            result = await self._execute_prepared(statement, arguments, limit, timeout)
        if result[1] is not None:
            self._forget_outdated(query)
        return result

    async def _execute_prepared(self, statement, arguments, limit, timeout):
        values = statement.encode(arguments)
        tag, data, more, _ = await self._exchange.call(
            statement.query, seconds(timeout), "query", statement.number, values, limit
        )
        return await self._all_records(statement, data, more), tag  # there is none where the rows reached the limit

    async def _many(self, query, arguments, timeout, record_class, rows):
        timeout = seconds(timeout)
        statement = await self._statement(query, timeout, record_class)
        return await self._execute_each(statement, arguments, timeout, rows)

    async def _execute_each(self, statement, arguments, timeout, rows):
        portions = statement.portions(arguments)
        first = next(portions, None)
        if first is None:
            return [] if rows else None
        second = next(portions, None)
        if second is None and self._nested:
            return await self._each(statement, first, timeout, rows)
        async with self.transaction():  # all of them or none
            records = await self._each(statement, first, timeout, rows)
            while second is not None:
                found = await self._each(statement, second, timeout, rows)
                if rows:
                    records += found
                second = next(portions, None)
        return records

    async def _each(self, statement, portion, timeout, rows):
        columns, count = portion
        if not rows and count >= multirow.WORTHWHILE:
            columns, count = await multirow.insert(self, statement, columns, count, timeout)
        data, more, _ = await self._exchange.call(
            statement.query, seconds(timeout), "each", statement.number, columns, count, rows
        )
        return await self._all_records(statement, data, more) if rows else None

    async def _all_records(self, statement, data, more):
        records = statement.records(data)
        while more:
            data, more, _ = await self._exchange.call(statement.query, None, "more", more)
            records += statement.records(data)
        return records

    async def _statement(self, query, timeout, record_class, cached=True):
        if record_class is not None:
            server.check_record_class(record_class)
        key = (query, record_class)
        statement = self._cache.get(key) if cached else None
        if statement is None:
            answer = await self._exchange.call(query, timeout, "prepare", query)
            statement = Prepared(query, answer, self._codecs, record_class, self._unused_statements.append, self._unused_names.append)
            if cached:
                self._cache.put(key, statement)
            await self._collect_garbage()
        return statement

    async def _name(self, statement, name, timeout):
        """Lets the server know the statement by ``name``, too; the driver has names of its own."""
        await self._collect_garbage()
        kinds = [self._codecs.type_of(oid) for oid in statement.parameters]
        await self._exchange.call(statement.query, timeout, "name", statement.query, name, names.types(kinds))
        statement.name = name

    async def _collect_garbage(self):
        while self._unused_portals:
            await self._exchange.call(None, None, "shut", self._unused_portals.pop())
        while self._unused_names:
            await self._exchange.call(None, None, "unname", self._unused_names.pop())
        if self._unused_statements:
            numbers, self._unused_statements[:] = self._unused_statements[:], ()
            await self._exchange.call(None, None, "forget", numbers)

    def _forget_outdated(self, query):
        """A statement that the server prepared before a change of the schema could not be executed afterwards."""
        text = query[:4000].lower()
        if "alter" in text or "drop" in text or "create" in text or "search_path" in text:
            self._cache.clear()
            if "type" in text:
                self._codecs.reload()

    async def _logged(self, query, arguments, timeout, execution):
        if not self._query_loggers:
            return await execution
        facts = self._facts()
        parameters = server.parameters(facts.parameters)
        with callbacks.Timed(self._query_loggers, facts.address, parameters, query, arguments, seconds(timeout)):
            return await execution

    def _query_now(self, query):
        return server.rows_as_text(self._exchange, query)

    def _get_unique_id(self, prefix):
        self._unique += 1
        return f"__asyncpg_{prefix}_{self._unique:x}__"

    def _facts(self):
        if self._server is None:
            self._server = server.Facts(*self._exchange.call_now(None, "server"))
        return self._server

    def _heard(self, events, query):
        heard = False
        for event in events:
            if event[0] == "notice":
                listeners = self._log_listeners
                said = (errors.log_message(event[1]),) if listeners else ()
            else:
                listeners, said = self._listeners.get(event[2], ()), event[1:]
            for listener in list(listeners):
                heard = True
                callbacks.invoke(listener, self, *said)
        return heard


def _add(listeners, callback):
    if callbacks.checked(callback) not in listeners:
        listeners.append(callback)


def _remove(listeners, callback):
    if callbacks.checked(callback) in listeners:
        listeners.remove(callback)
