"""Calls to aiosqlite, feature by feature: what a sceptic would try who wants to find a difference."""

import asyncio
import datetime
import warnings

import aiosqlite


async def attempt(action):
    """The result of ``action()``, or its error with what is behind it."""
    try:
        return await action()
    except Exception as error:
        return [type(error).__name__, str(error), type(error.__cause__).__name__, type(error.__context__).__name__]


async def case_feature_every_way_to_execute(conn):
    outcomes = []
    async with conn.execute("create table t (i integer primary key asc, k integer)") as cursor:
        outcomes.append((cursor.rowcount, cursor.lastrowid, cursor.description))
    outcomes.append(await conn.execute_insert("insert into t (k) values (?)", (5,)))
    async with conn.execute_insert("insert into t (k) values (?)", [6]) as row:
        outcomes.append(row)
    outcomes.append(await conn.execute_insert("update t set k = 7 where i = 1"))
    outcomes.append(await conn.execute_insert("select 1"))
    outcomes.append(await attempt(lambda: conn.execute_insert("selec")))
    async with conn.executemany("insert into t (k) values (?)", [[n] for n in range(10)]) as cursor:
        outcomes.append((cursor.rowcount, cursor.lastrowid))
    async with conn.executescript("insert into t (k) values (11); insert into t (k) values (12)") as cursor:
        outcomes.append((type(cursor).__name__, cursor.rowcount, cursor.lastrowid))
    outcomes.append(await conn.execute_fetchall("select count(*), max(k) from t"))
    return outcomes


async def case_feature_rows_in_all_ways(conn):
    await conn.execute("create table t (i integer, k integer)")
    await conn.executemany("insert into t values (?, ?)", [(n, n * n) for n in range(10)])
    outcomes = []
    async with conn.execute("select i, k from t where i < ?", (5,)) as cursor:
        outcomes.append(await cursor.fetchone())
        outcomes.append(await cursor.fetchmany())
        outcomes.append(await cursor.fetchmany(2))
        outcomes.append([row async for row in cursor])
        outcomes.append((await cursor.fetchone(), await cursor.fetchmany(3), await cursor.fetchall(), [row async for row in cursor]))
    cursor = await conn.cursor()
    outcomes.append((await attempt(cursor.fetchone), await attempt(cursor.fetchmany), await attempt(cursor.fetchall)))
    cursor.arraysize = 4
    await cursor.execute("select i from t")
    outcomes.append((cursor.arraysize, await cursor.fetchmany()))
    await cursor.execute("select 'other'")
    outcomes.append(await cursor.fetchall())
    return outcomes


async def case_feature_attributes_and_their_types(conn):
    cursor = await conn.execute("select 1 as a, 'b' as 'x y'")
    return [
        (type(conn.in_transaction).__name__, type(conn.isolation_level).__name__, type(conn.total_changes).__name__, conn.row_factory, conn.text_factory),
        (cursor.rowcount, cursor.lastrowid, cursor.arraysize, cursor.description, cursor.row_factory is conn.row_factory),
        type(cursor.connection).__name__,
    ]


async def case_feature_in_a_transaction(conn):
    before = conn.in_transaction
    await conn.execute("create table t (a)")
    await conn.execute("insert into t values (1)")
    within = conn.in_transaction
    await conn.commit()
    await conn.execute("insert into t values (2)")
    await conn.rollback()
    return before in (True, False), within, await conn.execute_fetchall("select * from t")


async def case_feature_row_factories(conn):
    def as_dict(cursor, row):
        return {column[0]: value for column, value in zip(cursor.description, row)}

    outcomes = []
    for factory in (None, aiosqlite.Row, as_dict, lambda cursor, row: row[::-1]):
        conn.row_factory = factory
        async with conn.execute("select 1 as a, 2 as b") as cursor:
            row = await cursor.fetchone()
            outcomes.append((type(row).__name__, row if factory is not aiosqlite.Row else (tuple(row), row.keys(), row["A"], row[-1], len(row))))
    conn.row_factory = None
    cursor = await conn.execute("select 1 as a")
    cursor.row_factory = aiosqlite.Row
    outcomes.append((await cursor.fetchone())["a"])
    return outcomes


