"""What the server answered to one statement."""

from migri_aiomysql.converters import CONVERTED

#: rows in one exchange with the run
CHUNK = 5000
_VAR_STRING = 253
#: bytes a character may take, by the collations that PyMySQL knows
_BYTES = {8: 1, 33: 3, 88: 2, 91: 2}
_UNKNOWN = 18446744073709551615


class Field:
    """A column of a result."""

    __slots__ = ("name", "type_code", "flags", "charsetnr", "length", "scale", "table_name")

    def __init__(self, facts):
        self.name, self.type_code, self.flags, self.charsetnr, self.length, self.scale, self.table_name = facts

    def description(self):
        length = self.length // _BYTES.get(self.charsetnr, 1) if self.type_code == _VAR_STRING else self.length
        return (self.name, self.type_code, None, length, length, self.scale, self.flags % 2 == 0)


class Result:
    """One result. ``rows`` is None where the statement returns none, or where they are read one by one."""

    def __init__(self, channel, answer, unbuffered):
        self._channel = channel
        self._waiting = []
        self._more = False
        self.rows = None
        self.fields = None
        self.description = None
        self.insert_id = None
        self.affected_rows = None
        self.has_next = answer[-3]
        self.unbuffered_active = False
        self.backslash_escapes = answer[-2]
        self.messages = answer[-1]
        if answer[0] == "done":
            self.affected_rows, self.insert_id = answer[1], answer[2]
        else:
            self._begin(answer, unbuffered)

    def _begin(self, answer, unbuffered):
        self.fields = [Field(facts) for facts in answer[1]]
        self.description = tuple(field.description() for field in self.fields)
        self._converters = [(i, CONVERTED[field.type_code]) for i, field in enumerate(self.fields) if field.type_code in CONVERTED]
        self._more = answer[3]
        rows = self._converted(answer[2])
        if unbuffered:
            self._waiting = rows[::-1]
            self.unbuffered_active = True
            self.affected_rows = _UNKNOWN
        else:
            self.rows = rows

    async def read_rest(self):
        """Fetches what the first answer did not hold."""
        if self.rows is None:
            return
        while self._more:
            rows, self._more, self.messages = await self._channel.acall("rows", CHUNK)
            self.rows += self._converted(rows)
        self.rows = tuple(self.rows)
        self.affected_rows = len(self.rows)

    async def next_row(self):
        """The next row of an unbuffered result; None behind the last."""
        if not self._waiting and self._more:
            rows, self._more, self.messages = await self._channel.acall("rows", CHUNK)
            self._waiting = self._converted(rows)[::-1]
        if self._waiting:
            return self._waiting.pop()
        self.unbuffered_active = False
        return None

    def forget(self):
        """Nobody wants the rows that are left."""
        self._waiting, self._more, self.unbuffered_active = [], False, False

    def _converted(self, rows):
        for row in rows:
            if tuple in map(type, row):
                _decode(row)
        if not self._converters:
            return [tuple(row) for row in rows] if rows and type(rows[0]) is list else rows
        converted = []
        for row in rows:
            values = list(row)
            for index, convert in self._converters:
                if values[index] is not None:
                    values[index] = convert(values[index])
            converted.append(tuple(values))
        return converted


def _decode(row):
    """Raises for the value that is no text although it should be one."""
    for value in row:
        if type(value) is tuple:
            value[0].decode("utf8")
