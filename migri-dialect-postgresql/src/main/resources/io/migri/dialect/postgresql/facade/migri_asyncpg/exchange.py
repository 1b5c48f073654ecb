"""Requests to the run's channel, one at a time, with time limits, and with the driver's exceptions for the database's failures."""

from migri_rt import DatabaseFailure, mark, unsupported

from . import callbacks, errors

_CANCELLED = "57014"
_LOST = ("08003", "08006")
#: the operations whose first argument is SQL
_TEXTS = frozenset(("run", "prepare", "copy_in", "copy_out"))


class Exchange:
    """``hear`` is called with what the server said unasked, after the request during which it said it, and tells if anybody listens."""

    def __init__(self, channel, hear):
        self._channel = channel
        self._hear = hear
        self._busy = False
        #: whether the connection to the server broke
        self.lost = False

    async def call(self, query, timeout, operation, *arguments):
        """Executes an operation of the channel. ``query`` is what an exception shows; ``timeout`` is in seconds or None."""
        with self.reserved():
            return await self.call_reserved(query, timeout, operation, *arguments)

    def reserved(self):
        """A context in which all others are refused, and only ``call_reserved()`` is to be used."""
        if self._busy:
            raise errors.InterfaceError("cannot perform operation: another operation is in progress")
        return _Reservation(self)

    async def call_reserved(self, query, timeout, operation, *arguments):
        """The same as ``call()`` within ``reserved()``."""
        if operation in _TEXTS:
            _check_text(arguments[0])
        try:
            if timeout is None:
                answer = await self._channel.acall(operation, *arguments)
            else:
                answer = await self._limited(timeout, operation, arguments)
        except DatabaseFailure as failure:
            refused = failure
        else:
            if answer is not None and type(answer[-1]) is list and self._hear(answer[-1], query):
                await callbacks.called()
            return answer
        raised = self.exception(refused, query, operation)
        if refused.info.get("events"):
            await callbacks.called()
        raise raised

    def call_now(self, query, operation, *arguments):
        """The same from a function that is not asynchronous."""
        try:
            return self._channel.call(operation, *arguments)
        except DatabaseFailure as failure:
            refused = failure
        raise self.exception(refused, query)

    def exception(self, failure, query, operation=""):
        """What asyncpg would raise for ``failure``."""
        facts = failure.info
        if facts.get("events"):
            self._hear(facts["events"], query)
        if "unsupported" in facts:
            return mark(unsupported(*facts["unsupported"]), failure, query)
        if "interface" in facts:
            return mark(errors.InterfaceError(facts["interface"]), failure, query)
        if facts.get("sqlstate") in _LOST:
            self.lost = True
            return mark(_lost(facts), failure, query)
        known = None if operation.startswith("copy_") else query  # asyncpg's exceptions do not show what copies
        return mark(errors.from_fields(facts, known), failure, query)

    async def _limited(self, timeout, operation, arguments):
        if timeout <= 0:
            raise timeout_error()()
        limit = _Limit(timeout, self._channel.cancel)
        try:
            return await self._channel.acall(operation, *arguments)
        except DatabaseFailure as failure:
            if not (limit.passed and failure.info.get("sqlstate") == _CANCELLED):
                raise
        finally:
            limit.end()
        raise timeout_error()()


class _Reservation:
    def __init__(self, exchange):
        self._exchange = exchange

    def __enter__(self):
        self._exchange._busy = True

    def __exit__(self, kind, exception, traceback):
        self._exchange._busy = False


def _check_text(text):
    """Raises what asyncpg raises for what is no text, or holds half of a surrogate pair, which no server could store."""
    if type(text) is not str:
        if text is None:
            text.encode
        raise TypeError(f"Expected str, got {type(text).__name__}")
    if not text.isascii():
        text.encode()


def seconds(timeout):
    """A caller's ``timeout`` as asyncpg understands it."""
    if timeout is None:
        return None
    if not isinstance(timeout, bool):
        try:
            return float(timeout)
        except ValueError:
            pass
    raise ValueError(f"invalid timeout value: expected non-negative float (got {timeout!r})")


def timeout_error():
    """The class ``asyncio.TimeoutError``, which is Python's own since 3.11."""
    import sys

    if sys.version_info >= (3, 11):
        return TimeoutError
    from asyncio import TimeoutError as old

    return old


def _lost(facts):
    return errors.from_fields({**facts, "sqlstate": "08003", "message": "connection was closed in the middle of operation"})


class _Limit:
    """Cancels the operation under way once the time is over, from a thread, because nothing else may be running meanwhile."""

    def __init__(self, timeout, cancel):
        import _thread

        self.passed = False
        self._deciding = _thread.allocate_lock()
        self._ended = False
        self._waiting = _thread.allocate_lock()
        self._waiting.acquire()
        _thread.start_new_thread(self._wait, (min(timeout, _thread.TIMEOUT_MAX), cancel))

    def _wait(self, timeout, cancel):
        if self._waiting.acquire(timeout=timeout):
            return
        with self._deciding:
            if not self._ended:
                self.passed = True
                cancel()

    def end(self):
        with self._deciding:
            self._ended = True
        self._waiting.release()
