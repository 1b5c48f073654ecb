"""Calls to aiomysql with odd texts, odd values and odd objects, whose outcome has to be the same by the facade."""

import datetime
import decimal
import enum
import time
import uuid
import warnings

import aiomysql

#: a name of a file in Latin-1, as os.fsdecode() gives it
NAME = b"caf\xe9".decode("utf-8", "surrogateescape")
HALF = "\ud800"


async def attempt(awaitable):
    """The result, or the error as class and text."""
    try:
        return ["no error", await awaitable]
    except Exception as error:
        return [type(error).__name__, str(error)]


async def rows(conn, sql, *arguments):
    async with conn.cursor() as cursor:
        await cursor.execute(sql, *arguments)
        return await cursor.fetchall()


async def case_odd_bytes_in_a_text(conn):
    """They reach the server as they are, which takes them where they may be."""
    async with conn.cursor() as cursor:
        await cursor.execute("create table t (a varchar(50), b varbinary(50))")
        outcomes = []
        for text in (NAME, HALF):
            outcomes.append(await attempt(rows(conn, "select hex(%s)", (text,))))
            outcomes.append(await attempt(rows(conn, f"select hex('{text}')")))
            refused = await attempt(cursor.execute("insert into t (a) values (%s)", (text,)))
            outcomes.append([refused[0], str(refused[1]).partition(" for column")[0]])  # MariaDB names the database
            outcomes.append(await attempt(cursor.execute("insert into t (b) values (%s)", (text,))))
            outcomes.append(await attempt(cursor.executemany("insert into t (b) values (%s)", [("x",), (text,)])))
        return outcomes, await rows(conn, "select hex(a), hex(b) from t")


async def case_odd_bytes(conn):
    outcomes = []
    for data in (b"\xff\x00'\\\"", b"", b"caf\xe9", bytes(range(256)), bytearray(b"ab")):
        outcomes.append(await attempt(rows(conn, "select hex(%s), length(%s), %s", (data, data, "ü'\\"))))
    return outcomes


class Text(str):
    pass


async def case_odd_statements(conn):
    outcomes = []
    async with conn.cursor() as cursor:
        for sql in (Text("select 1"), b"select 2", bytearray(b"select 3"), None, 5, "", " ", "-- x", "select 1;", ["x"]):
            outcomes.append(await attempt(cursor.execute(sql)))
    return outcomes


class Colour(enum.Enum):
    RED = 1


class Level(enum.IntEnum):
    HIGH = 1


class Number(int):
    pass


async def case_odd_values(conn):
    given = (
        Colour.RED, Level.HIGH, Number(3), Text("a'c"), 2**70, 1j, [1, "a"], (1,), {1}, {"a": 1}, decimal.Decimal("1.50"), decimal.Decimal("1E+5"),
        uuid.UUID(int=1), datetime.datetime(2020, 1, 1, 1, 2, 3, 4), datetime.time(1, 2, 3, 4), datetime.timedelta(days=-1, seconds=1),
        datetime.timedelta(hours=30, microseconds=5), float("inf"), float("nan"), 1e22, 1e-7, time.struct_time((2020, 1, 2, 3, 4, 5, 0, 0, 0)),
        range(2), ...,
    )  # fmt: skip
    outcomes = []
    async with conn.cursor() as cursor:
        for value in given:
            try:
                outcomes.append(cursor.mogrify("select %s", (value,)))
            except Exception as error:
                outcomes.append([type(error).__name__, str(error)])
            outcomes.append(await attempt(rows(conn, "select %s", (value,))))
    return outcomes


async def case_odd_arguments(conn):
    given = (
        ("select %s", 1), ("select %s", "a"), ("select %s", [1]), ("select %(a)s", {"a": 1}), ("select %(b)s", {"a": 1}), ("select %s, %s", (1,)),
        ("select %s", (1, 2)), ("select 1", (1,)), ("select '%'", None), ("select '%'", ()), ("select '%%'", ()), ("select %d", (1,)),
        ("select %s", {}), ("select %s", ()), ("select %s", {1}), ("select %s", Text("x")),
    )  # fmt: skip
    return [await attempt(rows(conn, sql, arguments)) for sql, arguments in given]


