"""Calls to asyncpg, feature by feature: what a sceptic would try who wants to find a difference."""

import asyncio
import io
import os
import pathlib
import tempfile

import asyncpg


async def attempt(conn, action):
    """The result of ``action()``, or its error with what is behind it, in a savepoint, which is undone."""
    transaction = conn.transaction()
    await transaction.start()
    try:
        outcome = await action()
    except Exception as error:
        outcome = [type(error).__name__, str(error), type(error.__cause__).__name__, type(error.__context__).__name__]
    await transaction.rollback()
    return outcome


async def each(conn, actions):
    return [await attempt(conn, action) for action in actions]


# what a statement says of itself


async def case_feature_status_of_a_prepared_statement(conn):
    await conn.execute("create table t (a int)")
    told = []
    for query in (
        "select 1", "select 1 where false", "select generate_series(1, 3)", "insert into t values (1)", "insert into t values (2), (3) returning a",
        "update t set a = 5", "update t set a = 6 returning a", "delete from t where false returning a", "create table u (a int)", "show work_mem",
    ):  # fmt: skip
        transaction = conn.transaction()
        await transaction.start()
        statement = await conn.prepare(query)
        told.append(statement.get_statusmsg())
        if not query.startswith("create"):
            await statement.fetchval()
            told.append(statement.get_statusmsg())
            await statement.fetchrow()
            told.append(statement.get_statusmsg())
        await statement.fetch()
        told.append(statement.get_statusmsg())
        await transaction.rollback()
    return told


async def case_feature_status_after_many_executions(conn):
    await conn.execute("create table t (a int)")
    statement = await conn.prepare("insert into t values ($1) returning a")
    await statement.fetch(1)
    told = [statement.get_statusmsg()]
    await statement.executemany([(2,), (3,)])
    told.append(statement.get_statusmsg())
    told.append(await statement.fetchmany([(4,), (5,)]))
    told.append(statement.get_statusmsg())
    return told


async def case_feature_statement_of_a_table_that_changed(conn):
    await conn.execute("create table t (a int, b int); insert into t values (1, 2)")
    outcomes = []
    for change in ("alter column b type text", "alter column b type date using '2020-01-02'", "drop column b", "add column c int"):
        for method in ("fetch", "fetchrow", "fetchval"):
            transaction = conn.transaction()
            await transaction.start()
            statement = await conn.prepare("select * from t")
            await statement.fetch()
            await conn.execute(f"alter table t {change}")
            outcomes.append(await attempt(conn, lambda: getattr(statement, method)()))
            await transaction.rollback()
    return outcomes


async def case_feature_cursor_over_a_table_that_changed(conn):
    await conn.execute("create table t (a int, b int); insert into t values (1, 2)")
    statement = await conn.prepare("select * from t")
    await statement.fetch()
    await conn.execute("alter table t alter column b type text")

    async def read():
        return [row async for row in statement.cursor()]

    return await attempt(conn, read)


async def case_feature_statement_of_a_table_changed_in_a_function(conn):
    await conn.execute("create table t (a int, b int); insert into t values (1, 2)")
    await conn.execute("create function f() returns void language plpgsql as 'begin execute ''alt''||''er table t alter b type text''; end'")
    query = "select * from t"
    before = [await conn.fetch(query), await conn.fetch(query)]
    await conn.fetch("select f()")
    return before, await attempt(conn, lambda: conn.fetch(query))


async def case_feature_statement_after_a_new_search_path(conn):
    await conn.execute("create schema x; create schema y; create table x.t as select 1 as a; create table y.t as select 'z'::text as a")
    await conn.execute("set local search_path = x")
    first = await conn.fetchval("select a from t")
    await conn.execute("set local search_path = y, public")
    return first, await conn.fetchval("select a from t where true")


async def case_feature_statement_again_after_its_failure(conn):
    statement = await conn.prepare("select 1 / $1::int")
    return [await attempt(conn, lambda n=n: statement.fetchval(n)) for n in (1, 0, 1, 0)]


async def case_feature_statement_twice_at_once(conn):
    statement = await conn.prepare("select 1 from pg_sleep($1)")
    both = await asyncio.gather(statement.fetchval(0.1), statement.fetchval(0), statement.fetch(0), return_exceptions=True)
    return [(type(one).__name__, str(one)) for one in both], await statement.fetchval(0)


