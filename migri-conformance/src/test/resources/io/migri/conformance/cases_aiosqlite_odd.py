"""Calls to aiosqlite with odd texts, odd values and odd functions, whose outcome has to be the same by the facade."""

import array
import asyncio
import collections
import datetime
import decimal
import enum
import sqlite3
import sys
import uuid

import aiosqlite

HALVES = ("a\udcffb", "\ud800")


async def attempt(awaitable):
    """The result, or the error as class, text and SQLite's name for it."""
    try:
        result = await awaitable
    except BaseException as error:
        return [type(error).__name__, str(error), getattr(error, "sqlite_errorname", None)]
    return ["no error", type(result).__name__ if isinstance(result, aiosqlite.Cursor) else result]


async def values(conn, sql, *parameters):
    return [tuple(row) for row in await conn.execute_fetchall(sql, *parameters)]


# half of a surrogate pair, as os.fsdecode() makes them


async def case_odd_half_character_in_statements(conn):
    outcomes = []
    for half in HALVES:
        text = f"select '{half}'"
        outcomes.append(await attempt(conn.execute(text)))
        outcomes.append(await attempt(conn.execute_fetchall(text)))
        outcomes.append(await attempt(conn.execute_insert(text)))
        outcomes.append(await attempt(conn.executescript(text)))
        outcomes.append(await attempt(conn.executemany(text, [()])))
    return outcomes


async def case_odd_half_character_in_values(conn):
    await conn.execute("create table t (a)")
    outcomes = []
    for half in HALVES:
        outcomes.append(await attempt(values(conn, "select ?", (half,))))
        outcomes.append(await attempt(values(conn, "select :a", {"a": half})))
        outcomes.append(await attempt(conn.execute_insert("insert into t values (?)", (half,))))
        outcomes.append(await attempt(conn.executemany("insert into t values (?)", [("a",), (half,), ("b",)])))
    return outcomes, await values(conn, "select * from t")


async def case_odd_zero_in_statements(conn):
    text = "select 'a\0b'"
    return [
        await attempt(conn.execute(text)),
        await attempt(conn.execute_fetchall(text)),
        await attempt(conn.executescript(text)),
        await attempt(conn.executemany(text, [()])),
    ]


# statements


class Text(str):
    def __str__(self):
        return "another text"


async def case_odd_statements(conn):
    outcomes = []
    for sql in (Text("select 1"), b"select 1", None, 5, "", " ", ";", "-- x", "select 1; -- x", "select 1; select 2", "selec", "select 'a", "select ?"):
        outcomes.append(await attempt(conn.execute(sql)))
        outcomes.append(await attempt(conn.executemany(sql, [])))
        outcomes.append(await attempt(conn.executescript(sql)))
    return outcomes


# values


class Number(int):
    pass


class Fraction(float):
    pass


class Data(bytes):
    pass


class Colour(enum.Enum):
    RED = 1


class Level(enum.IntEnum):
    HIGH = 1


class Word(str, enum.Enum):
    YES = "yes"


async def case_odd_values(conn):
    given = (
        Colour.RED, Level.HIGH, Word.YES, Fraction(1.5), Number(3), Text("abc"), Data(b"x"), 2**63 - 1, 2**63, -(2**63) - 1, 1j, [1], (1,), {"a": 1}, {1},
        decimal.Decimal("1.5"), uuid.UUID(int=1), datetime.time(1, 2), datetime.timedelta(1), float("nan"), bytearray(b"ab"), memoryview(b"abcd")[::2],
        memoryview(b"abc"), array.array("i", [1, 2]), range(3), type, ...,
    )  # fmt: skip
    return [await attempt(values(conn, "select ?, typeof(?)", (value, value))) for value in given]


class Sequence:
    def __len__(self):
        return 2

    def __getitem__(self, index):
        return (1, 2)[index]


async def case_odd_parameters(conn):
    given = (
        ("select ?, ?", Sequence()), ("select ?, ?", range(2)), ("select ?, ?", "ab"), ("select ?, ?", b"ab"), ("select ?, ?", {1, 2}),
        ("select ?, ?", iter([1, 2])), ("select ?", None), ("select ?", 5), ("select :a", {"b": 1}), ("select :a", (1,)), ("select ?", {"a": 1}),
        ("select ?2", (1, 2)), ("select ?2", (1,)), ("select @a, $b", {"a": 1, "b": 2}), ("select :a, ?", {"a": 1}), ("select 1", (1,)),
        ("select :a", collections.ChainMap({"a": 1})), ("select :a", collections.defaultdict(int)), ("select ?", collections.deque([1])),
        ("select ?", (one for one in [1])), ("select ?", bytearray(b"a")),
    )  # fmt: skip
    return [await attempt(values(conn, sql, parameters)) for sql, parameters in given]


