"""Calls to asyncpg whose results have to be the same by the facade: statements, cursors, transactions, COPY, errors."""

import asyncio
import io
import os
import tempfile

import asyncpg


async def table(conn, rows=0):
    await conn.execute("create table t (id int primary key, name text, n numeric)")
    if rows:
        await conn.execute("insert into t select i, 'name ' || i, i / 4.0 from generate_series(1, $1::int) i", rows)


def shown(error):
    """All that users can see of an error of the server."""
    names = (
        "sqlstate severity message detail hint position internal_position internal_query context schema_name table_name"
        " column_name data_type_name constraint_name query"
    )
    facts = {name: getattr(error, name, "missing") for name in names.split()}
    return [type(error).__name__, [base.__name__ for base in type(error).__mro__], str(error), facts]


async def failing(awaitable):
    """The error by which it failed, in full."""
    try:
        result = await awaitable
    except Exception as error:
        return shown(error)
    return ["no error", result]


async def brief(awaitable):
    """The class and the text of an error."""
    try:
        result = await awaitable
    except Exception as error:
        return [type(error).__name__, str(error)]
    return ["no error", result]


# execute


async def case_execute_returns_the_tag_of_a_definition(conn):
    return await conn.execute("create table t (a int)")


async def case_execute_returns_the_tags_of_changes(conn):
    await table(conn, 10)
    return [
        await conn.execute("insert into t values (11), (12)"),
        await conn.execute("update t set name = 'x' where id > 8"),
        await conn.execute("delete from t where id = $1", 3),
        await conn.execute("select * from t"),
        await conn.execute("select * from t where id < $1", 3),
        await conn.execute("update t set name = null where false"),
        await conn.execute("truncate t"),
        await conn.execute("alter table t add column x int"),
        await conn.execute("drop table t"),
    ]


async def case_execute_returns_the_tag_of_the_last_of_several(conn):
    return await conn.execute("create table t (a int); insert into t values (1), (2); insert into t values (3);")


async def case_execute_of_other_commands(conn):
    return [
        await conn.execute("set local work_mem = '5MB'"),
        await conn.execute("show work_mem"),
        await conn.execute("do $$ begin perform 1; end $$"),
        await conn.execute("create function f() returns int language sql as 'select 1'"),
        await conn.execute("comment on function f() is 'x'"),
        await conn.execute("explain select 1"),
        await conn.execute("values (1), (2)"),
        await conn.execute("lock table pg_class in access share mode"),
        await conn.execute("savepoint x"),
        await conn.execute("release savepoint x"),
    ]


async def case_execute_fails_at_a_wrong_word(conn):
    return await failing(conn.execute("selec 1"))


async def case_execute_fails_in_the_second_of_several(conn):
    return await failing(conn.execute("select 1; select * from nowhere; select 2"))


async def case_execute_with_arguments_takes_one_statement(conn):
    return await failing(conn.execute("select $1::int; select 2", 1))


async def case_execute_counts_arguments(conn):
    return [
        await brief(conn.execute("select $1::int", 1, 2)),
        await brief(conn.execute("select $1::int, $2::int", 1)),
        await brief(conn.execute("select 1", 1)),
        await brief(conn.execute("create table x (a int)", 1)),
    ]


async def case_execute_refuses_arguments_of_other_types(conn):
    return [
        await brief(conn.execute("select $1::int", "1")),
        await brief(conn.execute("select $1::text", 1)),
        await brief(conn.execute("select $1::int", 2**31)),
        await brief(conn.execute("select $1::text, $2::date", "a", "2020-01-01")),
        await brief(conn.execute("select $1::text", ["a long list that has to be cut off somewhere in the message"])),
    ]


async def case_execute_wants_a_text(conn):
    return [type(error[0]).__name__ for error in [await brief(conn.fetch("select $1::int", object))]]


async def case_execute_with_a_parameter_of_no_type(conn):
    return await failing(conn.fetch("select $2::int", 1, 2))


async def case_execute_leaves_quotes_and_comments_alone(conn):
    return await conn.fetchrow(
        """select '$1', $$ $2 $$, $x$ $3 'a $x$, "$4", 1 /* $5 /* $6 */ */, -- $7
        E'\\'$8', $1::int as nine, '{"a":1}'::jsonb ? 'a', '?', U&'d\\0061t\\+000061'
        from (select 1 as "$4") x""",
        9,
    )


async def case_a_parameter_may_stand_twice(conn):
    await table(conn, 3)
    query = "select id from t where id = $1 or $1 is null order by id"
    return [await conn.fetch(query, 2), await conn.fetch(query, None)]


