"""From the values of statements to those that SQLite can store: None, int, float, str and bytes."""

import sys

_PLAIN = frozenset((int, str, float, bytes, type(None)))
_ROWS = frozenset((tuple, list))


def bind(values, names):
    """The list of plain values for one execution.

    ``names()`` gives the names of the statement's parameters; it asks the database and is called only if needed.
    """
    if type(values) in _ROWS:
        if _PLAIN.issuperset(map(type, values)) and not _adapts_plain():
            _check_text(values)
            return values
        return _positional(values, names)
    if isinstance(values, (tuple, list)):
        return _positional(list(values), names)
    if isinstance(values, dict) or not _is_sequence(values):
        return _named(values, names)
    return _positional([values[i] for i in range(len(values))], names)


def bind_all(rows, names):
    """The same for each of a list of ``rows``."""
    if _ROWS.issuperset(map(type, rows)) and not _adapts_plain() and _all_plain(rows):
        return rows
    return [bind(row, names) for row in rows]


def _all_plain(rows):
    """Looks at whole columns, for that needs no step of Python for each value. Text that is no Unicode makes it raise."""
    if len(set(map(len, rows))) != 1:
        return False
    for column in zip(*rows):
        kinds = set(map(type, column))
        if not _PLAIN.issuperset(kinds):
            return False
        if str in kinds:
            "".join(column if len(kinds) == 1 else [value for value in column if type(value) is str]).encode()
    return True


def _adapts_plain():
    """Whether the migration has registered adapters for types that usually need none."""
    sqlite3 = sys.modules.get("sqlite3")
    if sqlite3 is None:
        return False
    protocol = sqlite3.PrepareProtocol
    adapters = sqlite3.adapters
    return len(adapters) > 2 and any((kind, protocol) in adapters for kind in _PLAIN)


def _check_text(values):
    for value in values:
        if type(value) is str and not value.isascii():
            value.encode()


def bytes_of(value):
    """What a bytes-like object holds; TypeError where it is none."""
    view = memoryview(value)
    if not view.c_contiguous:
        raise BufferError("memoryview: underlying buffer is not C-contiguous")
    return bytes(view)


def plain_text(text):
    """Of any kind of str a plain one. Raises for half of a surrogate pair, which has no place in a database."""
    if type(text) is not str:
        text = str.__str__(text)
    if not text.isascii():
        text.encode()
    return text


def _is_sequence(values):
    """What C code calls a sequence, which a dict is not."""
    kind = type(values)
    return hasattr(kind, "__getitem__") and kind.__name__ != "mappingproxy"


def _positional(values, names):
    bound = []
    for index, value in enumerate(values):
        plain = _plain(value)
        if plain is _UNSUPPORTED:
            _check_count(values, names)
            raise _unsupported(value, index)
        bound.append(plain)
    return bound


def _check_count(values, names):
    from migri_aiosqlite.errors import refusal

    count = len(names())
    if count != len(values):
        raise refusal(
            "ProgrammingError",
            f"Incorrect number of bindings supplied. The current statement uses {count}, and there are {len(values)} supplied.",
        )


def _named(values, names):
    from migri_aiosqlite.errors import refusal

    wanted = names()
    if not hasattr(type(values), "__getitem__"):
        raise refusal("ProgrammingError", "parameters are of unsupported type")
    bound = []
    for index, name in enumerate(wanted):
        if name is None:
            raise refusal(
                "ProgrammingError",
                f"Binding {index + 1} has no name, but you supplied a dictionary (which has only names).",
            )
        try:
            value = values[name[1:]]
        except LookupError:
            raise refusal("ProgrammingError", f"You did not supply a value for binding parameter :{name[1:]}.") from None
        plain = _plain(value)
        if plain is _UNSUPPORTED:
            raise _unsupported(value, index, name[1:])
        bound.append(plain)
    return bound


_UNSUPPORTED = object()


def _plain(value):
    """One value as ``sqlite3`` would bind it, or _UNSUPPORTED."""
    kind = type(value)
    if kind in _PLAIN and kind is not bytes and not _adapts_plain():
        if kind is str and not value.isascii():
            value.encode()
        return value
    import sqlite3

    value = sqlite3.adapt(value, sqlite3.PrepareProtocol, value)
    return _stored(value)


def _stored(value):
    if value is None or type(value) in (int, float, bytes):
        return value
    if isinstance(value, int):
        return int.__int__(value)
    if isinstance(value, float):
        return float.__float__(value)
    if isinstance(value, str):
        return plain_text(value)
    try:
        return bytes_of(value)
    except TypeError:
        return _UNSUPPORTED


def _unsupported(value, index, name=None):
    """What this Python's own ``sqlite3`` says, which no two versions word alike."""
    import sqlite3

    connection = sqlite3.connect(":memory:")
    try:
        if name is None:
            connection.execute("select ?" + ", ?" * index, (*(None,) * index, value))
        else:
            _execute_named(connection, value, index, name)
    except Exception as refused:
        return refused
    finally:
        connection.close()
    raise AssertionError(f"sqlite3 takes {value!r}")


def _execute_named(connection, value, index, name):
    before = {f"before_{number}": None for number in range(index)}
    listed = "".join(f":{one}, " for one in before)
    connection.execute(f"select {listed}:{name}", {**before, name: value})
