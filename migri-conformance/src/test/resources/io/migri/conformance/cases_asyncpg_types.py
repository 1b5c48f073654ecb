"""Values of every type of PostgreSQL, read, sent and refused through asyncpg: the results have to be the same by the facade.

Most cases are made from two tables: READS has expressions for the server, SENDS has a type and arguments for ``select $1::type``.
"""

import copy
import datetime as dt
import ipaddress
import json
import pickle
import uuid
from decimal import Decimal as D

import asyncpg
from asyncpg import BitString, Box, Circle, Line, LineSegment, Path, Point, Polygon, Range

UTC = dt.timezone.utc
INDIA = dt.timezone(dt.timedelta(hours=5, minutes=30))

TYPES = """
create type mood as enum ('sad', 'ok', 'very happy');
create domain posint as int check (value > 0);
create domain small as posint check (value < 100);
create domain ints as int[];
create type pair as (a int, b text);
create type nest as (p pair, ps pair[], m mood, d posint, t timestamptz);
create type "Odd ""name" as ("we,ird" int, "q""u" text);
create type floatrange as range (subtype = float8);
create type moodrange as range (subtype = mood);
"""

READS = {
    "bool": "true|false|null::bool",
    "int2": "1::int2|(-32768)::int2|32767::int2",
    "int4": "2147483647|(-2147483648)::int4|0",
    "int8": "9223372036854775807|(-9223372036854775808)::int8",
    "oid": "4294967295::oid|0::oid",
    "float8": "1.5::float8|'NaN'::float8|'-Infinity'::float8|1e300::float8|'-0'::float8|5e-324::float8|1e15::float8",
    "float4": "0.1::float4|1e38::float4|'nan'::float4|'inf'::float4|16777216::float4",
    "numeric": "1.20::numeric|0::numeric|0.000::numeric|-12345678901234567890.123456789::numeric|1e-20::numeric|0.0001::numeric",
    "numeric_whole": "1e30::numeric|10000::numeric|100000000::numeric|(-1230000)::numeric|1000::numeric|1e100::numeric",
    "numeric_scale": "10000.00::numeric|10000.5::numeric|20000000.0::numeric|12345678.0000::numeric|1.10::numeric(5,3)",
    "numeric_special": "'NaN'::numeric|'Infinity'::numeric|'-Infinity'::numeric",
    "text": "'abc'::text|''::text|'é€😀'::text|E'a\\tb\\nc\\\\d'::text|'x'::varchar(5)|'n'::name|'<a/>'::xml",
    "char": "'a'::char(3)|'a'::\"char\"|''::\"char\"",
    "bytea": "''::bytea|'\\x00ff'::bytea|'é\\\\'::bytea",
    "date": "'2020-02-29'::date|'infinity'::date|'-infinity'::date|'0001-01-01'::date|'9999-12-31'::date",
    "date_outside": "'0044-03-15 BC'::date|'10000-01-01'::date|'5874897-12-31'::date",
    "time": "'12:34:56'::time|'12:34:56.7'::time|'00:00'::time|'23:59:59.999999'::time",
    "time_of_24_hours": "'24:00'::time|'24:00:00+00'::timetz",
    "timetz": "'12:34:56+00'::timetz|'12:34:56.5-08'::timetz|'12:34:56+05:30'::timetz|'12:34:56-05:30:45'::timetz",
    "timestamp": "'2020-01-01 12:34:56.123456'::timestamp|'2020-01-01'::timestamp|'2020-01-01 00:00:00.1'::timestamp",
    "timestamp_edges": "'infinity'::timestamp|'-infinity'::timestamp|'0001-01-01'::timestamp|'9999-12-31 23:59:59.999999'::timestamp",
    "timestamp_outside": "'0044-03-15 BC'::timestamp|'10000-01-01'::timestamp",
    "timestamptz": "'2020-01-01 12:34:56.123456+02'::timestamptz|'1900-01-01 00:00+00'::timestamptz|'2020-07-01 12:00+00'::timestamptz",
    "timestamptz_edges": "'infinity'::timestamptz|'-infinity'::timestamptz|'0044-03-15 BC'::timestamptz|'10000-01-01 12:00+00'::timestamptz",
    "interval": "'1 day'::interval|'1 year 2 mons 3 days 04:05:06.789'::interval|'00:00:00'::interval|'1000:00:00'::interval",
    "interval_signs": "'-1 year +2 days -03:04:05.000001'::interval|'-1 mon 1 day'::interval|'-00:00:00.000001'::interval|'1 day -1 sec'::interval",
    "interval_months": "'1 mon'::interval|'-13 mons'::interval|'25 mons'::interval|'100 years'::interval",
    "uuid": "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid",
    "json": "'{\"a\": 1}'::json|'{\"a\":1,\"b\":[null]}'::jsonb|'null'::jsonb|'$.a[*]'::jsonpath",
    "inet": "'1.2.3.4'::inet|'1.2.3.4/24'::inet|'1.2.3.4/32'::inet|'::1'::inet|'fe80::1/64'::inet|'0.0.0.0/0'::inet",
    "cidr": "'1.2.3.0/24'::cidr|'1.2.3.4'::cidr|'2001:db8::/32'::cidr|'::1'::cidr",
    "macaddr": "'08:00:2b:01:02:03'::macaddr|'08:00:2b:01:02:03:04:05'::macaddr8",
    "money": "12.5::numeric::money|(-12.5)::numeric::money",
    "text_search": "'a b'::tsvector|'a:1A b:2'::tsvector|'a & !b'::tsquery",
    "object_names": "'pg_class'::regclass|'int4'::regtype|'now'::regproc|'pg_catalog'::regnamespace|'english'::regconfig",
    "identifiers": "'16/B374D848'::pg_lsn|'FFFFFFFF/FFFFFFFF'::pg_lsn|'(0,1)'::tid|'5'::xid|'5'::cid",
    "snapshots": "'10:20:10,14,15'::txid_snapshot|'10:20:'::txid_snapshot",
    "bits": "B'101'|B'1010101010'::varbit|B''::varbit|B'00000000'::bit(8)|B'1'",
    "point": "'(1,2.5)'::point|'(1e300,-1e-300)'::point|'(inf,nan)'::point",
    "shapes": "'(1,2),(3,4)'::box|'[(1,2),(3,4)]'::lseg|'{1,2,3}'::line|'<(1,2),3>'::circle",
    "arrays": "array[1,2,null]|'{}'::int[]|'{{1,2},{3,4}}'::int[]|'{{{1},{2}},{{3},{4}}}'::int[]|array[null]::int[]",
    "arrays_with_bounds": "'[2:3]={5,6}'::int[]|'[0:1][5:6]={{1,2},{3,4}}'::int[]|'[-2:-1]={a,b}'::text[]",
    "arrays_of_text": "array['a','b\"c',E'd\\\\e','{f}','g,h','',null,'NULL','null',' x ','é']|'{{a,\"b c\"},{NULL,\"NULL\"}}'::text[]",
    "arrays_of_scalars": "array[true,false,null]|array['\\x00'::bytea,'']|array[0.1]::float4[]|array[0.1]::float8[]|array['a']::\"char\"[]",
    "arrays_of_times": "array['2020-01-01 00:00+00'::timestamptz]|array['1 day 2 sec'::interval]|array['2020-01-01'::date,null]",
    "arrays_of_documents": "array['{\"a\":[1]}']::jsonb[]|array['<a b=\"c\"/>']::xml[]|array['1.2.3.4/24']::inet[]|array['a b'::tsvector]",
    "arrays_of_shapes": "array['(1,2),(3,4)']::box[]|'{(1,2),(3,4);(5,6),(7,8)}'::box[]|'{\"(1,2)\",\"(3,4)\"}'::point[]",
    "arrays_of_bits_and_money": "array[array[B'101']]|array[12.5::numeric::money]|array['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11']::uuid[]",
    "vectors": "'1 2 3'::int2vector|'1 2'::oidvector|''::int2vector",
    "ranges": "'[1,5)'::int4range|'empty'::int4range|'(,)'::int4range|'[1,)'::int8range|'(,5]'::numrange|'(1.5,2.5]'::numrange",
    "ranges_of_times": "'[2020-01-01,2020-02-01]'::daterange|'[\"2020-01-01 10:00\",\"2020-02-01 11:00\")'::tsrange|'[2020-01-01 10:00+02,infinity)'::tstzrange",
    "ranges_in_arrays": "array['[1,2)'::int4range,null,'empty']|array['[2020-01-01 10:00,)'::tsrange]",
    "multiranges": "'{[1,3),[5,7)}'::int4multirange|'{}'::int4multirange|'{(,1),[5,)}'::nummultirange|'{[2020-01-01 10:00,2020-02-01 11:00)}'::tsmultirange",
    "own_ranges": "'[1.5,2]'::floatrange|'[sad,\"very happy\"]'::moodrange|'empty'::moodrange",
    "enums": "'sad'::mood|'very happy'::mood|array['sad','very happy',null]::mood[]|null::mood",
    "domains": "5::posint|5::small|'{1,2}'::ints|array[5::posint]",
    "composites": "row(1,'a')::pair|row(null,null)::pair|row(1,'')::pair|row(1,E'a\"b\\\\c,d (e)')::pair|null::pair",
    "composites_in_arrays": "array[row(1,'x y')::pair,null,row(null,'\"')::pair]|array[array[row(1,'NULL')::pair]]",
    "composites_in_composites": "row(row(1,'a,b')::pair,array[row(2,'c\"d')::pair],'very happy',3,'2020-01-01 00:00+00')::nest",
    "composites_with_odd_names": "row(1,'x')::\"Odd \"\"name\"",
    "void": "pg_advisory_xact_lock(1)",
}