async def case_parameters_in_any_order(conn):
    return await conn.fetchrow("select $2::text || $1::text, $3::int + $3", "a", "b", 4)


async def case_texts_of_all_kinds(conn):
    texts = ["", " ", "é", "🥳", "a\nb\tc\\d'e\"f", "x" * 100_000, "\u0001", "$1", "%s", "null", "NULL"]
    return await conn.fetch("select t, length(t) from unnest($1::text[]) t", texts)


async def case_a_text_with_nul_is_refused(conn):
    return (await failing(conn.fetch("select $1::text", "a\0b")))[:3]


# fetch


async def case_fetch_returns_records(conn):
    await table(conn, 3)
    rows = await conn.fetch("select * from t order by id")
    return [type(rows).__name__, rows, rows[0]["name"], rows[0][1], dict(rows[1]), list(rows[2].keys()), len(rows[0])]


async def case_fetch_of_no_rows(conn):
    await table(conn)
    return await conn.fetch("select * from t")


async def case_fetch_of_no_columns(conn):
    return [await conn.fetch("select"), await conn.fetchrow("select"), await brief(conn.fetchval("select"))]


async def case_fetch_of_a_definition(conn):
    return [
        await conn.fetch("create table t (a int)"),
        await conn.fetchrow("insert into t values (1)"),
        await conn.fetchval("update t set a = 2"),
    ]


async def case_fetch_of_what_changes_return(conn):
    await table(conn, 2)
    return [
        await conn.fetch("insert into t values (3, 'c'), (4, 'd') returning *"),
        await conn.fetchrow("update t set name = 'x' where id = $1 returning name", 1),
        await conn.fetchval("delete from t where id = 2 returning name"),
        await conn.fetchval("select count(*) from t"),
    ]


async def case_fetchrow_executes_changes_as_a_whole(conn):
    await table(conn)
    row = await conn.fetchrow("insert into t select i from generate_series(1, 10) i returning id")
    return [row, await conn.fetchval("select count(*) from t")]


async def case_fetch_of_columns_of_one_name(conn):
    row = await conn.fetchrow("select 1 as a, 2 as a, 3 as b")
    return [row, row["a"], list(row.keys()), list(row.items()), row["b"]]


async def case_fetch_of_unnamed_columns(conn):
    return await conn.fetchrow("select 1, 'x', now() is null, count(*) from (values (1)) v(a)")


async def case_fetch_of_many_rows(conn):
    rows = await conn.fetch("select i, i::text as t, i * 1.5::float8 as f from generate_series(1, 25000) i")
    return [len(rows), rows[0], rows[9999], rows[10000], rows[-1], sum(row["i"] for row in rows)]


async def case_fetch_of_several_statements(conn):
    return await failing(conn.fetch("select 1; select 2"))


async def case_fetchval_takes_a_column(conn):
    return [
        await conn.fetchval("select 1, 'b', null", column=1),
        await conn.fetchval("select 1, 'b', null", column=2),
        await conn.fetchval("select 1, 'b'", column=-1),
        await brief(conn.fetchval("select 1", column=1)),
        await conn.fetchval("select 1", column=0),
        await brief(conn.fetchval("select 1 as a", column="a")),
        await conn.fetchval("select 1 where false"),
    ]


async def case_fetchrow_of_no_rows(conn):
    return await conn.fetchrow("select 1 where false")


async def case_records_refuse_what_they_lack(conn):
    row = await conn.fetchrow("select 1 as a")
    found = []
    for key in ("b", 1, None):
        try:
            row[key]
        except Exception as error:
            found.append([type(error).__name__, str(error)])
    return [found, row.get("b"), row.get("b", 3), "a" in row, 1 in row, row == (1,), row != (1,), hash(row) == hash((1,)), row[-1]]


async def case_record_class_of_the_user(conn):
    class Animal(asyncpg.Record):
        def __getattr__(self, name):
            return self[name]

    row = await conn.fetchrow("select 'cat' as kind", record_class=Animal)
    rows = await conn.fetch("select 'dog' as kind", record_class=Animal)
    return [row.kind, type(row).__name__, rows[0].kind, isinstance(row, asyncpg.Record), (await conn.fetchrow("select 1 a"))["a"]]


async def case_record_class_is_checked(conn):
    class Wrong(asyncpg.Record):
        def __init__(self):
            pass

    found = [await brief(conn.fetch("select 1", record_class=kind)) for kind in (dict, Wrong)]
    return [[found[0][0], found[0][1].partition("got")[0]], found[1]]


