"""Calls to asyncpg with odd texts, odd values and odd objects, whose outcome has to be the same by the facade."""

import io
import json

import asyncpg

HALVES = ("a\udcffb", "\ud800")
NUL = "a\0b"


async def attempt(conn, action):
    """The result of ``action()``, or its error as class and text, in a savepoint of its own, which is undone."""
    transaction = conn.transaction()
    await transaction.start()
    try:
        return ["no error", await action()]
    except Exception as error:
        return [type(error).__name__, str(error)]
    finally:
        await transaction.rollback()


async def each(conn, values, action):
    return [await attempt(conn, lambda: action(value)) for value in values]


# half of a surrogate pair, as os.fsdecode() makes them


async def case_odd_half_character_as_argument(conn):
    return await each(conn, HALVES, lambda half: conn.fetchval("select $1::text", half))


async def case_odd_half_character_among_few_rows(conn):
    await conn.execute("create table t (a text)")
    return await each(conn, HALVES, lambda half: conn.executemany("insert into t values ($1)", [("a",), (half,)]))


async def case_odd_half_character_among_many_rows(conn):
    await conn.execute("create table t (a text)")
    rows = [("a",)] * 3000
    return await each(conn, HALVES, lambda half: conn.executemany("insert into t values ($1)", [*rows, (half,)]))


async def case_odd_half_character_in_copied_records(conn):
    await conn.execute("create table t (a text)")
    return await each(conn, HALVES, lambda half: conn.copy_records_to_table("t", records=[("a",), (half,)]))


async def case_odd_half_character_in_a_copied_query(conn):
    return await each(conn, HALVES, lambda half: conn.copy_from_query("select $1::text", half, output=io.BytesIO()))


async def case_odd_half_character_within_values(conn):
    await conn.execute("create type pair as (a text, b int)")
    casts = {"text[]": lambda half: [half], "jsonb": json.dumps, "pair": lambda half: (half, 1), "name": str, '"char"': str}
    return [
        await each(conn, HALVES, lambda half: conn.fetchval(f"select $1::{cast}", made(half))) for cast, made in casts.items()
    ]


async def case_odd_half_character_as_name_of_a_type(conn):
    return await each(conn, HALVES, lambda half: conn.set_type_codec(half, encoder=str, decoder=str))


async def case_odd_half_character_from_an_encoder(conn):
    await conn.set_type_codec("json", schema="pg_catalog", encoder=lambda value: value, decoder=str)
    try:
        return await each(conn, HALVES, lambda half: conn.fetchval("select $1::json", half))
    finally:
        await conn.reset_type_codec("json", schema="pg_catalog")


# the character zero


async def case_odd_zero_in_statements(conn):
    actions = (
        lambda: conn.execute(f"select '{NUL}'"),
        lambda: conn.execute("select 1\0"),
        lambda: conn.fetch(f"select '{NUL}'"),
        lambda: conn.fetch("select 1\0"),
        lambda: conn.prepare(f"select '{NUL}'"),
        lambda: conn.copy_from_query(f"select '{NUL}'", output=io.BytesIO()),
        lambda: conn.copy_from_table(NUL, output=io.BytesIO()),
    )
    return [await attempt(conn, action) for action in actions]


async def case_odd_zero_in_values(conn):
    await conn.execute("create table t (a text)")
    actions = (
        lambda: conn.fetchval("select $1::text", NUL),
        lambda: conn.fetchval("select $1::text[]", [NUL]),
        lambda: conn.fetchval("select $1::json", json.dumps(NUL)),
        lambda: conn.copy_records_to_table("t", records=[(NUL,)]),
        lambda: conn.copy_from_query("select $1::text", NUL, output=io.BytesIO()),
    )
    return [await attempt(conn, action) for action in actions]


# many arguments


def _in_list(count):
    return "select 1 where 1 in (" + ",".join(f"${i + 1}::int" for i in range(count)) + ")"


async def case_odd_as_many_arguments_as_there_may_be(conn):
    return await attempt(conn, lambda: conn.fetch(_in_list(32767), *([1] * 32767)))