async def case_odd_rows_to_execute_for(conn):
    outcomes = []
    async with conn.cursor() as cursor:
        await cursor.execute("create table t (a int, b varchar(10))")
        for sql, many in (
            ("insert into t values (%s, %s)", [(1, "a"), (2, "b")]),
            ("insert into t values (%s, %s)", []),
            ("insert into t values (%s, %s)", None),
            ("insert into t values (%s, %s)", [(1,)]),
            ("insert into t values (%s, %s)", iter([(1, "a")])),
            ("insert into t (a) values (%s)", [1, 2]),
            ("insert into t (a) values (%(x)s)", [{"x": 5}]),
            ("insert into t values (%s, %s);", [(1, "a"), (2, "b")]),
            ("update t set a = %s where a = %s", [(3, 1), (4, 2)]),
            ("select %s", [(1,), (2,)]),
        ):
            outcomes.append((await attempt(cursor.executemany(sql, many)), cursor.rowcount, cursor.lastrowid))
    return outcomes


async def case_odd_record_of_what_was_sent(conn):
    async with conn.cursor() as cursor:
        found = [hasattr(cursor, "_last_executed"), cursor._executed]
        await cursor.execute("select %s", (1,))
        found += [cursor._last_executed, cursor._executed]
        await cursor.execute("create table t (a int)")
        await cursor.executemany("insert into t values (%s)", [(1,), (2,)])
        found += [cursor._last_executed, cursor._executed]
        await cursor.executemany("update t set a = %s", [(1,), (2,)])
        found += [cursor._last_executed, cursor._executed]
        await attempt(cursor.execute("selec"))
        return [*found, cursor._last_executed, cursor._executed]


async def case_odd_results_that_nobody_read(conn):
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        unread = await conn.cursor(aiomysql.SSCursor)
        await unread.execute("select 1 union select 2 union select 3")
        found = [await unread.fetchone(), await rows(conn, "select 5"), await attempt(unread.fetchone())]
        await unread.execute("select 1 union select 2")
        await unread.execute("select 4")
        found.append(await unread.fetchall())
        await unread.execute("select 1 union select 2")
        await conn.commit()
        await unread.close()
        async with conn.cursor(aiomysql.SSCursor) as closed:
            await closed.execute("select 1 union select 2")
        found.append(await rows(conn, "select 7"))
    return found, [(warning.category.__name__, str(warning.message)) for warning in heard]


async def case_odd_character_sets(conn):
    found = []
    for name in ("utf8", "utf8mb4"):
        await conn.set_charset(name)
        found.append((conn.charset, conn.encoding, conn.character_set_name()))
        found.append(await rows(conn, "select @@character_set_client, 'ü'"))
    return found


async def case_odd_exceptions_of_connection_and_cursor(conn):
    async with conn.cursor() as cursor:
        names = ("Warning", "Error", "InterfaceError", "DatabaseError", "DataError", "OperationalError", "IntegrityError", "NotSupportedError")
        return [(getattr(conn, name).__name__, getattr(conn, name) is getattr(cursor, name)) for name in names]


async def case_odd_names_of_modules(conn):
    kinds = (aiomysql.Cursor, aiomysql.DictCursor, aiomysql.SSCursor, aiomysql.SSDictCursor)
    made = [await conn.cursor(kind) for kind in kinds]
    return [(type(one).__module__, type(one).__qualname__) for one in (conn, *made)]


async def case_odd_errors_have_nothing_behind_them(conn):
    behind = []
    async with conn.cursor() as cursor:
        for sql in ("selec", "select * from nowhere"):
            try:
                await cursor.execute(sql)
            except Exception as error:
                behind.append((type(error).__name__, error.__cause__, error.__context__))
    return behind


async def case_odd_warnings_of_results_with_rows(conn):
    found = []
    await rows(conn, "create table t (a tinyint)")
    await rows(conn, "set sql_mode = ''")
    for kind in (aiomysql.Cursor, aiomysql.DictCursor, aiomysql.SSCursor, aiomysql.SSDictCursor):
        for sql in ("select date('bad')", "select 1", "insert into t values (1000)", "insert into t select 1000 union select 1"):
            with warnings.catch_warnings(record=True) as heard:
                warnings.simplefilter("always")
                async with conn.cursor(kind) as cursor:
                    await cursor.execute(sql)
                    await cursor.fetchall()
            found.append([(warning.category.__name__, str(warning.message)) for warning in heard])
    joined = await conn.cursor(aiomysql.DictCursor, aiomysql.SSCursor)
    return found, type(joined).__module__, type(joined).__qualname__
