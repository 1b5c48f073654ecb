"""The way from a facade to the database: operations that the dialect's channel executes on the run's own connection."""

import sys

from migri_rt import DatabaseFailure


class Channel:
    """One for each migration. ``transport`` brings a request to the other side and its answer back."""

    def __init__(self, transport, transactional, only_in_transaction, server):
        #: whether the migration runs in the run's transaction; False where it asked to run in none
        self.transactional = transactional
        #: whether all is undone in the end, so that no transaction may be ended by any means
        self.only_in_transaction = only_in_transaction
        #: the server's product and version, such as ``postgresql 15.18``
        self.server = server
        self._transport = transport
        self._functions = {}

    def call(self, operation, *arguments):
        """Executes an operation and waits for it. Raises DatabaseFailure."""
        return self._answer(self._transport.exchange(("call", operation, arguments)))

    async def acall(self, operation, *arguments):
        """The same, and lets other tasks run meanwhile where there are any. Cancelling the task cancels the operation."""
        loop = _busy_loop()
        if loop is None:
            return self.call(operation, *arguments)
        return self._answer(await self._transport.exchange_later(loop, ("call", operation, arguments)))

    def cancel(self):
        """Asks the database to end the operation under way, which then raises; may be called from another thread."""
        self._transport.cancel()

    def function(self, callable):
        """Registers a function that the database may call during a call; returns its number."""
        number = len(self._functions) + 1
        self._functions[number] = callable
        self._transport.functions[number] = callable
        return number

    def notice(self, text):
        """Tells the user something worth knowing that is not a failure."""
        self._transport.tell(("notice", str(text)))

    @staticmethod
    def _answer(answer):
        if answer[0] == "ok":
            return answer[1]
        raise DatabaseFailure(answer[1], answer[2])


def _busy_loop():
    """The running event loop, where anything but the current task could want to run; else None."""
    asyncio = sys.modules.get("asyncio")
    if asyncio is None:
        return None
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return None
    ready = getattr(loop, "_ready", True)
    scheduled = getattr(loop, "_scheduled", True)
    return loop if ready or scheduled or len(asyncio.all_tasks(loop)) > 1 else None