async def case_feature_statements_in_great_number(conn):
    statements = [await conn.prepare(f"select {n} + $1::int") for n in range(250)]
    return [await statement.fetchval(1) for statement in statements[::50]]


async def case_feature_explained_without_arguments(conn):
    statement = await conn.prepare("select $1::int")
    return await each(conn, [lambda: statement.explain(), lambda: statement.explain(1, 2)])


# errors and what is behind them


async def case_feature_behind_errors_of_many_executions(conn):
    await conn.execute("create table t (a int primary key, b text)")
    query = "insert into t values ($1, $2)"

    def failing():
        yield 1, "x"
        raise KeyError("mine")

    given = ([(1, "x"), ("q", "y")], [(1, "x"), (1, "y")], [(1, "x"), (2,)], [(1, "x", 3)], [1], 5, failing(), [(1, 2)], [(None, "x")])
    return await each(conn, [lambda rows=rows: conn.executemany(query, rows) for rows in given])


async def case_feature_behind_errors_of_values(conn):
    return await each(
        conn,
        [
            lambda: conn.fetchval("select 1", column=3),
            lambda: conn.fetchval("select 1", column="x"),
            lambda: conn.fetchval("select 1 / 0"),
            lambda: conn.fetchval("select $1::int", "x"),
            lambda: conn.fetchval("select $1::date", 5),
            lambda: conn.fetchval("select $1::int[]", [1, "x"]),
            lambda: conn.fetchval("select $1::int[]", 5),
            lambda: conn.fetchval("select $1::json", 5),
            lambda: conn.fetchval("select $1::uuid", "x"),
            lambda: conn.fetchval("select $1::numeric", "x"),
            lambda: conn.fetchval("select $1::inet", "x"),
            lambda: conn.fetchval("select $1::bool", "x"),
            lambda: conn.fetchval("select $1::int4range", 5),
            lambda: conn.fetchval("select $1::point", 5),
            lambda: conn.fetchval("select $1::bit(3)", "101"),
            lambda: conn.fetchval("select $1::bytea", "x"),
            lambda: conn.fetchval("select $1::timestamptz", "x"),
            lambda: conn.fetchval("select $1::interval", 5),
            lambda: conn.fetchval("select $1::time", 5),
            lambda: conn.fetchval("select $1::float8", "x"),
        ],
    )


async def case_feature_count_of_arguments_or_error_of_the_server(conn):
    return await each(
        conn,
        [
            lambda: conn.fetch("select 1 / 0", 1),
            lambda: conn.fetch("select 1 / 0 + $1::int"),
            lambda: conn.fetch("select * from nowhere", 1),
            lambda: conn.fetch("select * from nowhere where a = $1"),
            lambda: conn.execute("select * from nowhere where a = $1"),
            lambda: conn.execute("select $1::int"),
            lambda: conn.execute("selec", 1),
            lambda: conn.executemany("selec", [(1,)]),
            lambda: conn.executemany("select 1", [(1,)]),
            lambda: conn.fetch("select $1::int / 0", 1, 2),
            lambda: conn.fetch("select $1::nosuchtype", 1),
            lambda: conn.fetch("select f($1)", 1),
            lambda: conn.fetch("select $1", 1),
            lambda: conn.fetch("select $1 + $2", 1, 2),
            lambda: conn.fetch("create view v as select $1::int", 1),
        ],
    )


async def case_feature_text_without_statements(conn):
    texts = ("", "  ", "-- nothing", "/* nothing */", ";", ";;", "select 1;;", "/* x */; select 1")
    outcomes = []
    for method in (conn.fetch, conn.fetchrow, conn.fetchval):
        outcomes.append(await each(conn, [lambda text=text: method(text) for text in texts]))
    return outcomes, await each(conn, [lambda text=text: conn.execute(text) for text in texts[6:]])


async def case_feature_script_that_fails_leaves_nothing(conn):
    outcome = await attempt(conn, lambda: conn.execute("create table t (a int); insert into t values (1); select 1 / 0; create table u (a int)"))
    return outcome, await conn.fetchval("select to_regclass('t')::text"), await conn.fetchval("select to_regclass('u')::text")


