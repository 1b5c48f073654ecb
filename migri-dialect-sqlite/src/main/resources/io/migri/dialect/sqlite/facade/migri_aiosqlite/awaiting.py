"""Methods whose result can be awaited and can be entered with ``async with``."""


class Result:
    """A coroutine that is also an asynchronous context manager, which closes a cursor at its end."""

    __slots__ = ("_coroutine", "_value")

    def __init__(self, coroutine):
        self._coroutine = coroutine
        self._value = None

    def __await__(self):
        return self._coroutine.__await__()

    def send(self, value):
        return self._coroutine.send(value)

    def throw(self, *raised):
        return self._coroutine.throw(*raised)

    def close(self):
        return self._coroutine.close()

    async def __aenter__(self):
        self._value = await self._coroutine
        return self._value

    async def __aexit__(self, kind, failure, traceback):
        close = getattr(self._value, "_close_at_exit", None)
        if close is not None:
            await close()


def contextmanager(method):
    """Makes a method that returns a coroutine one that returns a Result."""

    def call(self, *arguments, **named):
        return Result(method(self, *arguments, **named))

    for name in ("__name__", "__qualname__", "__doc__", "__module__"):
        setattr(call, name, getattr(method, name))
    call.__wrapped__ = method
    return call
