"""aiomysql's Connection, as far as a migration may use it."""

from migri_aiomysql import charset, converters, driver, err, errors
from migri_aiomysql.formatting import wire
from migri_aiomysql.results import CHUNK, Result
from migri_rt import DatabaseFailure, unsupported

_OWNED = "Migri owns this connection, and ends it itself"


class Connection:
    """One for each migration. The run's transaction is open: commit and rollback move within it."""

    __module__ = "aiomysql.connection"

    def __init__(self, channel):
        self._channel = channel
        self._known = None
        self._backslash_escapes = None
        self._result = None
        self._affected_rows = 0
        self._charset = "utf8mb4"
        self._asyncio = None
        self.encoders = converters.encoders()
        self.decoders = {}
        self.autocommit_mode = not channel.transactional

    @property
    def __class__(self):
        """What isinstance() goes by: the driver's own class where a migration has imported it."""
        package = driver.loaded("aiomysql")
        return type(self) if package is None else package.Connection

    # -- statements, for cursors

    async def query(self, sql, unbuffered=False):
        text = wire(sql)
        await self._start(text, unbuffered)
        return self._affected_rows

    async def _start(self, text, unbuffered):
        self._affected_rows = 0
        self._end_last()
        try:
            answer = await self._channel.acall("execute", text, CHUNK)
            await self._take(Result(self._channel, answer, unbuffered))
        except DatabaseFailure as failure:
            refused = errors.of(failure, text)
        else:
            return
        raise refused

    def _end_last(self):
        """A result whose rows nobody will take any more is given up, with the driver's warning."""
        last, self._result = self._result, None
        if last is not None and last.unbuffered_active:
            import warnings

            warnings.warn("Previous unbuffered result was left incomplete", stacklevel=2)
            last.forget()

    async def next_result(self):
        """The next result of the same text; False where there is none."""
        try:
            answer = await self._channel.acall("next", CHUNK)
            if answer is None:
                return False
            await self._take(Result(self._channel, answer, False))
            return True
        except DatabaseFailure as failure:
            refused = errors.of(failure, None)
        raise refused

    async def _take(self, result):
        self._result = result
        if result.backslash_escapes is not None:
            self._backslash_escapes = result.backslash_escapes
        await result.read_rest()
        self._affected_rows = result.affected_rows

    # -- transactions

    async def begin(self):
        """Within the run's transaction: what comes can be rolled back apart from what was."""
        await self._move("commit" if self._channel.transactional else None, "BEGIN")

    async def commit(self):
        """Keeps what was done so far apart from a later rollback. The run commits when the migration has ended well."""
        await self._move("commit", None)

    async def rollback(self):
        await self._move("rollback", None)

    async def _move(self, operation, statement):
        self._end_last()
        try:
            if operation is not None:
                await self._channel.acall(operation)
            else:
                await self._channel.acall("execute", statement, 0)
        except DatabaseFailure as failure:
            refused = errors.of(failure, statement)
        else:
            return
        raise refused

    async def autocommit(self, value):
        if value and self._channel.transactional:
            raise unsupported("autocommit", "write # migri: no-transaction at the head of the file")
        if not self._channel.transactional:
            await self._move(None, f"SET AUTOCOMMIT = {int(bool(value))}")
        self.autocommit_mode = bool(value)

    def get_autocommit(self):
        return self.autocommit_mode if self._channel.transactional else bool(self._facts(True)["autocommit"])

    def get_transaction_status(self):
        """Whether a transaction is open."""
        return bool(self._facts(True)["in_transaction"])

    # -- texts

    def escape(self, obj):
        if isinstance(obj, str):
            return "'" + self.escape_string(obj) + "'"
        if isinstance(obj, bytes):
            return converters.escape_bytes_prefixed(obj)
        return converters.escape_item(obj, self._charset)

    def literal(self, obj):
        return self.escape(obj)

    def escape_string(self, s):
        if self._backslash_escapes is None:
            self._backslash_escapes = self._facts()["backslash_escapes"]
        if not self._backslash_escapes:
            return s.replace("'", "''")
        return converters.escape_string(s)

    # -- facts

    def _facts(self, fresh=False):
        if fresh or self._known is None:
            self._known = self._channel.call("facts")
        return self._known

    def affected_rows(self):
        return self._affected_rows

    def insert_id(self):
        return self._result.insert_id if self._result else 0

    async def show_warnings(self):
        await self.query("SHOW WARNINGS")
        return self._result.rows

    async def select_db(self, db):
        await self.query("USE `" + db.replace("`", "``") + "`")

    async def ping(self, reconnect=True):
        await self.query("DO 0")

    def get_server_info(self):
        return self._facts()["version"]

    @property
    def host_info(self):
        return f"socket {self.host}:{self.port}"

    def get_host_info(self):
        return self.host_info

    def get_proto_info(self):
        return 10

    def thread_id(self):
        return self._facts()["thread"]

    def character_set_name(self):
        return self._charset

    @property
    def charset(self):
        return self._charset

    @property
    def encoding(self):
        return charset.encoding(self._charset)

    @property
    def host(self):
        return self._facts()["host"]

    @property
    def port(self):
        return self._facts()["port"]

    @property
    def user(self):
        return self._facts()["user"]

    @property
    def db(self):
        return self._facts()["database"]

    @property
    def unix_socket(self):
        return None

    @property
    def echo(self):
        return False

    @property
    def closed(self):
        return False

    @property
    def loop(self):
        import asyncio

        return asyncio.get_running_loop()

    @property
    def last_usage(self):
        import time

        return time.monotonic()

    def cursor(self, *cursors):
        from migri_aiomysql.cursors import chosen
        from migri_aiomysql.waiting import Opening

        return Opening(chosen(cursors)(self, False))

    # -- what cannot belong to a migration

    def close(self):
        raise unsupported("close()", _OWNED)

    async def ensure_closed(self):
        raise unsupported("ensure_closed()", _OWNED)

    async def kill(self, thread_id):
        raise unsupported("kill()", "execute KILL where that is what the migration is for")

    async def set_charset(self, charset):
        if charset not in ("utf8mb4", "utf8"):
            raise unsupported("set_charset()", "texts travel in utf8mb4, which holds every character")
        await self.query("SET NAMES " + self.escape(charset))
        self._charset = charset

    def __getattr__(self, name):
        # the exceptions are attributes of a connection too
        if name in err.NAMES:
            return getattr(err, name)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __dir__(self):
        return [*super().__dir__(), *err.NAMES]

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        return None

    def _migri_finish(self):
        if self._channel.transactional:
            return []
        try:
            if not self._facts(True)["in_transaction"]:
                return []
            self._channel.call("rollback")
        except DatabaseFailure:
            return []
        return ["the migration left a transaction open, and what it did in there was rolled back"]
