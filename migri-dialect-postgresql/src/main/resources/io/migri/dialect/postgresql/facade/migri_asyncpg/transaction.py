"""Transactions. Within the run's own transaction they are savepoints."""

import enum

from . import errors

LEVELS = {
    "read committed": "read_committed",
    "read uncommitted": "read_uncommitted",
    "repeatable read": "repeatable_read",
    "serializable": "serializable",
}


class TransactionState(enum.Enum):
    NEW = 0
    STARTED = 1
    COMMITTED = 2
    ROLLEDBACK = 3
    FAILED = 4


_ENDED = {
    TransactionState.COMMITTED: "the transaction is already committed",
    TransactionState.ROLLEDBACK: "the transaction is already rolled back",
    TransactionState.FAILED: "the transaction is in error state",
}


class Run:
    """The run's own transaction, within which those of the migration are nested."""

    _isolation = None


class Transaction:
    """A transaction block: ``async with``, or start() and commit() or rollback()."""

    __module__ = "asyncpg.transaction"

    __slots__ = ("_connection", "_isolation", "_readonly", "_deferrable", "_state", "_nested", "_id", "_managed")

    def __init__(self, connection, isolation, readonly, deferrable):
        if isolation and isolation not in LEVELS.values():
            raise ValueError(f"isolation is expected to be either of {set(LEVELS.values())}, got {isolation!r}")
        self._connection = connection
        self._isolation = isolation
        self._readonly = readonly
        self._deferrable = deferrable
        self._state = TransactionState.NEW
        self._nested = False
        self._id = None
        self._managed = False

    async def __aenter__(self):
        if self._managed:
            raise errors.InterfaceError("cannot enter context: already in an `async with` block")
        self._managed = True
        await self.start()

    async def __aexit__(self, kind, exception, traceback):
        try:
            if kind is None:
                await self._commit()
            else:
                await self._roll_back()
        finally:
            self._managed = False

    async def start(self):
        """Enters the transaction block."""
        self._refuse_ended("start")
        if self._state is TransactionState.STARTED:
            raise errors.InterfaceError("cannot start; the transaction is already started")
        connection = self._connection
        if connection._top_xact is None:
            if connection.is_in_transaction():
                raise errors.InterfaceError("cannot use Connection.transaction() in a manually started transaction")
            connection._top_xact = self
            command = self._begin()
        else:
            await self._refuse_other_level()
            self._nested = True
            self._id = connection._get_unique_id("savepoint")
            command = f"SAVEPOINT {self._id};"
        await self._execute(command, TransactionState.STARTED)
        connection._open_transactions.append(self)

    async def commit(self):
        """Leaves the block and keeps what was done."""
        if self._managed:
            raise errors.InterfaceError("cannot manually commit from within an `async with` block")
        await self._commit()

    async def rollback(self):
        """Leaves the block and undoes what was done."""
        if self._managed:
            raise errors.InterfaceError("cannot manually rollback from within an `async with` block")
        await self._roll_back()

    def __repr__(self):
        words = [f"state:{self._state.name.lower()}"]
        if self._isolation is not None:
            words.append(self._isolation)
        words += [word for word, on in (("readonly", self._readonly), ("deferrable", self._deferrable)) if on]
        return f"<asyncpg.{type(self).__name__} {' '.join(words)} {id(self):#x}>"

    async def _commit(self):
        await self._end("commit", f"RELEASE SAVEPOINT {self._id};", "COMMIT;", TransactionState.COMMITTED)

    async def _roll_back(self):
        await self._end("rollback", f"ROLLBACK TO {self._id};", "ROLLBACK;", TransactionState.ROLLEDBACK)

    async def _end(self, name, nested, outermost, state):
        if self._state is TransactionState.NEW:
            raise errors.InterfaceError(f"cannot {name}; the transaction is not yet started")
        self._refuse_ended(name)
        connection = self._connection
        if connection._top_xact is self:
            connection._top_xact = None
        if self in connection._open_transactions:
            connection._open_transactions.remove(self)
        await self._execute(nested if self._nested else outermost, state)

    async def _execute(self, command, state):
        try:
            await self._connection._command(command)
        except BaseException:
            self._state = TransactionState.FAILED
            raise
        self._state = state

    def _begin(self):
        words = ["BEGIN"]
        if self._isolation:
            words.append("ISOLATION LEVEL " + self._isolation.replace("_", " ").upper())
        if self._readonly:
            words.append("READ ONLY")
        if self._deferrable:
            words.append("DEFERRABLE")
        return " ".join(words) + ";"

    async def _refuse_other_level(self):
        if not self._isolation:
            return
        outer = self._connection._top_xact._isolation
        if outer is None:
            outer = LEVELS[await self._connection.fetchval("SHOW transaction_isolation;")]
        if self._isolation != outer:
            raise errors.InterfaceError(
                f"nested transaction has a different isolation level: current {self._isolation!r} != outer {outer!r}"
            )

    def _refuse_ended(self, name):
        reason = _ENDED.get(self._state)
        if reason is not None:
            raise errors.InterfaceError(f"cannot {name}; {reason}")
