"""Statements that the server has prepared: how their arguments go there and how their rows come back."""

import marshal
from itertools import islice

from . import record

#: so many executions of a statement travel in one message
_TOGETHER = 5000
_KEPT = 100
_LONGEST_KEPT = 15 * 1024


class Prepared:
    """A statement that the server has prepared."""

    __slots__ = ("number", "query", "parameters", "columns", "description", "closed", "_codecs", "_encoders", "_decode")

    def __init__(self, query, answer, codecs, record_class):
        self.number, self.parameters, self.columns, _ = answer
        self.query = query
        self.description = record.Description([name for name, _ in self.columns], record_class)
        self.closed = False
        self._codecs = codecs
        self._encoders = codecs.encoders(self.parameters)
        self._decode = codecs.rows_decoder([oid for _, oid in self.columns])

    def encode(self, arguments):
        """The arguments as texts. Raises what asyncpg raises for wrong ones."""
        encoders = self._encoders
        if len(arguments) == len(encoders):
            try:
                return [None if value is None else encode(value) for encode, value in zip(encoders, arguments)]
            except Exception:
                pass  # the codecs say it in asyncpg's words
        return self._codecs.encode_arguments(self.parameters, arguments)

    def portions(self, arguments):
        """Yields ``(columns of texts, count)`` for many executions, ``columns`` with one list for each parameter."""
        rest = iter(arguments)
        before = 0
        while True:
            rows = list(islice(rest, _TOGETHER))
            if not rows:
                return
            yield self._columns(rows, before), len(rows)
            before += len(rows)

    def records(self, data):
        """The rows of a frame of the channel as Records."""
        rows = marshal.loads(data)
        if self._decode is not None:
            rows = self._decode(rows)
        return list(map(self.description.make, rows))

    def _columns(self, rows, before):
        width = len(self._encoders)
        try:
            if any(len(row) != width or isinstance(row, dict) for row in rows):
                raise ValueError
            return [
                [None if value is None else encode(value) for value in column]
                for encode, column in zip(self._encoders, zip(*rows))
            ]
        except Exception:
            encoded = self._codecs.encode_rows(self.parameters, rows, before)  # says it in asyncpg's words
            return [list(column) for column in zip(*encoded)]


class Cache:
    """The statements used last, so that the server need not prepare them again."""

    def __init__(self, forget):
        self._forget = forget
        self._statements = {}

    def get(self, key):
        found = self._statements.pop(key, None)
        if found is not None:
            self._statements[key] = found
        return found

    def put(self, key, statement):
        """Keeps ``statement``; the caller goes on using it whether or not it is kept."""
        if len(key[0]) > _LONGEST_KEPT:
            return False
        self._statements[key] = statement
        while len(self._statements) > _KEPT:
            oldest = next(iter(self._statements))
            self._forget(self._statements.pop(oldest).number)
        return True

    def clear(self):
        for statement in self._statements.values():
            self._forget(statement.number)
        self._statements.clear()
