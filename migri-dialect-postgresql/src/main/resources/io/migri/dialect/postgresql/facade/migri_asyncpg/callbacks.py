"""Functions of the migration that hear of notices, notifications and queries."""

import sys
import time
from collections import namedtuple

from . import errors

LoggedQuery = namedtuple("LoggedQuery", "query args timeout elapsed exception conn_addr conn_params")


def checked(callback):
    """``callback`` if it can be called."""
    if not callable(callback):
        raise errors.InterfaceError(f"expected a callable or an `async def` function,got {callback!r}")
    return callback


def invoke(callback, *arguments):
    """Calls ``callback`` as soon as may be: in the event loop if one is running, else at once."""
    loop = _running_loop()
    if loop is None:
        _finish(callback(*arguments))
    elif _is_async(callback):
        loop.create_task(callback(*arguments))
    else:
        loop.call_soon(callback, *arguments)


async def called():
    """Lets what ``invoke()`` left to the event loop be called before the statement returns."""
    if _running_loop() is not None:
        await sys.modules["asyncio"].sleep(0)


class QueryLog:
    """The context manager of ``Connection.query_logger()``."""

    def __init__(self, connection, callback):
        self._connection = connection
        self._callback = callback

    def __enter__(self):
        self._connection.add_query_logger(self._callback)

    def __exit__(self, kind, exception, traceback):
        self._connection.remove_query_logger(self._callback)


class Timed:
    """Tells the query loggers of one execution."""

    def __init__(self, loggers, address, parameters, query, arguments, timeout):
        self._loggers = loggers
        self._facts = (address, parameters)
        self._query = (query, arguments, timeout)
        self._start = time.monotonic()

    def __enter__(self):
        return self

    def __exit__(self, kind, exception, traceback):
        logged = LoggedQuery(*self._query, time.monotonic() - self._start, exception, *self._facts)
        for logger in list(self._loggers):
            invoke(logger, logged)


def _running_loop():
    asyncio = sys.modules.get("asyncio")
    if asyncio is None:
        return None
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def _is_async(callback):
    from inspect import iscoroutinefunction

    return iscoroutinefunction(callback)


def _finish(result):
    if not hasattr(result, "send"):
        return
    try:
        result.send(None)
    except StopIteration:
        return
    result.close()
    raise RuntimeError("a listener waits for something that is not of asyncio; import asyncio to run it in an event loop")