# copying


async def case_feature_copy_records_of_a_codec_of_texts(conn):
    await conn.execute("create table t (a uuid, b json, c money, d xml)")
    await conn.set_type_codec("uuid", encoder=str, decoder=str, schema="pg_catalog", format="text")
    outcomes = await each(
        conn,
        [
            lambda: conn.copy_records_to_table("t", records=[("2975ab9a-f79c-4ab4-9be5-7bc134d952f0",)], columns=["a"]),
            lambda: conn.copy_records_to_table("t", records=[("{}",)], columns=["b"]),
            lambda: conn.copy_records_to_table("t", records=[("$1",)], columns=["c"]),
            lambda: conn.copy_records_to_table("t", records=[("<a/>",)], columns=["d"]),
            lambda: conn.copy_records_to_table("t", records=[], columns=["a"]),
        ],
    )
    await conn.reset_type_codec("uuid", schema="pg_catalog")
    return outcomes


async def case_feature_copy_records_of_types_of_ones_own(conn):
    await conn.execute("create type mood as enum ('a', 'b'); create domain small as int check (value < 9); create type pair as (x int, y text)")
    await conn.execute("create table t (m mood, s small, p pair, ms mood[], r int4range)")
    rows = [("a", 3, (1, "x"), ["a", "b"], asyncpg.Range(1, 4)), (None, None, None, None, None)]
    outcomes = await each(conn, [lambda: conn.copy_records_to_table("t", records=rows), lambda: conn.copy_records_to_table("t", records=[("q", 30, (1,), [], None)])])
    await conn.copy_records_to_table("t", records=rows)
    return outcomes, await conn.fetch("select * from t")


async def case_feature_copy_of_a_query_with_arguments(conn):
    def copied(query, *args):
        async def action():
            output = io.BytesIO()
            tag = await conn.copy_from_query(query, *args, output=output)
            return tag, output.getvalue()

        return action

    return await each(
        conn,
        [
            copied("select $1::int, $2::text, $3::date", 1, "it's", None),
            copied("select $1::int[], $2::jsonb, $3::bytea", [1, None], '{"a": 1}', b"\0\xff"),
            copied("select '$1', $1::text, $2::text, $11::text", *"abcdefghijk"),
            copied("select $1::text", 5),
            copied("select $1::text"),
            copied("select 1", 5),
        ],
    )


async def case_feature_copy_to_all_kinds_of_places(conn):
    async def sink(data):
        taken.append(bytes(data))

    taken, outcomes = [], []
    with tempfile.TemporaryDirectory() as directory:
        path = os.path.join(directory, "x")
        for output in (path, pathlib.Path(path), sink):
            outcomes.append(await attempt(conn, lambda: conn.copy_from_query("select generate_series(1, 3)", output=output)))
            if os.path.exists(path):
                outcomes.append(pathlib.Path(path).read_bytes())
        with open(path, "wb") as file:
            outcomes.append(await conn.copy_from_query("select 'file'", output=file))
        outcomes.append(pathlib.Path(path).read_bytes())
        with open(path, "rb") as file:
            await conn.execute("create table t (a text)")
            outcomes.append(await conn.copy_to_table("t", source=file))
        outcomes.append(await conn.copy_to_table("t", source=pathlib.Path(path)))
    return outcomes[:5] + outcomes[-4:], taken[:1], await conn.fetch("select * from t")


# cursors


async def case_feature_cursor_of_every_prefetch(conn):
    statement = await conn.prepare("select generate_series(0, 20)")
    outcomes = []
    for prefetch in (1, 2, 7, 20, 21, 22, 50):
        outcomes.append([row[0] async for row in statement.cursor(prefetch=prefetch)])
    return outcomes


async def case_feature_cursor_beyond_its_end(conn):
    cursor = await conn.cursor("select generate_series(1, 5)")
    return [
        await cursor.forward(2), await cursor.fetchrow(), await cursor.fetch(1), await cursor.forward(10), await cursor.fetch(3), await cursor.fetchrow(),
        await cursor.forward(1),
    ]  # fmt: skip