async def case_odd_too_many_arguments(conn):
    return [
        await attempt(conn, lambda: conn.fetch(_in_list(32768), *([1] * 32768))),
        await attempt(conn, lambda: conn.execute(_in_list(40000), *([1] * 40000))),
        await attempt(conn, lambda: conn.executemany(_in_list(32768), [[1] * 32768])),
        await attempt(conn, lambda: conn.fetch("select $1::int", *([1] * 40000))),
        await attempt(conn, lambda: conn.fetchval("select 1")),
    ]


async def case_odd_numbers_of_parameters(conn):
    calls = (("select $0::int", (1,)), ("select $2::int", (1,)), ("select $2::int", (1, 2)), ("select $1::int", ()), ("select 1", (1,)))
    return [await attempt(conn, lambda: conn.fetch(query, *arguments)) for query, arguments in calls]


# records without a type of their own


async def case_odd_records(conn):
    queries = (
        "select row(1, true)",
        "select row(1, 'a'::text, null, 2.5, now()::date - now()::date)",
        "select x from (select 1 as a, 'b'::text as b) x",
        "select array(select x from (select 1 as a, true as b) x)",
        "select array[row(1, 'x'::text), row(2, 'y')]",
        "select row()",
        "select row(null)",
        "select row('abc')",
        "select row(row(1, 2), row(row('x'::text)))",
        "select row('{}'::jsonb, '2020-01-01 00:00+00'::timestamptz, 'a'::\"char\", E'\\\\x01'::bytea)",
    )
    return [await attempt(conn, lambda: conn.fetch(query)) for query in queries]


async def case_odd_records_of_a_table(conn):
    await conn.execute("create table t (a int, b text); insert into t values (1, 'x'), (2, null)")
    queries = ("select t from t", "select row(t.*) from t", "select x from (select * from t) x", "select array_agg(x) from (select * from t) x")
    return [await conn.fetch(query) for query in queries]


async def case_odd_records_of_a_function(conn):
    await conn.execute("create function f(out a int, out b text) language sql as $$select 1, 'x'::text$$")
    return [await conn.fetch("select f()"), await conn.fetch("select * from f()")]


async def case_odd_records_of_a_cursor(conn):
    return [row async for row in conn.cursor("select row(g, g::text) from generate_series(1, 3) g")]


async def case_odd_records_in_large_number(conn):
    rows = await conn.fetch("select row(g, g::text) from generate_series(1, 12000) g")
    return len(rows), rows[0], rows[-1]


async def case_odd_records_as_arguments(conn):
    return await each(conn, ((1, 2), "(1,2)"), lambda value: conn.fetch("select $1::record", value))


async def case_odd_records_of_types_that_were_never_met(conn):
    queries = ("select row(array[1, 2])", "select row('[1,2)'::int4range)")
    return [await attempt(conn, lambda: conn.fetch(query)) for query in queries]


_FIELDS = """
1.50::numeric | 0::numeric | -12345.678901::numeric | 1e20::numeric | 1e-10::numeric | 0.0001::numeric | 'NaN'::numeric | 'Infinity'::numeric
10000::numeric | 0.00::numeric | 123456789012345678901234567890.5::numeric | 1.5::float4 | 0.1::float4 | 1e30::float8 | 'nan'::float8
'101'::bit(3) | '10101010101'::varbit | ''::varbit | '16/B374D848'::pg_lsn | '(1,2)'::tid | '10:20:10,14,15'::pg_snapshot
point(1,2) | '[(0,0),(1,1)]'::lseg | '((0,0),(1,1))'::path | '[(0,0),(1,1)]'::path | '(2,2),(0,0)'::box | '((0,0),(1,1),(2,0))'::polygon
'{1,2,3}'::line | '<(1,2),3>'::circle | '10.0.0.1'::inet | '10.0.0.0/8'::inet | '10.0.0.0/8'::cidr | '::1'::inet | '2001:db8::/32'::cidr
'2020-02-29'::date | 'infinity'::date | '12:34:56.789'::time | '12:34:56+05:30'::timetz | '12:00-03'::timetz | '2020-02-29 12:34:56.5'::timestamp
'1999-12-31 23:59:59'::timestamp | 'infinity'::timestamp | '-infinity'::timestamptz | '2020-01-01 00:00+02'::timestamptz
'1 year 2 mons 3 days 04:05:06.7'::interval | '-1 day -00:00:01'::interval | '1 mon -1 day'::interval | '2020-01-01 BC'::date
'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid | '{"a":1}'::json | '{"a":1}'::jsonb | '<a/>'::xml | 'x'::char(3) | 'x'::name | 'x'::"char"
7::oid | '7'::xid | '7'::cid | '$.a'::jsonpath | null::int | true | false | '\\x00ff'::bytea | ''::bytea | ''::text
""".replace("\n", "|")


