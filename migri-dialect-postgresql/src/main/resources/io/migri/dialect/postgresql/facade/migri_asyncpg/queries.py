"""Statements that the server has prepared: how their arguments go there and how their rows come back."""

import gc
import marshal
from itertools import islice

from . import record

#: so many executions of a statement travel in one message
_TOGETHER = 5000
SEQUENCES = frozenset((tuple, list))
#: by parameter type: the Python type whose values the channel takes as they are, and their bounds
_PLAIN = {
    20: (int, -(2**63), 2**63 - 1),
    21: (int, -(2**15), 2**15 - 1),
    23: (int, -(2**31), 2**31 - 1),
    25: (str, None, None),
    1043: (str, None, None),
    701: (float, None, None),
}
_NOTHING_PLAIN = (None, None, None)
_KEPT = 100
_LONGEST_KEPT = 15 * 1024


class Prepared:
    """A statement that the server has prepared. ``forget`` is called with its number, ``unname`` with its name, once nobody uses it."""

    __slots__ = (
        "number", "query", "parameters", "columns", "description", "closed", "multirow", "name", "_codecs", "_encoders", "_decode",
        "_forget", "_unname"
    )  # fmt: skip

    def __init__(self, query, answer, codecs, record_class, forget, unname):
        self._forget = forget
        self._unname = unname
        #: by which the server knows it, where the migration gave it one
        self.name = None
        self.number, self.parameters, self.columns, _ = answer
        self.query = query
        self.description = record.Description([name for name, _ in self.columns], record_class)
        self.closed = False
        #: the number of a statement that inserts many rows at once; 0 if there is none, None if nobody looked
        self.multirow = None
        self._codecs = codecs
        self._encoders = codecs.encoders(self.parameters)
        self._decode = codecs.rows_decoder([oid for _, oid in self.columns])

    def __del__(self):
        number = getattr(self, "number", None)
        if number is not None:
            self._forget(number)
        if getattr(self, "multirow", None):
            self._forget(self.multirow)
        if getattr(self, "name", None) is not None:
            self._unname(self.name)

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
        collecting = gc.isenabled()
        gc.disable()  # it would look through all the new rows again and again, which are no garbage
        try:
            rows = marshal.loads(data)
            if self._decode is not None:
                rows = self._decode(rows)
            return list(map(self.description.make, rows))
        finally:
            if collecting:
                gc.enable()

    def _column(self, values, oid, encode):
        if are_plain(values, oid, self._codecs):
            return values
        return [None if value is None else encode(value) for value in values]

    def _columns(self, rows, before):
        try:
            if set(map(len, rows)) == {len(self._encoders)} and SEQUENCES.issuperset(map(type, rows)):
                return list(map(self._column, zip(*rows), self.parameters, self._encoders))
        except Exception:
            pass  # the codecs say it in asyncpg's words
        encoded = self._codecs.encode_rows(self.parameters, rows, before)
        return [list(column) for column in zip(*encoded)]


def are_plain(values, oid, codecs):
    """Whether all are numbers or texts that the type has as they are, and nothing has to be asked or done for each of them."""
    kind, lowest, highest = _PLAIN.get(oid, _NOTHING_PLAIN)
    return (
        kind is not None
        and set(map(type, values)) == {kind}
        and (lowest is None or (lowest <= min(values) and max(values) <= highest))
        and not codecs.codec(oid).custom
        and (kind is not str or _is_unicode("".join(values)))
    )


def _is_unicode(text):
    try:
        text.isascii() or text.encode()
        return True
    except UnicodeEncodeError:
        return False


class Cache:
    """The statements used last, so that the server need not prepare them again."""

    def __init__(self):
        self._statements = {}

    def get(self, key):
        found = self._statements.pop(key, None)
        if found is not None:
            self._statements[key] = found
        return found

    def put(self, key, statement):
        if len(key[0]) <= _LONGEST_KEPT:
            self._statements[key] = statement
            if len(self._statements) > _KEPT:
                del self._statements[next(iter(self._statements))]

    def clear(self):
        self._statements.clear()
