"""The facade of no database: a connection whose methods are the operations of ``EchoChannel``."""

from migri_rt import DatabaseFailure, mark


class EchoError(Exception):
    """What this facade's driver would raise."""


class Connection:
    def __init__(self, channel):
        self.channel = channel

    async def ask(self, operation, *arguments):
        try:
            return await self.channel.acall(operation, *arguments)
        except DatabaseFailure as failure:
            raise mark(EchoError(str(failure)), failure, operation) from None

    def ask_at_once(self, operation, *arguments):
        return self.channel.call(operation, *arguments)

    async def echo(self, value):
        return await self.ask("echo", value)

    async def execute(self, statement):
        return await self.ask("echo", statement)

    async def apply(self, function, *arguments):
        return await self.ask("apply", self.channel.function(function), *arguments)


def connect(channel):
    return Connection(channel)