async def case_odd_records_of_every_type(conn):
    fields = [field.strip() for field in _FIELDS.split("|") if field.strip()]
    return [await attempt(conn, lambda: conn.fetchval(f"select row({field})")) for field in fields]


async def case_odd_records_of_types_that_were_met_before(conn):
    await conn.execute("create type mood as enum ('a', 'b'); create type thing as (x int, m mood, y numeric)")
    fields = (
        "'a'::mood", "row(1, 'b', 2)::thing", "array['a'::mood]", "array[[1, 2], [3, null]]", "'[2:3]={5,6}'::int[]", "'{}'::int[]", "'[1,3)'::int4range",
        "'empty'::int4range", "'(,3)'::int4range", "'{[1,3),[5,6)}'::int4multirange", "array[row(1, 'b', 2)::thing, null]", "array['x', 'y']",
    )  # fmt: skip
    plain = [await conn.fetchval(f"select {field}") for field in fields]
    return plain, [await conn.fetchval(f"select row({field})") for field in fields]


# names of statements


async def case_odd_statement_with_a_name(conn):
    statement = await conn.prepare("select $1::int + $2::int8", name="my statement")
    known = await conn.fetchval("select count(*) from pg_prepared_statements where name = 'my statement'")
    return statement.get_name(), await conn.fetchval('execute "my statement" (1, 2)'), await statement.fetchval(3, 4), known


async def case_odd_statement_whose_name_is_free_again(conn):
    statement = await conn.prepare("select 1", name="again")
    del statement
    await conn.fetchval("select 2")
    statement = await conn.prepare("select 3", name="again")
    return await statement.fetchval()


async def case_odd_statement_with_the_name_of_another(conn):
    statement = await conn.prepare("select 1", name="taken")
    refused = await attempt(conn, lambda: conn.prepare("select 2", name="taken"))
    return refused[0], refused[1].partition("\n")[0], await statement.fetchval()


# arguments of other kinds than expected


class Rows:
    def __init__(self, rows):
        self._rows = rows

    def __iter__(self):
        return iter(self._rows)


async def case_odd_rows_to_execute_for(conn):
    await conn.execute("create table t (a int, b text)")

    async def later():
        yield (1, "x")

    given = (
        [], None, 5, [()], [(1,)], [(1, "x"), (2,)], [1], ["ab"], [{"a": 1}], [[1, "x"]], iter([(1, "x")]), (row for row in [(1, "x")]), Rows([(1, "x")]),
        ((1, "x"), (2, "y", "z")), {(1, "x")}, [(1, 2)], later(), [(1, "x"), ("q", "y")], "ab", {"a": 1},
    )  # fmt: skip
    return await each(conn, given, lambda rows: conn.executemany("insert into t values ($1, $2)", rows))


async def case_odd_rows_to_copy(conn):
    await conn.execute("create table t (a int, b text)")
    given = (
        [(1,)], [(1, "a", "b")], [1], [None], 5, [("x", "y")], [(1, 2)], [], iter([(1, "x")]), Rows([(1, "x")]), [{"a": 1, "b": 2}], [[1, "x"]], ["12"],
        [(2**40, "x")],
    )  # fmt: skip
    return await each(conn, given, lambda rows: conn.copy_records_to_table("t", records=rows))


async def case_odd_sources_to_copy(conn):
    await conn.execute("create table t (a int)")

    async def later(value):
        yield value

    given = (
        b"1\n", bytearray(b"1\n"), memoryview(b"1\n"), "no such file", 5, None, [b"1\n"], io.BytesIO(b"1\n"), io.StringIO("1\n"), iter([b"1\n"]),
        later(b"1\n"), later("1\n"), later(bytearray(b"1\n")), later(None),
    )  # fmt: skip
    return await each(conn, given, lambda source: conn.copy_to_table("t", source=source))