async def case_the_same_query_again_and_again(conn):
    await table(conn)
    for i in range(300):
        await conn.execute("insert into t values ($1, $2)", i, f"n{i}")
    return [await conn.fetchval(f"select count(*) + {i} from t") for i in range(150)]


# executemany and fetchmany


async def case_executemany_returns_nothing(conn):
    await table(conn)
    result = await conn.executemany("insert into t values ($1, $2)", [(1, "a"), (2, None), [3, "c"]])
    return [result, await conn.fetch("select id, name from t order by id")]


async def case_executemany_of_many_rows(conn):
    await table(conn)
    await conn.executemany("insert into t values ($1, $2, $3)", ((i, f"n{i}", i) for i in range(12_345)))
    return await conn.fetchrow("select count(*), sum(id), max(name), sum(n) from t")


async def case_executemany_of_none(conn):
    await table(conn)
    return await conn.executemany("insert into t values ($1)", [])


async def case_executemany_without_parameters(conn):
    await table(conn)
    await conn.execute("create sequence s")
    await conn.executemany("select nextval('s')", [(), (), ()])
    return await conn.fetchval("select nextval('s')")


async def case_executemany_of_a_query(conn):
    await conn.execute("create sequence s")
    await conn.executemany("select nextval('s') from generate_series(1, $1::int)", [(3,), (4,)])
    return await conn.fetchval("select nextval('s')")


async def case_executemany_fails_at_a_row(conn):
    await table(conn)
    found = await failing(conn.executemany("insert into t values ($1, $2)", [(1, "a"), (2, "b"), (1, "c")]))
    return [found, (await failing(conn.fetch("select 1")))[:3]]


async def case_executemany_fails_whole_within_a_transaction(conn):
    await table(conn)
    try:
        async with conn.transaction():
            await conn.executemany("insert into t values ($1, $2)", [(i, "a") for i in range(9000)] + [(1, "c")])
    except asyncpg.UniqueViolationError:
        pass
    return await conn.fetchval("select count(*) from t")


async def case_executemany_names_the_wrong_element(conn):
    await table(conn)
    query = "insert into t values ($1, $2)"
    return [
        await brief(conn.executemany(query, [(1, "a"), (2, 3)])),
        await brief(conn.executemany(query, [(1, "a"), (2,)])),
        await brief(conn.executemany(query, [(1, "a", 3)])),
        await brief(conn.executemany(query, [1, 2])),
        await brief(conn.executemany(query, [(1, "a"), None])),
        await brief(conn.executemany(query, 5)),
        await conn.fetchval("select count(*) from t"),
    ]


async def case_executemany_fails_to_be_prepared(conn):
    return await failing(conn.executemany("insert into nowhere values ($1)", [(1,)]))


async def case_fetchmany_returns_all_rows(conn):
    await table(conn)
    rows = await conn.fetchmany("insert into t values ($1, $2) returning id, name", [(1, "a"), (2, "b"), (3, None)])
    return [rows, await conn.fetchmany("select i from generate_series(1, $1::int) i", [(2,), (0,), (3,)])]


async def case_fetchmany_of_many_rows(conn):
    rows = await conn.fetchmany("select $1::int + 1 as a", [(i,) for i in range(7000)])
    return [len(rows), rows[0], rows[-1]]


async def case_fetchmany_of_none(conn):
    return await conn.fetchmany("select $1::int", [])


# prepare


async def case_prepare_describes(conn):
    await table(conn)
    statement = await conn.prepare("select id, name, n, $3::jsonb as j from t where id = $1 and name = any($2)")
    return [statement.get_query(), statement.get_parameters(), statement.get_attributes(), statement.get_statusmsg()]


async def case_prepare_of_what_returns_nothing(conn):
    await table(conn)
    statement = await conn.prepare("insert into t values ($1, $2)")
    rows = await statement.fetch(1, "a")
    return [statement.get_parameters(), statement.get_attributes(), rows, statement.get_statusmsg()]


async def case_prepare_of_a_definition(conn):
    statement = await conn.prepare("create table t (a int)")
    return [await statement.fetch(), statement.get_statusmsg(), statement.get_parameters(), statement.get_attributes()]


async def case_prepared_statements_fetch(conn):
    await table(conn, 5)
    statement = await conn.prepare("select id, name from t where id >= $1 order by id")
    return [
        await statement.fetch(4),
        statement.get_statusmsg(),
        await statement.fetchrow(2),
        await statement.fetchval(3, column=1),
        await statement.fetchrow(9),
        await statement.fetchval(9),
        await statement.fetchmany([(4,), (5,)]),
    ]