#: shapes whose repr tells an address
PATHS = "'((1,2),(3,4))'::path|'[(1,2),(3,4)]'::path|'((1,2),(3,4),(5,6))'::polygon"

SENDS = {
    "bool": ("bool", [True, False, 1, "t", None]),
    "int2": ("int2", [1, -32768, 32767, 32768, -32769, "x", 1.5, D("3.7"), True, 10**30, [1], b"1"]),
    "int4": ("int4", [2**31 - 1, 2**31, -(2**31), "1", float("nan"), float("inf"), None]),
    "int8": ("int8", [2**63 - 1, 2**63, -(2**63), -(2**63) - 1, "x"]),
    "oid": ("oid", [0, 2**32 - 1, 2**32, -1, "x"]),
    "float4": ("float4", [1, 0.1, 1e38, 1e39, 1e-50, float("nan"), float("-inf"), "x", D("1.5"), 10**400]),
    "float8": ("float8", [1, 0.1, 1e308, float("nan"), float("inf"), "x", True, D("1.5"), 10**400]),
    "numeric": ("numeric", [D("1.20"), 1, 1.1, "1.50", D("-0"), True, D("12345678901234567890.1234567890"), " 12 ", "1_000"]),
    "numeric_exponents": ("numeric", [D("1E+5"), D("1E-20"), D("1E-16384"), D("1E+300000"), D("0E+3")]),
    "numeric_special": ("numeric", [D("NaN"), D("Infinity"), D("-Infinity"), D("sNaN"), float("nan")]),
    "numeric_refused": ("numeric", ["x", [1], b"1", ""]),
    "text": ("text", ["a", "", 1, b"a", None, "é€😀", "\ud800", "a\\b'c\"", ["a"]]),
    "varchar": ("varchar(2)", ["ab", "abc", 1]),
    "char": ("char(3)", ["a", 1]),
    "one_byte": ('"char"', [b"a", "a", 1]),
    "xml": ("xml", ["<a/>", 1]),
    "json": ("json", ['{"a": 1}', {"a": 1}, 1, [1]]),
    "jsonb": ("jsonb", ['{"a": 1}', {"a": 1}, None, "nonsense"]),
    "jsonpath": ("jsonpath", ["$.a", 1]),
    "bytea": ("bytea", [b"ab", bytearray(b"\x00\xff"), memoryview(b"x"), "a", 1, b"", [1]]),
    "date": ("date", [dt.date(2020, 2, 29), dt.date.max, dt.date.min, dt.datetime(2020, 1, 1, 5), "2020-01-01", 1, dt.date(1, 1, 2)]),
    "time": ("time", [dt.time(12, 34, 56, 7), dt.time(0), dt.time(1, 2, tzinfo=UTC), "x", dt.datetime(2020, 1, 1, 5)]),
    "timetz": ("timetz", [dt.time(12, 34, 56, 7, tzinfo=UTC), dt.time(1, 2, tzinfo=INDIA), dt.time(1), "x"]),
    "timestamp": ("timestamp", [dt.datetime(2020, 1, 1, 1, 2, 3, 4), dt.date(2020, 1, 1), dt.datetime(2020, 1, 1, tzinfo=UTC), "x", 1]),
    "timestamp_edges": ("timestamp", [dt.datetime.max, dt.datetime.min, dt.datetime(1, 1, 1, 0, 0, 1), dt.date.min]),
    "timestamptz": ("timestamptz", [dt.datetime(2020, 1, 1, 1, 2, 3, 4, tzinfo=UTC), dt.datetime(2020, 1, 1, tzinfo=INDIA), "x", 1]),
    "timestamptz_edges": (
        "timestamptz",
        [dt.datetime.max, dt.datetime.min, dt.datetime.max.replace(tzinfo=UTC), dt.datetime.min.replace(tzinfo=UTC)],
    ),
    "interval": ("interval", [dt.timedelta(1), dt.timedelta(-1, 5, 6), dt.timedelta(0, 0, -1), dt.timedelta(400, hours=30), "x", 1]),
    "interval_edges": ("interval", [dt.timedelta.max, dt.timedelta(0), dt.timedelta(days=-400)]),
    "uuid": ("uuid", [uuid.UUID(int=5), "a0eebc999c0b4ef8bb6d6bb9bd380a11", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"]),
    "uuid_refused": ("uuid", ["x", "z" * 32, 1, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1", "a" * 33, b"a" * 16]),
    "inet": ("inet", [ipaddress.ip_address("1.2.3.4"), "1.2.3.4/24", "::1", "::1/64", "x", 5, ipaddress.ip_interface("1.2.3.4/24")]),
    "cidr": ("cidr", [ipaddress.ip_network("1.2.3.0/24"), "1.2.3.4/24", "1.2.3.4", "2001:db8::/32", "x"]),
    "texts_of_other_types": ("macaddr", ["08:00:2b:01:02:03", 1, "x"]),
    "money": ("money", ["$12.50", "12.5", 12.5]),
    "regclass": ("regclass", ["pg_class", 1, "missing"]),
    "pg_lsn": ("pg_lsn", [5, 2**40 + 1, -1, "x", 2**63]),
    "tid": ("tid", [(0, 1), [5, 65535], (1,), "x", (2**32, 1), (1, 65536), ("a", 1)]),
    "bits": ("bit(3)", [BitString("101"), BitString("1"), "x", 1]),
    "varbit": ("varbit", [BitString("101 01"), b"\xff\x00", bytearray(b"\x01"), BitString(), "x", b""]),
    "point": ("point", [(1, 2), Point(1, 2), [1.5, "x"], 5, (1,), "ab", None, (float("inf"), 0)]),
    "box": ("box", [((3, 4), (1, 2)), Box((3, 4), (1, 2)), ((1, 2), (3, 4)), (1, 2), 5]),
    "lseg": ("lseg", [((1, 2), (3, 4)), LineSegment((1, 2), (3, 4))]),
    "line": ("line", [(1, 2, 3), Line(1, 2, 3), (1, 2)]),
    "circle": ("circle", [((1, 2), 3), Circle((1, 2), 3), (1, 2)]),
    "arrays": ("int[]", [[1, 2, None], [], [[1, 2], [3, 4]], {5}, range(3), [None], ((1, 2), (3, 4)), [[[1]]]]),
    "arrays_refused": ("int[]", [[[1], [2, 3]], [1, [2]], [[1], 2], "x", 5, {1: 2}, [(1, 2)], ["x"], [[["x"]]], [2**31], b"ab", [None, [1]]]),
    "arrays_too_deep": ("int[]", [[[[[[[1]]]]]], [[[[[[[1]]]]]]]]),
    "arrays_of_text": ("text[]", [["a", 'b"c', "d\\e", "{f}", "", "NULL", None, "g,h", " x "], [1], [["a"], [None]], "x"]),
    "arrays_of_bytea": ("bytea[]", [[b'\x00"', None], ["x"]]),
    "arrays_of_times": ("timestamptz[]", [[dt.datetime(2020, 1, 1, tzinfo=UTC)], ["x"]]),
    "arrays_of_numeric": ("numeric[]", [[D("1.5"), None, "2"], ["x"]]),
    "arrays_of_json": ("jsonb[]", [['{"a": "b"}'], [{}]]),
    "arrays_of_money": ("money[]", [["1.5"], [1], [[1]]]),
    "arrays_of_boxes": ("box[]", [[((3, 4), (1, 2)), Box((7, 8), (5, 6))]]),
    "ranges": ("int4range", [(1, 5), [1, 5], (1,), (), (None, 5), (1, None), (None, None), (5, 1)]),
    "ranges_as_objects": (
        "int4range",
        [Range(1, 5), Range(1, 5, upper_inc=True), Range(1, lower_inc=False), Range(empty=True), Range()],
    ),
    "ranges_refused": ("int4range", [(1, 2, 3), "x", 5, ("a", 1), Range(1, "x")]),
    "ranges_of_numeric": ("numrange", [(D("1.5"), 2), ("1", "2")]),
    "ranges_of_times": ("tstzrange", [(dt.datetime(2020, 1, 1, tzinfo=UTC), None), Range(dt.datetime(2020, 1, 1, tzinfo=UTC))]),
    "ranges_of_dates": ("daterange", [(dt.date(2020, 1, 1), dt.date(2020, 2, 1)), Range(dt.date(2020, 1, 1), dt.date.max)]),
    "own_ranges": ("moodrange", [("sad", "very happy"), (1, 2)]),
    "multiranges": ("int4multirange", [[(1, 2), Range(5, 7)], [], (Range(1, 2),), "x", 5, {1}, [Range(empty=True)]]),
    "enums": ("mood", ["sad", "bad", 1, None]),
    "arrays_of_enums": ("mood[]", [["sad", None, "very happy"], [1]]),
    "domains": ("posint", [5, -5, "x"]),
    "domains_over_domains": ("small", [5, 100]),
    "domains_over_arrays": ("ints", [[1, 2], "x"]),
    "composites": ("pair", [(1, "a"), (None, None), {"a": 1}, {"b": 'x"y\\z,('}, ["1", "a"], (1, ""), (1, "NULL")]),
    "composites_refused": ("pair", [{"z": 1}, (1, "a", 2), "xy", 5, (1, 2)]),
    "arrays_of_composites": ("pair[]", [[(1, "a"), None, (None, 'q "z')], [[1, "a"]], [{"a": 1}]]),
    "composites_of_composites": (
        "nest",
        [((1, "a"), [(2, 'b"c')], "sad", 3, dt.datetime(2020, 1, 1, tzinfo=UTC)), ((1, "a"), None, None, None, None)],
    ),
    "composites_with_odd_names": ('"Odd ""name"', [{"we,ird": 1, 'q"u': "x"}]),
    "anonymous_records": ("record", [(1,)]),
}


async def outcome(conn, call):
    """What a call returns, or the exception as a value; in a savepoint, so that the next call can follow."""
    try:
        async with conn.transaction():
            return await call()
    except Exception as error:
        return [type(error).__name__, str(error)]


def _reading(expressions):
    async def case(conn):
        await conn.execute(TYPES)
        return [await outcome(conn, lambda: conn.fetchval(f"select {one}")) for one in expressions.split("|")]

    return case


def _describing(expressions):
    async def case(conn):
        await conn.execute(TYPES)
        return [await outcome(conn, lambda: _described(conn, one)) for one in expressions.split("|")]

    return case


async def _described(conn, expression):
    statement = await conn.prepare(f"select {expression} as v")
    return [tuple(attribute.type)[1:] for attribute in statement.get_attributes()]


def _sending(type_name, values):
    async def case(conn):
        await conn.execute(TYPES)
        return [await outcome(conn, lambda: conn.fetchval(f"select $1::{type_name}", value)) for value in values]

    return case


for _name, _expressions in READS.items():
    globals()[f"case_reads_{_name}"] = _reading(_expressions)
for _name, (_type, _values) in SENDS.items():
    globals()[f"case_sends_{_name}"] = _sending(_type, _values)
for _name in "numeric arrays vectors ranges multiranges own_ranges enums domains composites object_names char".split():
    globals()[f"case_describes_{_name}"] = _describing(READS[_name])


def _plain(path):
    return [type(path).__name__, path.points, path.is_closed, len(path), path[0], list(path)]


async def case_reads_paths(conn):
    return [_plain(await conn.fetchval(f"select {one}")) for one in PATHS.split("|")]


async def case_sends_paths(conn):
    paths = [((1, 2), (3, 4)), [(1, 2), (3, 4)], Path((1, 2), is_closed=True), Path((1, 2)), Polygon((1, 2), (3, 4))]
    return [_plain(await conn.fetchval("select $1::path", path)) for path in paths]


async def case_sends_polygons(conn):
    return [_plain(await conn.fetchval("select $1::polygon", shape)) for shape in [((1, 2), (3, 4)), Polygon((1, 2)), [(1, 2)]]]


async def case_refuses_paths(conn):
    return [await outcome(conn, lambda: conn.fetchval("select $1::path", value)) for value in (5, "ab", [(1, "x")])]


async def case_intervals_in_every_style(conn):
    found = []
    for style in ("postgres", "postgres_verbose", "iso_8601", "sql_standard"):
        await conn.execute(f"set local intervalstyle = {style}")
        for text in ("1 year 2 mons 3 days 04:05:06.789", "-1 year -2 days", "-00:00:01.5", "1 day -1 sec", "-1 mon 1 day", "0"):
            found.append(await conn.fetchval(f"select '{text}'::interval"))
        found.append(await conn.fetchval("select $1::interval", dt.timedelta(-1, 5)))
    return found


async def case_timestamps_in_other_zones(conn):
    found = []
    for zone in ("Europe/Amsterdam", "Asia/Kathmandu", "America/St_Johns", "UTC"):
        await conn.execute(f"set local timezone = '{zone}'")
        found += list(await conn.fetchrow("select '2020-01-01 00:00+00'::timestamptz, '2020-07-01 00:00:00.5+00'::timestamptz"))
        found.append(await conn.fetchval("select '1800-01-01 00:00+00'::timestamptz"))
        found.append(await conn.fetchval("select $1::timestamptz", dt.datetime(2020, 1, 1, tzinfo=INDIA)))
    return found


async def case_timestamps_without_a_zone_are_local(conn):
    moment = dt.datetime(2020, 1, 1)
    sent = [await conn.fetchval("select $1::timestamptz", value) for value in (moment, moment.date())]
    return [sent[0] == moment.astimezone(), isinstance(sent[1], dt.datetime)]


async def case_floats_with_fewer_digits(conn):
    return await conn.fetchval("select array[0.1::float8, 1/3::float8]")


async def case_bytes_in_the_older_output_format(conn):
    await conn.execute("set local bytea_output = 'escape'")
    return list(await conn.fetchrow(r"select '\x00ff5c41'::bytea, array['\x00ff5c22'::bytea]"))


async def case_a_parameter_used_twice(conn):
    return await conn.fetchval("select ($1::int is null) or $1 = 5", None)


async def case_too_few_arguments(conn):
    return await outcome(conn, lambda: conn.fetchval("select $1::int + $2::int", 1))


async def case_too_many_arguments(conn):
    return await outcome(conn, lambda: conn.fetchval("select $1::int", 1, 2))


async def case_arguments_where_none_are_expected(conn):
    return await outcome(conn, lambda: conn.fetchval("select 1", 2))


async def case_the_second_argument_is_refused(conn):
    return await outcome(conn, lambda: conn.fetchval("select $1::int, $2::date", 1, "x" * 100))


async def case_a_row_of_executemany_is_refused(conn):
    await conn.execute("create table t (a int, b text)")
    rows = ([(1, "a"), (2, 3)], [(1, "a"), (2,)], [(1, "a"), 5], [(1, "a"), {"a": 1}], [])
    return [await outcome(conn, lambda: conn.executemany("insert into t values ($1, $2)", some)) for some in rows]


async def case_the_cause_of_a_refusal(conn):
    try:
        await conn.fetchval("select $1::int", "x")
    except asyncpg.DataError as error:
        return [repr(error.__cause__), error.sqlstate, isinstance(error, asyncpg.PostgresError), isinstance(error, ValueError)]


async def case_the_hint_of_an_interface_error(conn):
    try:
        await conn.fetchval("select 1", 2)
    except asyncpg.InterfaceError as error:
        return [error.detail, error.hint, error.args]


async def _with_codec(conn, name, encode, decode, values, expressions, type_name=None, schema="pg_catalog", format="text"):
    setting = await outcome(conn, lambda: conn.set_type_codec(name, schema=schema, encoder=encode, decoder=decode, format=format))
    try:
        sent = [await outcome(conn, lambda: conn.fetchval(f"select $1::{type_name or name}", value)) for value in values]
        return [setting, sent, [await outcome(conn, lambda: conn.fetchval(f"select {one}")) for one in expressions.split("|")]]
    finally:
        await conn.reset_type_codec(name, schema=schema)


async def case_codec_json(conn):
    reads = "'{\"a\":[1]}'::json|array['{\"a\":1}']::json[]|null::json"
    return await _with_codec(conn, "json", json.dumps, json.loads, [{"a": 1}, [1, 2], None, {1}], reads)


async def case_codec_jsonb(conn):
    return await _with_codec(conn, "jsonb", json.dumps, json.loads, [{"a": 1}, "text"], "'{\"a\":[1]}'::jsonb|array['1']::jsonb[]")


async def case_codec_jsonb_binary(conn):
    def encode(value):
        return b"\x01" + json.dumps(value).encode()

    return await _with_codec(conn, "jsonb", encode, lambda data: json.loads(data[1:]), [{"a": 1}], "'[1]'::jsonb", format="binary")


async def case_codec_int(conn):
    return await _with_codec(conn, "int4", str, lambda text: ("i", text), [5, "7"], "5::int4|array[5,6]")


async def case_codec_that_returns_no_text(conn):
    return await _with_codec(conn, "int4", lambda value: value, str, [5], "5::int4")


async def case_codec_bool(conn):
    return await _with_codec(conn, "bool", str, lambda text: ("b", text), [True, "no"], "true|false|array[true]")


async def case_codec_float(conn):
    texts = "1 1e15 1e20 1e-5 123456789012345678 NaN -Infinity 0.1 1e14 1.5e300 -1e15 -0 0.0001 123456.789".split()
    return await _with_codec(conn, "float8", str, str, [1.5], "|".join(f"'{text}'::float8" for text in texts))


async def case_codec_real(conn):
    texts = "1 0.1 1e20 1e-5 16777216 1.1e15 3.4e38 123456 1234567 -0 0.0001 1e6".split()
    return await _with_codec(conn, "float4", str, str, [1.5], "|".join(f"'{text}'::float4" for text in texts))


async def case_codec_numeric(conn):
    return await _with_codec(conn, "numeric", str, float, [1.5], "1.50::numeric|array[1.5]::numeric[]")


async def case_codec_bytea(conn):
    return await _with_codec(conn, "bytea", lambda value: value, lambda text: ("y", text), ["\\x41"], "'ab'::bytea")


def _same(value):
    return value


async def case_codec_interval_as_tuple(conn):
    reads = "'1 year -2 days 3.5 sec'::interval|'-13 mons'::interval|'00:00:01'::interval"
    return await _with_codec(conn, "interval", _same, _same, [(1, 2, 3), (-1, 2, -3), (0, 0, 0), (1, 2)], reads, format="tuple")


async def case_codec_date_as_tuple(conn):
    reads = "'2020-01-01'::date|'infinity'::date|'0044-03-15 BC'::date|'10000-01-01'::date"
    values = [(0,), (-1,), (2**31 - 1,), (-(2**31),), (100000,), (1, 2)]
    return await _with_codec(conn, "date", _same, _same, values, reads, format="tuple")


async def case_codec_timestamp_as_tuple(conn):
    reads = "'2020-01-01 01:02:03.5'::timestamp|'infinity'::timestamp|'0044-03-15 BC'::timestamp"
    return await _with_codec(conn, "timestamp", _same, _same, [(0,), (-1,), (2**63 - 1,), (10**17,)], reads, format="tuple")


async def case_codec_timestamptz_as_tuple(conn):
    await conn.execute("set local timezone = 'Asia/Kathmandu'")
    reads = "'2020-01-01 01:02:03.5'::timestamptz|'infinity'::timestamptz|'1800-01-01'::timestamptz"
    return await _with_codec(conn, "timestamptz", _same, _same, [(0,), (-1,), (10**17,)], reads, format="tuple")


async def case_codec_times_as_tuple(conn):
    times = await _with_codec(conn, "time", _same, _same, [(0,), (3723000001,)], "'01:02:03.5'::time|'24:00'::time", format="tuple")
    reads = "'01:02:03.5+05:30'::timetz|'24:00-08'::timetz"
    return [times, await _with_codec(conn, "timetz", _same, _same, [(0, 0), (1, -3600), (3, 5400)], reads, format="tuple")]


async def case_codec_binary(conn):
    def encode(value):
        return value.to_bytes(8, "big")

    texts = await _with_codec(conn, "text", str.encode, _same, ["é"], "'é'::text", format="binary")
    numbers = await _with_codec(conn, "int8", encode, lambda data: int.from_bytes(data, "big"), [5], "5::int8", format="binary")
    ids = await _with_codec(conn, "uuid", str.encode, bytes.hex, ["a" * 16], "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid", format="binary")
    return [texts, numbers, ids]


async def case_codec_enum(conn):
    await conn.execute(TYPES)
    schema = await conn.fetchval("select current_schema()")
    reads = "'sad'::mood|array['sad','ok']::mood[]"
    return await _with_codec(conn, "mood", lambda value: value[::-1], lambda text: text[::-1], ["das", "sad"], reads, schema=schema)


async def case_codec_composite(conn):
    await conn.execute(TYPES)
    schema = await conn.fetchval("select current_schema()")
    return await _with_codec(
        conn,
        "pair",
        lambda value: (value["x"], value["y"]),
        lambda value: ("P", tuple(value)),
        [{"x": 1, "y": "q"}, {}],
        "row(1,'a')::pair|array[row(1,'a')::pair]",
        schema=schema,
        format="tuple",
    )


async def case_codecs_that_are_refused(conn):
    await conn.execute(TYPES)
    own = await conn.fetchval("select current_schema()")
    wanted = [
        ("pair", own, "text"),
        ("posint", own, "text"),
        ("int4range", "pg_catalog", "text"),
        ("_int4", "pg_catalog", "text"),
        ("missing", own, "text"),
        ("int4", "pg_catalog", "nonsense"),
        ("int4", "pg_catalog", "tuple"),
    ]

    def setting(name, schema, format):
        return conn.set_type_codec(name, schema=schema, encoder=str, decoder=str, format=format)

    return [await outcome(conn, lambda: setting(*one)) for one in wanted]


async def case_codec_of_another_type(conn):
    await conn.execute("create type mood as enum ('sad')")
    own = await conn.fetchval("select current_schema()")
    wanted = [("mood", "text", None), ("mood", "int", "text"), ("mood", "missing", None), ("mood", "int", "nonsense"), ("none", "int", None)]
    found = []
    for name, target, format in wanted:
        found.append(
            await outcome(conn, lambda: conn.set_builtin_type_codec(name, schema=own, codec_name=target, format=format))
        )
    await conn.reset_type_codec("mood", schema=own)
    return found


async def case_record_access(conn):
    row = await conn.fetchrow("select 1 as a, 'x' as b, null as c")
    return [row[0], row[-1], row["b"], row[0:2], row[::-1], row.get("a"), row.get("z"), row.get("z", 5), len(row), row, str(row)]


async def case_record_views(conn):
    row = await conn.fetchrow("select 1 as a, 'x' as b")
    return [list(row), list(row.keys()), list(row.values()), list(row.items()), dict(row), {**row}, tuple(row), list(reversed(row))]


async def case_record_contains_names(conn):
    row = await conn.fetchrow("select 1 as a")
    return ["a" in row, 1 in row, 0 in row, "b" in row]


async def case_record_compares_with_tuples(conn):
    row = await conn.fetchrow("select 1 as a, 'x' as b")
    other = await conn.fetchrow("select 1 as c, 'y' as d")
    return [row == (1, "x"), (1, "x") == row, row == [1, "x"], row < (2,), row > (0,), row < other, hash(row) == hash((1, "x"))]


def _raised(action):
    try:
        return action()
    except Exception as error:
        return [type(error).__name__, str(error)]


async def case_record_refuses(conn):
    row = await conn.fetchrow("select 1 as a")
    actions = [
        lambda: row[1],
        lambda: row[-2],
        lambda: row["b"],
        lambda: row[1.5],
        lambda: row[None],
        lambda: row["a":"b"],
        lambda: row.a,
        lambda: pickle.dumps(row),
        lambda: copy.copy(row),
        lambda: json.dumps(row),
        lambda: len(row.keys()),
    ]
    return [_raised(action) for action in actions]


async def case_record_with_the_same_name_twice(conn):
    row = await conn.fetchrow("select 1 as a, 2 as a, 3 as b")
    return [row["a"], list(row.keys()), list(row.items()), dict(row), len(row), str(row)]


async def case_record_without_columns(conn):
    row = await conn.fetchrow("select")
    return [str(row), len(row), list(row), dict(row)]


class _Dotted(asyncpg.Record):
    def __getattr__(self, name):
        return self[name]


async def case_record_of_an_own_class(conn):
    row = await conn.fetchrow("select 1 as a, 'x' as b", record_class=_Dotted)
    return [row.a, row["b"], str(row), len(row), isinstance(row, _Dotted), isinstance(row, asyncpg.Record), row == (1, "x")]


async def case_record_is_what_the_package_says(conn):
    row = await conn.fetchrow("select 1 as a")
    return [isinstance(row, asyncpg.Record), isinstance(row, tuple), type(row).__name__, bool(row)]


async def case_composite_as_a_record(conn):
    await conn.execute(TYPES)
    pair = await conn.fetchval("select row(1, 'x')::pair")
    return [pair["a"], pair.b if hasattr(pair, "b") else "no attribute", list(pair.items()), isinstance(pair, asyncpg.Record)]


async def case_composite_that_changed(conn):
    await conn.execute("create type pair as (a int, b text)")
    before = await conn.fetchval("select row(1, 'x')::pair")
    await conn.execute("alter type pair add attribute c int")
    await conn.reload_schema_state()
    return [before, await conn.fetchval("select row(1, 'x', 2)::pair")]


async def case_range_objects(conn):
    one, other = Range(1, 5), Range(2, 3, upper_inc=True)
    shown = [repr(one), repr(Range(empty=True)), repr(Range()), repr(Range(None, "b")), repr(Range(1, lower_inc=False))]
    flags = [one.lower_inc, one.upper_inc, one.lower_inf, Range().upper_inf, Range(empty=True).lower_inf, one.isempty]
    relations = [other.issubset(one), one.issubset(other), one.issuperset(other), Range(empty=True).issubset(one), one.issubset(Range())]
    return [shown, flags, relations, one == Range(1, 5), one == Range(1, 5, upper_inc=True), one == (1, 5), bool(Range(empty=True))]


async def case_bit_string_objects(conn):
    bits = BitString("1010 1")
    made = [BitString.from_int(5, 4), BitString.from_int(-3, 4, signed=True), BitString.from_int(1, 4, "little"), BitString.frombytes(b"\xf0", 6)]
    numbers = [bits.to_int(), bits.to_int(signed=True), bits.to_int("little"), BitString().to_int()]
    refused = [
        _raised(lambda: BitString("12")),
        _raised(lambda: BitString.frombytes(b"a", 20)),
        _raised(lambda: BitString.from_int(99, 2)),
        _raised(lambda: bits[9]),
        _raised(lambda: bits[0:1]),
        _raised(lambda: bits.to_int("middle")),
    ]
    return [bits, len(bits), bits[0], bits.as_string(), bits.bytes, bits == BitString("10101"), made, numbers, refused]


async def case_shape_objects(conn):
    shapes = [Point(1, "2"), Box((3, 4), (1, 2)), Line(1, 2, 3), LineSegment((1, 2), (3, 4)), Circle((1, 2), 3)]
    box, circle = shapes[1], shapes[4]
    path = Path((1, 2), (3, 4))
    return [shapes, box.high, box.low.x, circle.center, circle.radius, path == Path((1, 2), (3, 4)), path == Polygon((1, 2)), (1.0, 2.0) in path]


async def case_names_of_the_types_of_a_statement(conn):
    await conn.execute(TYPES)
    statement = await conn.prepare("select $1::int, $2::text[], $3::mood, $4::pair, $5::posint, $6::int4range, $7::numeric")
    parameters = [tuple(one)[1:3] for one in statement.get_parameters()]
    return [parameters, [(one.name, one.type.name, one.type.kind) for one in statement.get_attributes()]]


async def case_texts_of_exceptions(conn):
    errors = [
        asyncpg.PostgresError("a"),
        asyncpg.UniqueViolationError("b"),
        asyncpg.InterfaceError("c", detail="d", hint="h"),
        asyncpg.InterfaceWarning("w", hint="h"),
        asyncpg.OutdatedSchemaCacheError("o", schema="s"),
        asyncpg.InternalClientError("i"),
    ]
    return [[type(one).__name__, str(one), getattr(one, "sqlstate", None), one.args] for one in errors]


async def case_the_tree_of_exceptions(conn):
    kinds = {name: getattr(asyncpg.exceptions, name) for name in sorted(asyncpg.exceptions.__all__)}
    return [[name, getattr(kind, "sqlstate", None), [base.__name__ for base in kind.__mro__]] for name, kind in kinds.items()]


async def case_the_names_of_the_package(conn):
    wanted = "Connection Record Pool connect create_pool Range BitString Point Type Attribute ServerVersion PostgresWarning".split()
    return [name for name in wanted if hasattr(asyncpg, name)]