async def case_odd_outputs_to_copy_to(conn):
    given = (None, 5, "/no such folder/x", object())
    return await each(conn, given, lambda output: conn.copy_from_query("select 1", output=output))


async def case_odd_columns_of_fetchval(conn):
    given = (0, 1, -1, 2, "a", "b", "x", None, 1.0, True)
    return await each(conn, given, lambda column: conn.fetchval("select 1 as a, 2 as b", column=column))


async def case_odd_listeners(conn):
    def refused(action):
        try:
            return action()
        except Exception as error:
            return [type(error).__name__, str(error)]

    return [
        refused(lambda: conn.add_log_listener(5)),
        refused(lambda: conn.remove_log_listener(5)),
        refused(lambda: conn.remove_log_listener(print)),
        refused(lambda: conn.add_query_logger("x")),
        refused(lambda: conn.remove_query_logger(print)),
    ]


async def case_odd_query_logger(conn):
    heard = []

    def hear(query):
        heard.append((query.query, query.args, query.timeout, type(query.exception).__name__, type(query.conn_params).__name__))

    with conn.query_logger(hear):
        await conn.execute("select 1")
        await conn.fetchval("select $1::int", 2, timeout=3)
        await conn.executemany("select $1::int", [(1,), (2,)])
    return heard


async def case_odd_encoders_and_decoders(conn):
    outcomes = []
    for encoder, decoder in ((lambda _: 1 / 0, str), (str, lambda _: 1 / 0), (lambda _: None, str), (lambda _: 5, str), (lambda _: b"x", str)):
        await conn.set_type_codec("json", schema="pg_catalog", encoder=encoder, decoder=decoder)
        outcomes.append(await attempt(conn, lambda: conn.fetchval("select '1'::json")))
        outcomes.append(await attempt(conn, lambda: conn.fetchval("select $1::json", "1")))
    await conn.reset_type_codec("json", schema="pg_catalog")
    return outcomes


async def case_odd_attributes(conn):
    return sorted(name for name in dir(conn) if not name.startswith("_")), isinstance(conn, asyncpg.Connection)


async def case_odd_names_of_modules(conn):
    statement = await conn.prepare("select 1")
    made = (conn, statement, conn.transaction(), conn.cursor("select 1"), statement.cursor())
    return [(type(one).__module__, type(one).__qualname__) for one in made]


async def case_odd_errors_have_nothing_behind_them(conn):
    behind = []
    for sql, parameters in (("selec", ()), ("select $1::int", ()), ("select $1::int", ("a",)), ("select 1 / 0", ())):
        try:
            async with conn.transaction():
                await conn.fetch(sql, *parameters)
        except Exception as error:
            behind.append((type(error).__name__, type(error.__cause__).__name__, type(error.__context__).__name__))
    return behind


class _Text(str):
    def __str__(self):
        return "not this"


class _Number(int):
    pass


async def case_odd_classes_derived_from_text_and_numbers(conn):
    found = []
    for kind in ("text", "varchar", "json", "name", "bpchar", "text[]"):
        value = _Text('"a"')
        found.append(await conn.fetchval(f"select $1::{kind}", [value] if kind.endswith("]") else value))
    found.append(await conn.fetchval("select $1::int", _Number(7)))
    try:
        async with conn.transaction():
            await conn.fetchval("select $1::uuid", _Text("a" * 32))
    except Exception as error:
        found.append((type(error).__name__, str(error)))
    return found


async def case_odd_names_of_types_in_errors(conn):
    import datetime
    import decimal

    texts = []
    for kind in ("int4", "bytea", "oid"):
        for value in (datetime.date(2020, 1, 2), datetime.timedelta(1), decimal.Decimal("1.5"), [1], object):
            try:
                async with conn.transaction():
                    texts.append(await conn.fetchval(f"select $1::{kind}", value))
            except Exception as error:
                texts.append((type(error).__name__, str(error)))
    return texts


async def case_odd_record_errors_have_nothing_behind_them(conn):
    record = await conn.fetchrow("select 1 as a")
    behind = []
    for key in ("z", 9, 1.5, None):
        try:
            record[key]
        except Exception as error:
            behind.append((type(error).__name__, str(error), error.__cause__, error.__context__))
    return behind