async def case_prepared_statements_execute_many(conn):
    await table(conn)
    statement = await conn.prepare("insert into t values ($1, $2)")
    return [await statement.executemany([(1, "a"), (2, "b")]), await conn.fetch("select id, name from t")]


async def case_prepared_statements_refuse_arguments(conn):
    statement = await conn.prepare("select $1::int")
    return [await brief(statement.fetch("a")), await brief(statement.fetch()), await brief(statement.fetchval(1, 2))]


async def case_prepare_takes_a_name(conn):
    return (await conn.prepare("select 1", name="mine")).get_name()


async def case_prepare_fails(conn):
    return await failing(conn.prepare("select * from nowhere where a = $1"))


async def case_prepared_statements_explain(conn):
    await table(conn, 5)
    statement = await conn.prepare("delete from t where id = $1 returning id")
    plan = await statement.explain(1)
    analysed = await statement.explain(1, analyze=True)
    return [
        type(plan).__name__,
        plan[0]["Plan"]["Operation"],
        analysed[0]["Plan"]["Actual Rows"],
        await conn.fetchval("select count(*) from t"),
    ]


async def case_prepared_statements_have_cursors(conn):
    statement = await conn.prepare("select i from generate_series(1, $1::int) i")
    rows = [row["i"] async for row in statement.cursor(5, prefetch=2)]
    cursor = await statement.cursor(4)
    return [rows, await cursor.fetch(3), await cursor.fetch(3)]


# cursors


async def case_cursors_iterate(conn):
    return [row["i"] async for row in conn.cursor("select i from generate_series(1, 120) i")]


async def case_cursors_iterate_by_two(conn):
    return [row async for row in conn.cursor("select i, 'x' || i as x from generate_series(1, $1::int) i", 5, prefetch=2)]


async def case_cursors_iterate_over_nothing(conn):
    return [row async for row in conn.cursor("select 1 where false")]


async def case_cursors_may_be_left(conn):
    async for row in conn.cursor("select i from generate_series(1, 200) i"):
        if row["i"] == 3:
            break
    return await conn.fetchval("select 4")


async def case_statements_between_a_cursors_rows(conn):
    await table(conn)
    async for row in conn.cursor("select i from generate_series(1, 7) i", prefetch=2):
        await conn.execute("insert into t values ($1)", row["i"])
    return await conn.fetchval("select sum(id) from t")


async def case_two_cursors_at_once(conn):
    first = await conn.cursor("select i from generate_series(1, 9) i")
    second = await conn.cursor("select -i as i from generate_series(1, 9) i")
    return [await first.fetch(2), await second.fetch(3), await first.fetch(2), await second.fetchrow()]


async def case_cursors_fetch(conn):
    cursor = await conn.cursor("select i from generate_series(1, 10) i")
    return [
        await cursor.fetch(3),
        await cursor.fetchrow(),
        await cursor.forward(2),
        await cursor.fetch(2),
        await cursor.fetch(5),
        await cursor.fetch(5),
        await cursor.fetchrow(),
        await cursor.forward(1),
    ]


async def case_cursors_go_forward_first(conn):
    cursor = await conn.cursor("select i from generate_series(1, 10) i")
    return [await cursor.forward(4), await cursor.fetchrow(), await cursor.forward(50), await cursor.fetch(1)]


async def case_cursors_refuse_counts(conn):
    cursor = await conn.cursor("select 1")
    found = [await brief(cursor.fetch(0)), await brief(cursor.fetch(-1)), await brief(cursor.forward(0))]
    try:
        await conn.cursor("select 1", prefetch=3)
    except Exception as error:
        found.append([type(error).__name__, str(error)])
    try:
        async for row in conn.cursor("select 1", prefetch=0):
            found.append(row)
    except Exception as error:
        found.append([type(error).__name__, str(error)])
    return found


async def case_cursors_refuse_arguments(conn):
    async def cursor(*arguments):
        return await conn.cursor("select $1::int", *arguments)

    return [await brief(cursor("x")), await brief(cursor())]


async def case_cursors_over_wrong_queries(conn):
    async def cursor():
        return await conn.cursor("select * from nowhere")

    return await failing(cursor())


async def case_cursors_over_what_changes_return(conn):
    await table(conn)
    query = "insert into t select i from generate_series(1, 5) i returning id"
    rows = [row["id"] async for row in conn.cursor(query, prefetch=2)]
    return [rows, await conn.fetchval("select count(*) from t")]


