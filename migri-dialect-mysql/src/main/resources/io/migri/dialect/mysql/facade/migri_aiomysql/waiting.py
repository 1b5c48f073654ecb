"""Things to await that are there already."""


class Done:
    """Something to await that is there already."""

    __slots__ = ("_value",)

    def __init__(self, value):
        self._value = value

    def __await__(self):
        return self._value
        yield  # which makes it a generator


class Opening:
    """What ``conn.cursor()`` returns: to be awaited, or for ``async with``."""

    __slots__ = ("_cursor",)

    def __init__(self, cursor):
        self._cursor = cursor

    def __await__(self):
        return Done(self._cursor).__await__()

    async def __aenter__(self):
        return self._cursor

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        await self._cursor.close()