async def case_feature_cursor_of_a_savepoint_that_was_undone(conn):
    transaction = conn.transaction()
    await transaction.start()
    cursor = await conn.cursor("select generate_series(1, 5)")
    first = await cursor.fetch(2)
    await transaction.rollback()
    return first, (await attempt(conn, lambda: cursor.fetch(2)))[0]


# types


async def case_feature_domains(conn):
    await conn.execute("create domain small as int check (value < 9); create domain names as text[]; create domain smaller as small not null")
    return await each(
        conn,
        [
            lambda: conn.fetchval("select $1::small", 3), lambda: conn.fetchval("select $1::small", 30), lambda: conn.fetchval("select $1::small", "x"),
            lambda: conn.fetchval("select $1::names", ["a", None]), lambda: conn.fetchval("select $1::small[]", [1, 2]),
            lambda: conn.fetchval("select $1::smaller", 4), lambda: conn.fetchval("select array[3::small, 4]"), lambda: conn.fetchval("select row(1::small)"),
        ],
    )  # fmt: skip


async def case_feature_composites_within_composites(conn):
    await conn.execute("create type inner_t as (a int, b text[]); create type outer_t as (i inner_t, many inner_t[], n numeric)")
    value = ((1, ["x", None]), [(2, None), None], 3)
    found = await conn.fetchval("select $1::outer_t", value)
    return found, found["many"][0]["a"], await each(
        conn,
        [
            lambda: conn.fetchval("select $1::outer_t", {"n": 5}), lambda: conn.fetchval("select $1::outer_t", {"x": 5}),
            lambda: conn.fetchval("select $1::outer_t", (1,)), lambda: conn.fetchval("select $1::outer_t", 5), lambda: conn.fetchval("select $1::outer_t", "(,,)"),
            lambda: conn.fetchval("select $1::outer_t[]", [value, None]),
        ],
    )  # fmt: skip


async def case_feature_composite_of_a_table_that_lost_a_column(conn):
    await conn.execute("create table t (a int, b text, c date); alter table t drop column b; insert into t values (1, '2020-01-02')")
    return await conn.fetchval("select t from t"), await conn.fetch("select $1::t", (2, None)), await conn.fetchval("select array_agg(t) from t")


async def case_feature_arrays_of_every_shape(conn):
    given = ([], [[]], [[1, 2], [3, 4]], [[1], [2, 3]], [[1], 2], [[[1]], [[None]]], (1, 2), [[1, 2], (3, 4)], "12", {1, 2}, range(3), [[[[[[1]]]]]], [[[[[[[1]]]]]]], iter([1]))
    return await each(conn, [lambda value=value: conn.fetchval("select $1::int[]", value) for value in given])


async def case_feature_ranges_of_every_shape(conn):
    Range = asyncpg.Range
    given = (
        Range(1, 5), Range(1, 5, lower_inc=False, upper_inc=True), Range(None, 5), Range(empty=True), Range(), (1, 5), [1, 5], (1,), [], (), [1, 2, 3], (None, 3),
        Range(5, 1), ("a", "b"), 5,
    )  # fmt: skip
    outcomes = await each(conn, [lambda value=value: conn.fetchval("select $1::int4range", value) for value in given])
    return outcomes, await each(conn, [lambda value=value: conn.fetchval("select $1::int4range[]", [value]) for value in given[:6]])


async def case_feature_rarer_types(conn):
    fields = (
        "'0/16B3748'::pg_lsn", "'(1,2)'::tid", "'12'::xid8", "'10:20:10,14'::pg_snapshot", "'10:20:10'::txid_snapshot", "'1 2'::int2vector", "'1 2'::oidvector",
        "'1101'::varbit", "'08:00:2b:01:02:03:04:05'::macaddr8", "'a b'::tsvector", "'a & b'::tsquery", "'<a/>'::xml", "'$.a'::jsonpath", "'int'::regtype",
        "'pg_class'::regclass", "'now'::regproc", "'(1,2),(3,4)'::box", "'{1,2,3}'::line", "'<(1,2),3>'::circle", "'[(1,2),(3,4)]'::lseg", "''::text::bytea",
        "null::void", "'postgres=r/postgres'::aclitem", "'{{1,2},{3,4}}'::money[]", "'a'::\"char\"", "'a'::bpchar(3)", "'C'::regcollation", "1::regrole::text",
        "'{[1,3)}'::int4multirange", "'1'::cid", "'x'::refcursor", "'infinity'::date", "'-infinity'::timestamp", "'infinity'::timestamptz", "'24:00'::time",
        "'NaN'::numeric", "'Infinity'::numeric", "'1e400'::numeric", "'1 year 2 mons -3 days 04:05:06.7'::interval", "'12:00:00+03:30'::timetz",
    )  # fmt: skip
    return await each(conn, [lambda field=field: conn.fetchval(f"select {field}") for field in fields])