async def case_feature_functions_that_fail_in_all_ways(conn):
    def failing(kind):
        def function(*values):
            raise kind("mine")

        return function

    outcomes = []
    for kind in (ValueError, MemoryError, OverflowError, KeyError, aiosqlite.IntegrityError, aiosqlite.OperationalError):
        await conn.create_function("f", 1, failing(kind))
        outcomes.append(await attempt(lambda: conn.execute_fetchall("select f(1)")))
    for result in (object(), 2**63, [1], "a\ud800", b"x", bytearray(b"x"), memoryview(b"x"), True, None, 1.5, float("nan")):
        await conn.create_function("f", -1, lambda *values, result=result: result)
        outcomes.append(await attempt(lambda: conn.execute_fetchall("select f(1), typeof(f())")))
    return outcomes


async def case_feature_functions_and_their_arguments(conn):
    seen = []

    def see(*values):
        seen.append(values)
        return len(values)

    await conn.create_function("see", -1, see)
    await conn.create_function("SEE2", 2, see, deterministic=True)
    rows = await conn.execute_fetchall("select see(), see(null, 1, 1.5, 'ü', x'00ff', 9223372036854775807), see2(1, 2)")
    return rows, seen, await attempt(lambda: conn.execute_fetchall("select see2(1)")), await attempt(lambda: conn.create_function("x", 1))


async def case_feature_dump_of_everything(conn):
    await conn.executescript(
        """create table t (a integer primary key, b text default 'it''s', c blob);
        insert into t (b, c) values ('x''y', x'00ff'), (null, null); create index i on t (b); create view v as select * from t;
        create trigger g after insert on t begin delete from t where a = 0; end;"""
    )
    lines = [line async for line in conn.iterdump() if "migri" not in line and "applied_migration" not in line]
    return lines[:1] + lines[-1:], [line for line in lines if '"t"' in line and "CREATE" not in line or " v " in line or " i " in line]


async def case_feature_many_at_once(conn):
    await conn.execute("create table t (a integer)")
    await asyncio.gather(*[conn.execute("insert into t values (?)", (n,)) for n in range(50)])

    async def count():
        async with conn.execute("select count(*) from t") as cursor:
            return await cursor.fetchone()

    return set(await asyncio.gather(*[count() for _ in range(10)]))


async def case_feature_cursor_while_its_table_changes(conn):
    await conn.execute("create table t (a integer)")
    await conn.executemany("insert into t values (?)", [(n,) for n in range(5)])
    seen = []
    async with conn.execute("select a from t order by a") as cursor:
        async for (a,) in cursor:
            seen.append(a)
            await conn.execute("update t set a = a + 100 where a = ?", (a,))
    return seen, await conn.execute_fetchall("select a from t order by a")


async def case_feature_dates_and_their_warnings(conn):
    await conn.execute("create table t (a date, b timestamp)")
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        await conn.execute("insert into t values (?, ?)", (datetime.date(2020, 1, 2), datetime.datetime(2020, 1, 2, 3, 4, 5, 6)))
    return await conn.execute_fetchall("select * from t"), [one.category.__name__ for one in told]


async def case_feature_errors_and_their_numbers(conn):
    await conn.execute("create table t (a integer primary key, b text unique not null check (b <> 'x')) strict")
    outcomes = []
    for sql, values in (
        ("insert into t values (1, 'a')", ()), ("insert into t values (1, 'b')", ()), ("insert into t values (2, 'a')", ()), ("insert into t values (2, null)", ()),
        ("insert into t values (2, 'x')", ()), ("insert into t values ('q', 'c')", ()), ("insert into t values (?, ?)", (1,)), ("select * from nowhere", ()),
        ("insert into t values (3, x'00')", ()), ("select abs(-9223372036854775808)", ()), ("select json('{')", ()), ("create table t (a)", ()),
    ):  # fmt: skip
        try:
            outcomes.append((await conn.execute(sql, values)).rowcount)
        except Exception as error:
            outcomes.append((type(error).__name__, str(error), getattr(error, "sqlite_errorname", None), getattr(error, "sqlite_errorcode", None)))
    return outcomes


async def case_feature_closed_cursors(conn):
    cursor = await conn.execute("select 1")
    await cursor.close()
    await cursor.close()
    return [await attempt(action) for action in (cursor.fetchone, cursor.fetchall, cursor.fetchmany, lambda: cursor.execute("select 1"), lambda: cursor.executescript("select 1"))]


async def case_feature_interrupted_between_statements(conn):
    await conn.interrupt()
    return await conn.execute_fetchall("select 1")
