"""Calls of Java within one process. Both sides pass values as marshal version 2, Java's through memory that both see."""

import marshal
import os
import sys
import threading
import time
from _thread import RLock, get_ident

from migri_rt import bootstrap, jep_streams
from migri_rt.transport_pipe import dumps

_VERSION = 2

_current = None


def transport_of(bridge):
    """The transport of the engine that ``bridge`` belongs to; each of its threads asks for it."""
    global _current
    if _current is None or _current.bridge is not bridge and not bridge.equals(_current.bridge):
        _current = JepTransport(bridge)
    return _current


class ProcessEnd(SystemExit):
    """Stands for the end of the process, which is not the migration's to end."""

    def __init__(self, name, *arguments):
        super().__init__(arguments[0] if arguments else None)
        self.caller = f"os.{name}"


class JepTransport:
    """The side of the migration. ``bridge`` is a ``JepBridge``."""

    def __init__(self, bridge):
        self.functions = {}
        self.bridge = bridge
        self.loop = None
        # each look-up of a method of Java's costs as much as a call
        self._exchange = bridge.exchange
        self._buffer = bridge.buffer()
        self._exchanging = RLock()
        self._awaited = None
        self._ticket = 0
        self._thread = None
        self._running = False

    def exchange(self, request):
        """Sends a request and blocks until its answer is there."""
        data = dumps(request)
        with self._exchanging:
            if self._exchange(data):
                self._buffer = self.bridge.buffer()
            return marshal.loads(self._buffer)

    async def exchange_later(self, loop, request):
        """The same without blocking the event loop; one request at a time, in the order of the calls."""
        while self._awaited is not None:
            await _settled(self._awaited)
        data = dumps(request)  # first, because not everything can be passed
        answer = loop.create_future()
        self._awaited = answer
        self._ticket += 1
        self.bridge.later(self._ticket, data)
        try:
            return await _settled(answer)
        except BaseException:
            if self._awaited is answer:
                self._awaited = None
                self.cancel()
            raise

    def cancel(self):
        """Ends the database's work on the request under way, which then is answered with an error."""
        self.tell(("cancel",))

    def tell(self, message):
        """Sends a message that has no answer."""
        self.bridge.tell(dumps(message))

    def execute(self, buffer):
        """Executes a request of the run and returns the message that answers it."""
        request = marshal.loads(buffer)
        try:
            if request[0] != "run":
                return marshal.dumps(bootstrap.execute(request, self), _VERSION)
            with _Guard(self):
                return marshal.dumps(bootstrap.execute(request, self), _VERSION)
        except BaseException as failure:
            return marshal.dumps(("finished", bootstrap.outcome.failure(failure)), _VERSION)

    def function(self, buffer):
        """Calls a function for the database and returns the message that answers it."""
        from migri_rt.transport_pipe import call, without_form

        number, arguments = marshal.loads(buffer)
        result = call(self.functions, number, arguments)
        try:
            return dumps(result)
        except ValueError:
            return marshal.dumps(without_form(result), _VERSION)

    def settle(self, buffer):
        """Takes the answer to a request that was sent to be answered later; runs on another thread than the loop."""
        ticket, message = marshal.loads(buffer)
        answer = self._awaited
        if answer is not None and ticket == self._ticket:
            self._awaited = None
            answer.get_loop().call_soon_threadsafe(_set, answer, message)

    def hide(self, names):
        """Takes variables out of the environment as Python and the processes that it starts see it."""
        for name in names:
            os.environ._data.pop(os.environ.encodekey(name), None)

    def started(self):
        """Called on the thread that executes the migration, before it does."""
        self._thread = get_ident()
        # threads inherit this, and those of a migration are no daemons unless it says so
        threading.current_thread()._daemonic = False
        self._running = True
        self.functions.clear()

    def ended(self):
        self._running = False
        self.loop = None

    def interrupt(self, _):
        """Raises KeyboardInterrupt in the migration; runs on another thread."""
        if not self._running:
            return
        import ctypes

        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), ctypes.py_object(KeyboardInterrupt))
        jep_streams.wake_sleeper()
        loop = self.loop
        if loop is not None:
            try:
                loop.call_soon_threadsafe(_nothing)
            except RuntimeError:
                pass  # it was closed in this moment


class _Guard:
    """While a migration runs, what it prints is told line by line, and it cannot end the process."""

    def __init__(self, transport):
        self._transport = transport
        self._replaced = []

    def __enter__(self):
        self._transport.started()
        output = jep_streams.install(lambda line: self._transport.tell(("print", line)))
        self._replace(sys, "stdout", output)
        self._replace(sys, "stderr", output)
        self._replace(sys, "stdin", open(os.devnull, encoding="utf-8"))
        for name in ("_exit", "abort", "execv", "execve"):
            self._replace(os, name, _refusing(name, os.getpid(), getattr(os, name)))
        self._replace(os, "system", jep_streams.system(os.system))
        self._replace(time, "sleep", jep_streams.sleep(time.sleep, get_ident()))

    def _replace(self, module, name, value):
        self._replaced.append((module, name, getattr(module, name)))
        setattr(module, name, value)

    def __exit__(self, *_):
        self._transport.ended()
        jep_streams.finish()
        for module, name, value in reversed(self._replaced):
            setattr(module, name, value)


def _refusing(name, process, real):
    """A function that ends or replaces a child that was forked; in the run's own process it raises."""

    def end(*arguments):
        if os.getpid() != process:
            return real(*arguments)
        raise ProcessEnd(name, *arguments)

    end.__name__ = name
    return end


async def _settled(future):
    """Waits without passing a cancellation on to ``future``."""
    if not future.done():
        import asyncio

        await asyncio.wait([future])
    return future.result()


def _set(future, message):
    if future.done():
        return
    if message[0] == "broken":
        future.set_exception(RuntimeError(message[1]))
    else:
        future.set_result(message)


def _nothing():
    pass