async def case_cursors_fail_half_way(conn):
    rows = []
    try:
        async for row in conn.cursor("select 10 / (5 - i) as x from generate_series(1, 9) i", prefetch=2):
            rows.append(row["x"])
    except Exception as error:
        return [rows, shown(error)]
    return rows


# transactions


async def case_transactions_nest(conn):
    await table(conn)
    async with conn.transaction():
        await conn.execute("insert into t values (1)")
        try:
            async with conn.transaction():
                await conn.execute("insert into t values (2)")
                raise ValueError
        except ValueError:
            pass
        async with conn.transaction():
            await conn.execute("insert into t values (3)")
    return await conn.fetch("select id from t order by id")


async def case_transactions_undo_failures(conn):
    await table(conn, 1)
    try:
        async with conn.transaction():
            await conn.execute("insert into t values (7)")
            await conn.execute("insert into t values (1)")
    except asyncpg.UniqueViolationError as error:
        return [error.constraint_name, await conn.fetch("select id from t")]


async def case_failures_abort_the_transaction(conn):
    first = await failing(conn.execute("select 1 / 0"))
    return [first, await failing(conn.execute("select 1")), await failing(conn.fetch("select $1::int", 1)), conn.is_in_transaction()]


async def case_transactions_by_hand(conn):
    await table(conn)
    first = conn.transaction()
    await first.start()
    await conn.execute("insert into t values (1)")
    second = conn.transaction()
    await second.start()
    await conn.execute("insert into t values (2)")
    await second.rollback()
    await first.commit()
    return [await conn.fetch("select id from t"), conn.is_in_transaction()]


async def case_transactions_have_states(conn):
    transaction = conn.transaction()
    found = [await brief(transaction.commit()), await brief(transaction.rollback())]
    await transaction.start()
    found.append(await brief(transaction.start()))
    await transaction.commit()
    for method in (transaction.start, transaction.commit, transaction.rollback):
        found.append(await brief(method()))
    transaction = conn.transaction()
    await transaction.start()
    await transaction.rollback()
    for method in (transaction.start, transaction.commit, transaction.rollback):
        found.append(await brief(method()))
    return found


async def case_transactions_in_a_block_are_not_ended_by_hand(conn):
    found = []
    async with conn.transaction() as nothing:
        found.append(nothing)
    transaction = conn.transaction()
    async with transaction:
        found += [await brief(transaction.commit()), await brief(transaction.rollback()), await brief(transaction.__aenter__())]
    return found


async def case_transactions_may_fail_to_start(conn):
    await brief(conn.execute("selec"))
    transaction = conn.transaction()
    return [await brief(transaction.start()), await brief(transaction.commit()), await brief(transaction.start())]


async def case_transactions_fail_to_commit_after_a_failure(conn):
    transaction = conn.transaction()
    await transaction.start()
    await brief(conn.execute("selec"))
    return [await brief(transaction.commit()), await brief(transaction.rollback())]


async def case_transactions_show_themselves(conn):
    def without_id(transaction):
        return repr(transaction).rpartition(" ")[0]

    transaction = conn.transaction(readonly=True, deferrable=True)
    found = [without_id(transaction), without_id(conn.transaction(isolation="serializable"))]
    await transaction.start()
    found.append(without_id(transaction))
    await transaction.rollback()
    return [*found, without_id(transaction)]


async def case_transactions_have_levels(conn):
    async def within(level):
        async with conn.transaction(isolation=level):
            return await conn.fetchval("show transaction_isolation")

    found = [await brief(within(level)) for level in ("read_committed", "serializable", "repeatable_read", "read_uncommitted")]
    try:
        conn.transaction(isolation="none")
    except ValueError as error:
        found.append(str(error).rpartition(",")[2])
    return found


async def case_transactions_within_need_not_be_read_only(conn):
    async with conn.transaction(readonly=True):
        await conn.execute("create table t (a int)")
    return await conn.fetchval("select count(*) from t")


# COPY


async def case_copy_records(conn):
    await table(conn)
    records = [(1, "a", 1), (2, None, None), (3, "tab\tline\nback\\slash\r\\N", 1.5), (4, "é🥳", 3)]
    tag = await conn.copy_records_to_table("t", records=records)
    return [tag, await conn.fetch("select * from t order by id")]


async def case_copy_records_to_columns(conn):
    await table(conn)
    tag = await conn.copy_records_to_table("t", records=[("a", 1), ["b", 2]], columns=["name", "id"], schema_name="public")
    return [tag, await conn.fetch("select * from t order by id")]


