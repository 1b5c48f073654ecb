"""aiomysql's cursors, and which of them ``conn.cursor()`` opens."""

from migri_aiomysql import driver, err
from migri_aiomysql.cursor import Cursor


class _DeserializationCursorMixin:
    """Turns JSON columns into values."""

    async def _do_get_result(self):
        await super()._do_get_result()
        if self._rows:
            self._rows = [self._deserialization_row(row) for row in self._rows]

    def _deserialization_row(self, row):
        if row is None:
            return None
        import json

        keyed = isinstance(row, dict)
        values = row if keyed else list(row)
        for index, column in enumerate(self._description):
            if column[1] == 245:
                place = column[0] if keyed else index
                try:
                    values[place] = json.loads(values[place])
                except (ValueError, TypeError):
                    pass
        return values if keyed else tuple(values)

    def _conv_row(self, row):
        return None if row is None else self._deserialization_row(super()._conv_row(row))


class DeserializationCursor(_DeserializationCursorMixin, Cursor):
    """Returns JSON columns as the values that they hold."""

    __module__ = "aiomysql.cursors"


class _DictCursorMixin:
    #: what a row is made of
    dict_type = dict

    async def _do_get_result(self):
        await super()._do_get_result()
        fields = []
        for field in self._result.fields or ():
            fields.append(f"{field.table_name}.{field.name}" if field.name in fields else field.name)
        if self._description:
            self._fields = fields
        if fields and self._rows:
            self._rows = [self._conv_row(row) for row in self._rows]

    def _conv_row(self, row):
        if row is None:
            return None
        return self.dict_type(zip(self._fields, super()._conv_row(row)))


class DictCursor(_DictCursorMixin, Cursor):
    """Returns rows as dictionaries."""

    __module__ = "aiomysql.cursors"


class SSCursor(Cursor):
    """Takes rows as they are wanted, so that a large result needs little memory."""

    __module__ = "aiomysql.cursors"

    _unbuffered = True

    async def close(self):
        if self._connection is None:
            return
        if self._result is not None and self._result is self._connection._result:
            self._result.forget()
        await super().close()

    async def _read_next(self):
        return self._conv_row(await self._result.next_row())

    async def fetchone(self):
        self._check_executed()
        row = await self._read_next()
        if row is not None:
            self._rownumber += 1
        return row

    async def fetchall(self):
        rows = []
        while True:
            row = await self.fetchone()
            if row is None:
                return rows
            rows.append(row)

    async def fetchmany(self, size=None):
        self._check_executed()
        rows = []
        for _ in range(self._arraysize if size is None else size):
            row = await self._read_next()
            if row is None:
                break
            rows.append(row)
            self._rownumber += 1
        return rows

    async def scroll(self, value, mode="relative"):
        self._check_executed()
        if mode not in ("relative", "absolute"):
            raise err.ProgrammingError(f"unknown scroll mode {mode}")
        steps = value if mode == "relative" else value - self._rownumber
        if steps < 0:
            raise err.NotSupportedError("Backwards scrolling not supported by this cursor")
        for _ in range(steps):
            await self._read_next()
        self._rownumber += steps


class SSDictCursor(_DictCursorMixin, SSCursor):
    """Takes rows as they are wanted, and returns them as dictionaries."""

    __module__ = "aiomysql.cursors"

#: by name, the classes that are not a migration's own
KNOWN = {one.__name__: one for one in (Cursor, DictCursor, SSCursor, SSDictCursor, DeserializationCursor)}
for _one in KNOWN.values():
    _one._is_known = True


def chosen(cursors):
    """The class for ``conn.cursor(*cursors)``: ours, or one made of ours and of what the migration named."""
    if not cursors:
        return Cursor
    try:
        ours = tuple(_ours(cursor) for cursor in cursors)
    except TypeError:
        raise TypeError("Custom cursor must be subclass of Cursor") from None
    if len(ours) == 1:
        return ours[0]
    name = "".join(one.__name__ for one in ours).replace("Cursor", "") + "Cursor"
    return type(name, ours, {"__module__": "aiomysql.connection"})


def _ours(cursor):
    if issubclass(cursor, (Cursor, _DictCursorMixin, _DeserializationCursorMixin)):
        return cursor
    package = driver.loaded("aiomysql")
    if package is None or not issubclass(cursor, package.Cursor):
        raise TypeError
    known = next(one for one in cursor.__mro__ if one.__module__.startswith("aiomysql") and one.__name__ in KNOWN)
    own = type(known.__name__, (KNOWN[known.__name__], known), {"__module__": known.__module__})
    if cursor is known:
        return own
    names = {"__module__": cursor.__module__, "__qualname__": cursor.__qualname__}
    return type(cursor.__name__, (cursor, own), names)
