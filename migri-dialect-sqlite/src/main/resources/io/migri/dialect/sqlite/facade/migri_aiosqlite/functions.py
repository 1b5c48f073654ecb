"""Functions of the migration that SQL calls."""

from migri_aiosqlite.parameters import bytes_of


def check(name, count, function, deterministic):
    """Raises what this Python's own ``sqlite3`` says to such a function, which no two versions word alike."""
    import sqlite3

    connection = sqlite3.connect(":memory:")
    try:
        connection.create_function(name, count, function, deterministic=deterministic)
    finally:
        connection.close()


def plain(function, failures):
    """Makes of what ``function`` returns what SQLite can take; raises for anything else.

    What it raised is noted in ``failures``: ``sqlite3`` has exceptions of its own for some of them.
    """

    def call(*arguments):
        failures.clear()
        try:
            return _stored(function(*arguments))
        except BaseException as failure:
            failures.append(failure)
            raise

    return call


def _stored(result):
    if isinstance(result, str):
        text = "".join(result)
        text.encode()
        return text
    if result is None or type(result) in (float, bytes):
        return result
    if isinstance(result, int):
        number = int(result)
        if not -(1 << 63) <= number < 1 << 63:
            raise OverflowError("Python int too large to convert to SQLite INTEGER")
        return number
    if isinstance(result, float):
        return float(result)
    return bytes_of(result)