async def case_copy_records_of_generators(conn):
    async def rows():
        for i in range(2500):
            yield i, str(i), None

    await table(conn)
    tags = [
        await conn.copy_records_to_table("t", records=rows()),
        await conn.copy_records_to_table("t", records=((i, "x", i) for i in range(5000, 8000))),
        await conn.copy_records_to_table("t", records=[]),
    ]
    return [tags, await conn.fetchrow("select count(*), sum(id) from t")]


async def case_copy_records_where(conn):
    await table(conn)
    tag = await conn.copy_records_to_table("t", records=[(i, "x", i) for i in range(10)], where="id > 6")
    return [tag, await conn.fetchval("select count(*) from t")]


async def case_copy_records_of_many_types(conn):
    await conn.execute("create table t (a bool, b bytea, c text[], d jsonb, e date, f uuid, g float8, h int[], i timestamptz)")
    import datetime
    import uuid

    zone = datetime.timezone.utc
    row = (
        True,
        b"\x00\\x\xff\n",
        ["a\tb", None, 'q"\\'],
        '{"a": "\\n"}',
        datetime.date(2020, 2, 3),
        uuid.UUID(int=5),
        1.5e300,
        [[1, 2], [3, 4]],
        datetime.datetime(2020, 1, 2, 3, 4, 5, 6, zone),
    )
    await conn.copy_records_to_table("t", records=[row, (None,) * 9])
    return await conn.fetch("select * from t")


async def case_copy_records_that_are_wrong(conn):
    await table(conn)
    found = []
    for records in ([(1, 2, 3)], [("x", "a", 1)], [(1,)]):
        try:
            async with conn.transaction():
                await conn.copy_records_to_table("t", records=records)
        except Exception as error:
            found.append([type(error).__name__, str(error)])
    return [found, await conn.fetchval("select count(*) from t")]


async def case_copy_records_twice(conn):
    await table(conn, 1)
    found = await failing(conn.copy_records_to_table("t", records=[(5, "a", 1), (1, "b", 1)]))
    return [found[0], found[2], found[3]["constraint_name"], found[3]["detail"]]


async def case_copy_records_nowhere(conn):
    return await failing(conn.copy_records_to_table("nowhere", records=[(1,)]))


async def case_copy_to_table_of_all_sources(conn):
    async def portions():
        yield b"3\tc"
        yield b"\t1.5\n4\td\t\\N\n"

    await table(conn)
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(b"5\te\t2\n")
    try:
        tags = [
            await conn.copy_to_table("t", source=io.BytesIO(b"1\ta\t1\n2\tb\t\\N\n")),
            await conn.copy_to_table("t", source=portions()),
            await conn.copy_to_table("t", source=file.name),
            await conn.copy_to_table("t", source=bytearray(b"6\tf\t3\n")),
            await conn.copy_to_table("t", source=memoryview(b"7\tg\t3\n")),
        ]
    finally:
        os.unlink(file.name)
    return [tags, await conn.fetch("select * from t order by id")]


async def case_copy_to_table_by_options(conn):
    await table(conn)
    text = "id;name\n1;'a''b'\n2;nil\n3;é\n".encode("latin-1")
    tag = await conn.copy_to_table(
        "t", source=io.BytesIO(text), columns=["id", "name"], format="csv", header=True, delimiter=";", quote="'", null="nil",
        encoding="latin1", force_not_null=["id"], where="id < 3",
    )  # fmt: skip
    return [tag, await conn.fetch("select * from t order by id")]


async def case_copy_to_table_of_wrong_data(conn):
    await table(conn)
    return await failing(conn.copy_to_table("t", source=io.BytesIO(b"1\ta\tb\n")))


async def case_copy_to_table_from_a_source_that_fails(conn):
    async def portions():
        yield b"1\ta\t1\n"
        raise LookupError("no more")

    await table(conn)
    found = []
    try:
        async with conn.transaction():
            await conn.copy_to_table("t", source=portions())
    except Exception as error:
        found.append([type(error).__name__, str(error)])
    return [found, await conn.fetchval("select count(*) from t")]


async def case_copy_from_table(conn):
    await table(conn, 3)
    output = io.BytesIO()
    return [await conn.copy_from_table("t", output=output), output.getvalue()]


async def case_copy_from_table_by_options(conn):
    await table(conn, 3)
    output = io.BytesIO()
    tag = await conn.copy_from_table(
        "t", output=output, columns=["name", "id"], schema_name="public", format="csv", header=True, delimiter="|", force_quote=True
    )
    return [tag, output.getvalue()]


