"""Frames over two pipes: a length of four bytes, little end first, then the value as marshal version 2."""

import marshal
import os
from _thread import RLock

_VERSION = 2


class PipeTransport:
    """The child process's side. Answers come on ``incoming``, requests go out on ``outgoing``."""

    def __init__(self, incoming, outgoing):
        self.functions = {}
        self._incoming = incoming
        self._outgoing = outgoing
        self._sending = RLock()
        self._exchanging = RLock()
        self._awaited = None

    def exchange(self, request):
        """Sends a request and blocks until its answer is there."""
        with self._exchanging:
            if self._awaited is not None:
                self._collect()
            self.tell(request)
            return self.receive()

    async def exchange_later(self, loop, request):
        """The same without blocking the event loop; one request at a time, in the order of the calls."""
        while self._awaited is not None:
            await _settled(self._awaited)
        frame = _framed(request)  # first, because not everything can be passed
        answer = loop.create_future()
        self._awaited = answer
        self._send(frame)
        loop.add_reader(self._incoming, self._collect)
        try:
            return await _settled(answer)
        except BaseException:
            self._abandon()
            raise

    def cancel(self):
        """Ends the database's work on the request under way, which then is answered with an error."""
        self.tell(("cancel",))

    def tell(self, message):
        """Sends a message that has no answer, or whose answer somebody else takes."""
        self._send(_framed(message))

    def _send(self, frame):
        with self._sending:
            _write(self._outgoing, frame)

    def receive(self):
        """The next answer. Calls the functions that the database asks for meanwhile."""
        while True:
            message = self.next()
            if message is None:
                raise EOFError("the run has ended")
            if message[0] != "function":
                return message
            self._tell_result(call(self.functions, message[1], message[2]))

    def _tell_result(self, result):
        try:
            self.tell(result)
        except ValueError:
            self.tell(without_form(result))

    def next(self):
        """The next message of any kind; None at the end."""
        head = _read(self._incoming, 4)
        if head is None:
            return None
        data = _read(self._incoming, int.from_bytes(head, "little"))
        return None if data is None else marshal.loads(data)

    def _collect(self):
        answer, self._awaited = self._awaited, None
        answer.get_loop().remove_reader(self._incoming)
        try:
            message = self.receive()
        except BaseException as failure:
            if not answer.done():
                answer.set_exception(failure)
            return
        if not answer.done():
            answer.set_result(message)

    def _abandon(self):
        if self._awaited is not None:
            self.cancel()
            self._collect()


async def _settled(future):
    """Waits without passing a cancellation on to ``future``."""
    if not future.done():
        import asyncio

        await asyncio.wait([future])
    return future.result()


def call(functions, number, arguments):
    """The message that answers the database's call of a function."""
    try:
        return ("return", functions[number](*arguments))
    except BaseException as failure:
        return ("raise", f"{type(failure).__name__}: {failure}")


def without_form(result):
    """The message to send instead of one whose value cannot be passed."""
    return ("raise", f"ValueError: the function returned a {type(result[1]).__name__}, which cannot be passed to the database")


def dumps(message):
    """The bytes of a message. What is of a class derived from text, bytes or a number goes as what it is derived from."""
    try:
        return marshal.dumps(message, _VERSION)
    except ValueError:
        return marshal.dumps(_plain(message), _VERSION)


def _plain(value):
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, tuple):
        return tuple(_plain(one) for one in value)
    if isinstance(value, dict):
        return {_plain(key): _plain(one) for key, one in value.items()}
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, bytes):
        return bytes(memoryview(value))
    if isinstance(value, int) and not isinstance(value, bool):
        return int.__add__(value, 0)
    return float.__add__(value, 0.0) if isinstance(value, float) else value


def _framed(message):
    data = dumps(message)
    return len(data).to_bytes(4, "little") + data


def _read(descriptor, size):
    if size == 0:
        return b""
    data = os.read(descriptor, size)
    if len(data) == size:
        return data
    parts = []
    while data:
        parts.append(data)
        size -= len(data)
        if size == 0:
            return b"".join(parts)
        data = os.read(descriptor, size)
    return None


def _write(descriptor, data):
    written = os.write(descriptor, data)
    while written < len(data):
        data = memoryview(data)[written:]
        written = os.write(descriptor, data)
