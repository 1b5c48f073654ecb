"""From tuples of values to what row factories and text factories make of them."""

from itertools import repeat

_NOTHING = (None,) * 6

_models = {}
_throwaway = None


def description(columns):
    """As the DB-API has it: tuples of seven, all but the name being None."""
    return None if columns is None else tuple((name, *_NOTHING) for name in columns)


def model(columns):
    """A real ``sqlite3.Cursor`` that has those columns, which is what row factories are called with."""
    key = tuple(columns)
    cursor = _models.get(key)
    if cursor is None:
        if len(_models) > 200:
            _models.clear()
        quoted = ", ".join('null as "' + name.replace('"', '""') + '"' for name in key)
        cursor = _models[key] = throwaway().execute(f"select {quoted}")
    return cursor


def throwaway():
    """A database in memory, of Python's own ``sqlite3``."""
    global _throwaway
    if _throwaway is None:
        import sqlite3

        _throwaway = sqlite3.connect(":memory:", check_same_thread=False)
    return _throwaway


def made(rows, columns, row_factory, text_factory):
    """The rows as the migration gets them."""
    if text_factory is not str:
        rows = [tuple(_text(value, text_factory) for value in row) for row in rows]
    if row_factory is None:
        return rows
    return list(map(row_factory, repeat(model(columns)), rows))


def _text(value, factory):
    """Text comes as the only item of a tuple, since its bytes would look like a BLOB."""
    return factory(value[0]) if type(value) is tuple else value