async def case_feature_function_that_returns_nothing(conn):
    await conn.execute("create function f() returns void language sql as ''; create procedure p(inout a int) language plpgsql as 'begin a := a + 1; end'")
    return await each(
        conn,
        [lambda: conn.fetchval("select f()"), lambda: conn.fetch("select * from f()"), lambda: conn.fetchrow("call p($1)", 4), lambda: conn.execute("call p(1)")],
    )


async def case_feature_codec_changed_between_statements(conn):
    async def with_codec(format, encoder, decoder):
        await conn.set_type_codec("int8", schema="pg_catalog", encoder=encoder, decoder=decoder, format=format)
        return [await conn.fetchval(query, 5) for query in ("select $1::int8", "select array[$1::int8, 6]", "select row($1::int8)")]

    query = "select $1::int8"
    statement = await conn.prepare(query)
    before = await statement.fetchval(5), await conn.fetchval(query, 5)
    changed = await attempt(conn, lambda: with_codec("text", str, lambda text: "text " + text))
    kept = await attempt(conn, lambda: statement.fetchval(5))
    await conn.reset_type_codec("int8", schema="pg_catalog")
    return before, changed, kept, await conn.fetchval(query, 5)


# what is called while others run


async def case_feature_loggers_of_failures(conn):
    import re

    heard = []

    def unnumbered(query):
        return re.sub(r"_[0-9a-f]+__", "_N__", query)

    async def later(record):
        await asyncio.sleep(0)
        heard.append(("later", unnumbered(record.query), type(record.exception).__name__))

    def now(record):
        heard.append(("now", unnumbered(record.query), record.args, type(record.exception).__name__, record.elapsed >= 0))

    with conn.query_logger(now), conn.query_logger(later):
        await attempt(conn, lambda: conn.fetch("select $1::int / 0", 1))
        await attempt(conn, lambda: conn.fetch("select $1::int", "x"))
        await attempt(conn, lambda: conn.execute("selec"))
        await attempt(conn, lambda: conn.executemany("select $1::int", [("x",)]))
        statement = await conn.prepare("select 1")
        await statement.fetch()
        await conn.copy_from_query("select 1", output=io.BytesIO())
        for _ in range(5):
            await asyncio.sleep(0)
    await conn.fetch("select 'unheard'")
    return sorted(map(repr, heard))


async def case_feature_log_listeners_that_fail(conn):
    heard = []

    def failing(connection, message):
        heard.append("failing")
        raise KeyError("x")

    async def later(connection, message):
        heard.append(message.message)

    def handled(loop, context):
        heard.append(sorted(set(context) & {"message", "exception"}))

    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handled)
    conn.add_log_listener(failing)
    conn.add_log_listener(later)
    conn.add_log_listener(later)
    await conn.execute("do $$ begin raise warning 'said'; end $$")
    await asyncio.sleep(0.01)
    conn.remove_log_listener(failing)
    conn.remove_log_listener(later)
    await conn.execute("do $$ begin raise warning 'unheard'; end $$")
    await asyncio.sleep(0)
    loop.set_exception_handler(None)
    return sorted(map(repr, heard))


async def case_feature_isolation_of_nested_transactions(conn):
    outcomes = []
    for isolation in ("read_committed", "read_uncommitted", "repeatable_read", "serializable", "x", 5, None, ""):
        for more in ({}, {"readonly": True}, {"deferrable": True}):

            async def enter():
                transaction = conn.transaction(isolation=isolation, **more)
                said = repr(transaction).partition(" 0x")[0]
                async with transaction:
                    return said, repr(transaction).partition(" 0x")[0]

            outcome = await attempt(conn, enter)
            outcomes.append(outcome[:1] if outcome[0] == "ValueError" else outcome)
    return outcomes
