"""Calls to asyncpg that are cancelled, that take too long, or that others disturb: what is raised, and that the connection goes on."""

import asyncio
import io

SOON = 0.1
LONG = 5

ROWS = "select g, repeat('x', 100) from generate_series(1, 50000) g"


async def attempt(conn, action):
    """The result of ``action()``, or its error as class and text, in a savepoint, which is undone; and whether the connection works."""
    transaction = conn.transaction()
    await transaction.start()
    try:
        outcome = ["no error", await action()]
    except BaseException as error:
        outcome = [type(error).__name__, str(error)]
    await transaction.rollback()
    return outcome, await asyncio.wait_for(conn.fetchval("select 42"), LONG)


def soon(awaitable):
    return asyncio.wait_for(awaitable, SOON)


async def slow_sink(data):
    await asyncio.sleep(LONG)


async def slow_source(portion):
    yield portion
    await asyncio.sleep(LONG)


# cancelled


async def case_cancelled_fetch(conn):
    return await attempt(conn, lambda: soon(conn.fetch("select pg_sleep(5)")))


async def case_cancelled_execute(conn):
    return await attempt(conn, lambda: soon(conn.execute("select pg_sleep(5)")))


async def case_cancelled_executemany(conn):
    return await attempt(conn, lambda: soon(conn.executemany("select $1::int from pg_sleep(5)", [(1,), (2,)])))


async def case_cancelled_prepared_statement(conn):
    statement = await conn.prepare("select pg_sleep($1)")
    return await attempt(conn, lambda: soon(statement.fetch(5))), await statement.fetchval(0)


async def case_cancelled_cursor(conn):
    async def read():
        return [row async for row in conn.cursor("select pg_sleep(2), g from generate_series(1, 5) g", prefetch=2)]

    return await attempt(conn, lambda: soon(read()))


async def case_cancelled_in_a_transaction(conn):
    async def work():
        async with conn.transaction():
            await conn.execute("create table t (a int)")
            await asyncio.sleep(LONG)

    return await attempt(conn, lambda: soon(work())), await conn.fetchval("select to_regclass('t')::text")


async def case_cancelled_copy_out_while_the_sink_waits(conn):
    return await attempt(conn, lambda: soon(conn.copy_from_query(ROWS, output=slow_sink)))


async def case_cancelled_copy_out_while_the_server_works(conn):
    return await attempt(conn, lambda: soon(conn.copy_from_query("select pg_sleep(5)", output=io.BytesIO())))


async def case_cancelled_copy_out_by_its_task(conn):
    async def work():
        task = asyncio.create_task(conn.copy_from_query(ROWS, output=slow_sink))
        await asyncio.sleep(SOON)
        task.cancel()
        return await task

    return await attempt(conn, work)


async def case_cancelled_copy_out_of_a_table(conn):
    await conn.execute(f"create table t as {ROWS}")
    return await attempt(conn, lambda: soon(conn.copy_from_table("t", output=slow_sink)))


async def case_cancelled_copy_in(conn):
    await conn.execute("create table t (a int)")
    return await attempt(conn, lambda: soon(conn.copy_to_table("t", source=slow_source(b"1\n")))), await conn.fetch("select * from t")


async def case_cancelled_copy_of_records(conn):
    await conn.execute("create table t (a int)")
    copying = attempt(conn, lambda: soon(conn.copy_records_to_table("t", records=slow_source((1,)))))
    return await copying, await conn.fetch("select * from t")


# failing in the middle


async def case_broken_sink(conn):
    async def sink(data):
        raise KeyError("x")

    return await attempt(conn, lambda: conn.copy_from_query(ROWS, output=sink))


async def case_broken_source(conn):
    async def source():
        yield b"1\n"
        raise KeyError("x")

    await conn.execute("create table t (a int)")
    return await attempt(conn, lambda: conn.copy_to_table("t", source=source()))


# too late


async def case_timeout_of_every_kind(conn):
    outcomes = []
    for timeout in (SOON, 0, -1, "0.1", True, None, "x", 1e9, float("inf")):
        # what is to be stopped lasts, so that a busy machine is in time
        query = "select 1 from pg_sleep(0.3)" if timeout in (None, 1e9, float("inf")) else "select 1 from pg_sleep(5)"
        outcomes.append(await attempt(conn, lambda: conn.fetchval(query, timeout=timeout)))
    return outcomes


async def case_timeout_of_execute(conn):
    return await attempt(conn, lambda: conn.execute("select pg_sleep(5)", timeout=SOON))


async def case_timeout_of_executemany(conn):
    return await attempt(conn, lambda: conn.executemany("select $1::int from pg_sleep(5)", [(1,), (2,)], timeout=SOON))


async def case_timeout_of_a_prepared_statement(conn):
    statement = await conn.prepare("select pg_sleep($1)", timeout=LONG)
    return await attempt(conn, lambda: statement.fetch(5, timeout=SOON))


async def case_timeout_of_a_cursor(conn):
    async def read():
        cursor = await conn.cursor("select pg_sleep(5)")
        return await cursor.fetch(2, timeout=SOON)

    return await attempt(conn, read)


async def case_timeout_of_copy_while_the_sink_waits(conn):
    return await attempt(conn, lambda: conn.copy_from_query(ROWS, output=slow_sink, timeout=SOON))


async def case_timeout_of_copy_while_the_server_works(conn):
    return await attempt(conn, lambda: conn.copy_from_query("select pg_sleep(5)", output=io.BytesIO(), timeout=SOON))


async def case_timeout_of_copy_while_the_source_waits(conn):
    await conn.execute("create table t (a int)")
    return await attempt(conn, lambda: conn.copy_to_table("t", source=slow_source(b"1\n"), timeout=SOON))


# at once


async def case_together_fetch(conn):
    async def work():
        both = await asyncio.gather(conn.fetch("select 1 from pg_sleep(0.1)"), conn.fetch("select 2"), return_exceptions=True)
        return [(type(one).__name__, str(one)) for one in both]

    return await attempt(conn, work)


async def case_together_execute(conn):
    async def work():
        both = await asyncio.gather(conn.execute("select pg_sleep(0.1)"), conn.execute("select 2"), return_exceptions=True)
        return [(type(one).__name__, str(one)) for one in both]

    return await attempt(conn, work)


# what the server says besides


async def case_heard_by_the_end_of_each_call(conn):
    await conn.execute(
        "create function f() returns int language plpgsql as $$ begin raise notice 'one'; raise warning 'two'; return 1; end $$"
    )
    heard = []

    def hear(connection, message):
        heard.append((type(message).__name__, message.severity, message.message))

    def taken():
        told, heard[:] = heard[:], ()
        return told

    conn.add_log_listener(hear)
    outcomes = []
    for _ in range(2):
        await conn.fetchval("select f()")
        outcomes.append(taken())
    await conn.execute("do $$ begin perform f(); end $$")
    outcomes.append(taken())
    statement = await conn.prepare("select f()")
    await statement.fetch()
    outcomes.append(taken())
    await conn.copy_from_query("select f()", output=io.BytesIO())
    outcomes.append(taken())
    conn.remove_log_listener(hear)
    await conn.fetchval("select f()")
    return outcomes, taken()