async def case_copy_from_table_to_all_outputs(conn):
    await table(conn, 2)
    heard = []

    async def listen(data):
        heard.append(data)

    path = os.path.join(tempfile.gettempdir(), f"migri-copy-{os.getpid()}")
    try:
        tags = [await conn.copy_from_table("t", output=listen), await conn.copy_from_table("t", output=path)]
        with open(path, "rb") as file:
            written = file.read()
    finally:
        os.unlink(path)
    return [tags, b"".join(heard), written, await brief(conn.copy_from_table("t", output=5))]


async def case_copy_from_query(conn):
    output = io.BytesIO()
    tags = [
        await conn.copy_from_query("select i, 'x' from generate_series(1, 3) i", output=output),
        await conn.copy_from_query("select $1::int + i, $2::text, $1::int from generate_series(1, 2) i", 5, "it's", output=output),
        await conn.copy_from_query("select $1::text is null, $2::int[]", None, [1, 2], output=output, format="csv", null="-"),
    ]
    return [tags, output.getvalue()]


async def case_copy_from_query_of_much(conn):
    output = io.BytesIO()
    tag = await conn.copy_from_query("select i, repeat('x', 100) from generate_series(1, 30000) i", output=output)
    return [tag, len(output.getvalue()), output.getvalue()[-10:]]


async def case_copy_from_a_wrong_query(conn):
    return await failing(conn.copy_from_query("select * from nowhere", output=io.BytesIO()))


async def case_copy_from_a_query_that_fails_half_way(conn):
    found = await failing(conn.copy_from_query("select 1 / (500 - i) from generate_series(1, 1000) i", output=io.BytesIO()))
    return found[:3]


# errors


async def case_errors_name_the_constraint(conn):
    await conn.execute(
        """create table a (id int primary key, b int not null, c int check (c > 0), d int references a);
        create domain positive as int check (value > 0)"""
    )
    found = []
    for statement in (
        "insert into a values (1, 1), (1, 1)",
        "insert into a values (2, null)",
        "insert into a values (2, 1, -1)",
        "insert into a values (2, 1, 1, 99)",
        "select (-1)::positive",
    ):
        try:
            async with conn.transaction():
                await conn.execute(statement)
        except asyncpg.IntegrityConstraintViolationError as error:
            found.append(shown(error))
    return found


async def case_errors_of_many_kinds(conn):
    found = []
    for statement in (
        "select nothing",
        "select * from nowhere",
        "select nothing(1)",
        "select 'x'::int",
        "select 1 / 0",
        "select '2020-13-01'::date",
        "select array[1,2] = 'x'",
        "select 99999999999::int",
        "select repeat('x', 5)::varchar(3)::int",
        "create table pg_class2 (a nothing)",
        "create table t (a int, a int)",
        "select (select i from generate_series(1, 2) i)",
        "select substring('x' from 1 for -1)",
        "drop table nowhere",
        "create schema public",
        "select 'x' || 1 + 1",
        "select 1 from pg_class group by relname having oid = 1",
        "insert into pg_class values (1)",
        "set local nothing = 1",
        "set local work_mem = 'x'",
        "select '{'::json",
        "select lag(1)",
        "select 'a' ~ '('",
        "select pg_catalog.set_config('a', 'b', false)",
        "vacuum",
        "create index concurrently i on pg_class (oid)",
        "select '\\xzz'::bytea",
        "select chr(0)",
    ):
        try:
            async with conn.transaction():
                await conn.fetch(statement)
        except Exception as error:
            found.append(shown(error))
    return found


async def case_errors_that_functions_raise(conn):
    found = []
    for raised in (
        "raise 'plain %', 1",
        "raise unique_violation using message = 'mine', detail = 'more', hint = 'less', constraint = 'c', table = 't', column = 'd'",
        "raise sqlstate '22012' using schema = 's', datatype = 'u'",
        "raise sqlstate 'U0001' using message = 'own'",
        "assert 1 = 2, 'not so'",
        "execute 'selec'",
        "perform * from nowhere",
    ):
        try:
            async with conn.transaction():
                await conn.execute(f"do $$ begin {raised}; end $$")
        except Exception as error:
            found.append(shown(error))
    return found


async def case_errors_are_caught_by_their_classes(conn):
    try:
        async with conn.transaction():
            await conn.fetch("select * from nowhere")
    except asyncpg.exceptions.UndefinedTableError as error:
        return [
            isinstance(error, asyncpg.PostgresError),
            isinstance(error, asyncpg.exceptions.SyntaxOrAccessError),
            error.sqlstate,
            error.args,
            error.as_dict()["message"],
            asyncpg.UndefinedTableError is type(error),
        ]