async def case_odd_rows_to_execute_for(conn):
    await conn.execute("create table t (a)")

    async def later():
        yield (1,)

    given = (
        [], [(1,)], [(1, 2)], [1], None, 5, ["a"], ["ab"], [{"a": 1}], iter([(1,)]), (row for row in [(1,)]), [()], [[1]], later(), {"a": 1}, [b"a"],
        [(1,), (object(),), (2,)],
    )  # fmt: skip
    outcomes = [await attempt(conn.executemany("insert into t values (?)", rows)) for rows in given]
    for sql in ("select ?", "create table u (a)", "insert into t values (?) returning a", "pragma user_version"):
        outcomes.append(await attempt(conn.executemany(sql, [(1,)])))
    return outcomes, await values(conn, "select * from t")


async def case_odd_sizes_to_fetch(conn):
    outcomes = []
    for size in (0, -1, 2, None, "x", 1.5):
        cursor = await conn.execute("select 1 union select 2 union select 3")
        outcomes.append((await attempt(cursor.fetchmany(size)), len(await cursor.fetchall())))
    return outcomes


# functions


def _raising(error):
    def function():
        raise error

    return function


async def case_odd_functions(conn):
    made = (
        _raising(ValueError("x")), _raising(SystemExit(3)), _raising(MemoryError()), _raising(OverflowError()), _raising(sqlite3.DataError("x")),
        lambda: object(), lambda: 2**64, lambda: [1], lambda: float("nan"), lambda: "x", lambda: HALVES[0], lambda: bytearray(b"x"), lambda: True,
        lambda: decimal.Decimal("1"), lambda: memoryview(b"ab"), lambda: Number(5), lambda: Text("abc"), lambda: sys.exit(0),
    )  # fmt: skip
    outcomes = []
    for number, function in enumerate(made):
        await conn.create_function(f"f{number}", 0, function)
        outcomes.append(await attempt(values(conn, f"select f{number}(), typeof(f{number}())")))
    return outcomes


async def case_odd_definitions_of_functions(conn):
    given = (("f", 200, len), ("f", -2, len), (5, 0, len), ("f", "x", len), ("f", 0, 5), ("x" * 300, 0, len), (HALVES[0], 0, len), ("a\0b", 0, len))
    return [await attempt(conn.create_function(*arguments)) for arguments in given]


async def case_odd_failure_after_a_function_failed(conn):
    await conn.create_function("f", 0, _raising(OverflowError()))
    return [await attempt(values(conn, sql)) for sql in ("select f()", "select 1", "select f()", "selec")]


# waiting


LONG = "with recursive c (x) as (select 1 union all select x + 1 from c where x < 20000000) select count(*) from c"


async def case_waiting_that_is_interrupted(conn):
    async def work():
        return await conn.execute_fetchall(LONG)

    task = asyncio.create_task(work())
    await asyncio.sleep(0.1)
    await conn.interrupt()
    return await attempt(task), await values(conn, "select 1")


async def case_waiting_as_long_as_the_driver(conn):
    return await values(conn, "pragma busy_timeout")


async def case_waiting_together(conn):
    await conn.execute("create table t (a)")
    await asyncio.gather(*[conn.execute_insert("insert into t values (?)", (number,)) for number in range(20)])
    return await values(conn, "select * from t")


async def case_odd_attributes(conn):
    cursor = await conn.cursor()
    return [sorted(name for name in dir(one) if not name.startswith("_")) for one in (conn, cursor)]


async def case_odd_names_of_modules(conn):
    return [(type(one).__module__, type(one).__qualname__) for one in (conn, await conn.cursor())]


async def case_odd_errors_have_nothing_behind_them(conn):
    behind = []
    for sql, parameters in (("selec", ()), ("select 1; select 2", ()), ("select ?", ()), ("select ?", (2**63,)), ("select * from nowhere", ())):
        try:
            await conn.execute(sql, parameters)
        except Exception as error:
            behind.append((type(error).__name__, error.__cause__, error.__context__))
    return behind