async def case_data_errors_are_interface_and_value_errors(conn):
    try:
        await conn.fetch("select $1::int", "x")
    except asyncpg.DataError as error:
        return [isinstance(error, asyncpg.InterfaceError), isinstance(error, ValueError), type(error.__cause__).__name__]


# the rest


async def case_the_server_is_told(conn):
    version = conn.get_server_version()
    settings = conn.get_settings()
    return [
        type(version).__name__,
        version._fields,
        version.releaselevel,
        version >= (9, 6),
        conn.get_server_pid() == await conn.fetchval("select pg_backend_pid()"),
        settings.server_encoding,
        type(settings).__name__,
        getattr(settings, "nothing", "missing"),
        conn.get_reset_query(),
        conn.is_closed(),
        conn.is_in_transaction(),
    ]


async def case_connections_are_connections(conn):
    return [isinstance(conn, asyncpg.Connection), isinstance(conn, str)]


async def case_notices_are_heard(conn):
    heard = []
    classes = []

    def listen(connection, message):
        heard.append([message.severity, message.message, message.detail, message.sqlstate, str(message), connection is conn])
        classes.append(type(message).__name__)

    conn.add_log_listener(listen)
    await conn.execute("do $$ begin raise notice 'one %', 1 using detail = 'more'; raise warning 'two'; raise info 'three'; end $$")
    await conn.execute("drop table if exists nowhere")
    await asyncio.sleep(0.05)
    conn.remove_log_listener(listen)
    await conn.execute("do $$ begin raise notice 'four'; end $$")
    await asyncio.sleep(0.05)
    return [heard, classes]


async def case_listeners_are_checked(conn):
    found = []
    for add in (conn.add_log_listener, conn.add_query_logger):
        try:
            add(5)
        except Exception as error:
            found.append([type(error).__name__, str(error)])
    return found


async def case_queries_are_logged(conn):
    heard = []
    with conn.query_logger(heard.append):
        await conn.execute("select 1")
        await conn.fetch("select $1::int", 5)
        await conn.executemany("select $1::int", [(1,)])
        await brief(conn.execute("selec"))
        await asyncio.sleep(0.05)
    return [[one.query, one.args, one.timeout, one.elapsed >= 0, type(one.exception).__name__] for one in heard]


async def case_time_limits_end_statements(conn):
    found = []
    for waiting in (
        lambda: conn.execute("select pg_sleep(10)", timeout=0.1),
        lambda: conn.fetch("select pg_sleep($1)", 10, timeout=0.1),
        lambda: conn.executemany("select pg_sleep($1)", [(0.001,), (10,)], timeout=0.2),
    ):
        transaction = conn.transaction()
        await transaction.start()
        try:
            await waiting()
        except asyncio.TimeoutError as error:
            found.append([type(error) is asyncio.TimeoutError, str(error)])
        await transaction.rollback()
    return [found, await conn.fetchval("select 1", timeout=5)]


async def case_time_limits_are_checked(conn):
    return [await brief(conn.fetch("select 1", timeout=limit)) for limit in (True, -1, "x")]


async def case_waiting_may_be_cut_short(conn):
    transaction = conn.transaction()
    await transaction.start()
    try:
        await asyncio.wait_for(conn.execute("select pg_sleep(10)"), 0.1)
    except asyncio.TimeoutError:
        await transaction.rollback()
        return await conn.fetchval("select 1")


async def case_one_operation_at_a_time(conn):
    results = await asyncio.gather(conn.fetch("select pg_sleep(0.1), 1 as a"), conn.fetch("select 2"), return_exceptions=True)
    return [results[0][0]["a"], type(results[1]).__name__, str(results[1])]


async def case_type_codecs(conn):
    import json

    await conn.set_type_codec("jsonb", encoder=json.dumps, decoder=json.loads, schema="pg_catalog")
    found = [await conn.fetchval("select $1::jsonb", {"a": [1, None]}), await conn.fetchval("select '[1]'::json")]
    await conn.reset_type_codec("jsonb", schema="pg_catalog")
    return [*found, await conn.fetchval("select '[1]'::jsonb"), await brief(conn.set_type_codec("nothing", encoder=str, decoder=str))]


async def case_schema_state_is_reloaded(conn):
    await conn.execute("create type pair as (a int, b text)")
    before = await conn.fetchval("select row(1, 'x')::pair")
    await conn.execute("alter type pair add attribute c int")
    await conn.reload_schema_state()
    return [before, await conn.fetchval("select row(1, 'x', 3)::pair")]
