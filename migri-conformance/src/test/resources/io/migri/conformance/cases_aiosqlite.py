"""Calls of aiosqlite that have to come to the same on the facade. Each returns, or raises, what is compared."""

import array
import asyncio
import collections
import datetime
import decimal
import enum
import fractions
import sqlite3
import sys
import uuid
import warnings

import aiosqlite

warnings.simplefilter("ignore", DeprecationWarning)


async def _table(conn, columns="id integer primary key, name text, amount real, data blob"):
    await conn.execute(f"create table item ({columns})")


async def _filled(conn, count=3):
    await _table(conn)
    await conn.executemany("insert into item (id, name) values (?, ?)", [(i, f"name {i}") for i in range(1, count + 1)])


async def _failure(awaitable):
    """What it raises, as a value, so that what follows can be looked at as well."""
    try:
        return await awaitable
    except Exception as failure:
        return failure


async def _echo(conn, value):
    cursor = await conn.execute("select ? as value, typeof(?) as kind", (value, value))
    return tuple(await cursor.fetchone())


# values, both ways


async def case_value_none(conn):
    return await _echo(conn, None)


async def case_value_integers(conn):
    return [await _echo(conn, value) for value in (0, 1, -1, 2**31 - 1, 2**31, -(2**31) - 1, 2**63 - 1, -(2**63))]


async def case_value_integer_too_large(conn):
    return await _echo(conn, 2**63)


async def case_value_integer_too_small(conn):
    return await _echo(conn, -(2**63) - 1)


async def case_value_booleans(conn):
    return [await _echo(conn, value) for value in (True, False)]


async def case_value_floats(conn):
    return [await _echo(conn, value) for value in (0.0, -0.0, 1.5, 0.1, 1e308, 5e-324, float("inf"), float("-inf"))]


async def case_value_not_a_number(conn):
    return await _echo(conn, float("nan"))


async def case_value_texts(conn):
    return [await _echo(conn, value) for value in ("", "a", "ä", "日本語", "😀", "a\0b", "a\nb", "'", '"', "x" * 10000)]


async def case_value_lone_surrogate(conn):
    return await _echo(conn, "\ud800")


async def case_value_bytes(conn):
    return [await _echo(conn, value) for value in (b"", b"a", b"\0\xff", bytes(range(256)))]


async def case_value_bytearray(conn):
    return await _echo(conn, bytearray(b"abc"))


async def case_value_memoryview(conn):
    return await _echo(conn, memoryview(b"abc"))


async def case_value_array(conn):
    return await _echo(conn, array.array("b", [1, 2, 3]))


async def case_value_date(conn):
    return await _echo(conn, datetime.date(2024, 2, 29))


async def case_value_datetime(conn):
    return await _echo(conn, datetime.datetime(2024, 2, 29, 12, 30, 15, 123456))


async def case_value_datetime_with_zone(conn):
    return await _echo(conn, datetime.datetime(2024, 2, 29, 12, 30, tzinfo=datetime.timezone.utc))


async def case_value_time(conn):
    return await _echo(conn, datetime.time(12, 30))


async def case_value_timedelta(conn):
    return await _echo(conn, datetime.timedelta(days=1))


async def case_value_decimal(conn):
    return await _echo(conn, decimal.Decimal("1.5"))


async def case_value_fraction(conn):
    return await _echo(conn, fractions.Fraction(1, 2))


async def case_value_uuid(conn):
    return await _echo(conn, uuid.UUID(int=5))


async def case_value_list(conn):
    return await _echo(conn, [1, 2])


async def case_value_dict(conn):
    return await _echo(conn, {"a": 1})


async def case_value_tuple(conn):
    return await _echo(conn, (1, 2))


async def case_value_complex(conn):
    return await _echo(conn, 1j)


async def case_value_object(conn):
    return await _echo(conn, object())


async def case_value_type(conn):
    return await _echo(conn, int)


class _Colour(enum.IntEnum):
    RED = 7


class _Plain(enum.Enum):
    RED = 7


class _Text(str):
    pass


class _Number(int):
    pass


class _Real(float):
    pass


class _Bytes(bytes):
    pass


async def case_value_int_enum(conn):
    return await _echo(conn, _Colour.RED)


async def case_value_enum(conn):
    return await _echo(conn, _Plain.RED)


async def case_value_subclasses(conn):
    return [await _echo(conn, value) for value in (_Text("a"), _Number(5), _Real(1.5), _Bytes(b"b"))]


class _Conforming:
    def __conform__(self, protocol):
        return "conformed" if protocol is sqlite3.PrepareProtocol else None


class _Adapted:
    pass


async def case_value_conform(conn):
    return await _echo(conn, _Conforming())


async def case_value_registered_adapter(conn):
    aiosqlite.register_adapter(_Adapted, lambda value: "adapted")
    return await _echo(conn, _Adapted())


async def case_value_adapter_of_decimal_in_executemany(conn):
    class Money(decimal.Decimal):
        pass

    sqlite3.register_adapter(Money, str)
    await _table(conn)
    await conn.executemany("insert into item (name) values (?)", [(Money("1.50"),), (Money("2"),)])
    return [tuple(row) for row in await conn.execute_fetchall("select name from item")]


async def case_value_converters_are_not_applied(conn):
    sqlite3.register_converter("point", lambda data: ("point", data))
    await conn.execute("create table item (a point, b date, c timestamp)")
    await conn.execute("insert into item values ('1;2', '2024-01-02', '2024-01-02 03:04:05')")
    return [tuple(row) for row in await conn.execute_fetchall('select a, b, c, a as "a [point]" from item')]


async def case_value_affinity(conn):
    await _table(conn, "a integer, b text, c real, d numeric, e blob")
    await conn.execute("insert into item values (?, ?, ?, ?, ?)", ("12", 12, 12, "12.0", "12"))
    return [tuple(row) for row in await conn.execute_fetchall("select * from item")]


async def case_value_invalid_utf8(conn):
    return await (await conn.execute("select cast(x'61ff' as text) as q")).fetchone()


async def case_value_replacement_character(conn):
    return await _echo(conn, "a\ufffdb")


async def case_value_expression_types(conn):
    row = await (await conn.execute("select 1/2, 1/2.0, 'a'||1, x'00', null, 1=1, 9223372036854775807 + 1, date('2024-01-01')")).fetchone()
    return tuple(row)


# parameters


async def case_parameters_by_number(conn):
    return tuple(await (await conn.execute("select ?1, ?2, ?1", ("a", "b"))).fetchone())


async def case_parameters_numbers_with_gaps(conn):
    return tuple(await (await conn.execute("select ?3, ?1", ("a", "b", "c"))).fetchone())


async def case_parameters_named_with_colon(conn):
    return tuple(await (await conn.execute("select :a, :b, :a", {"a": 1, "b": 2})).fetchone())


async def case_parameters_named_with_at(conn):
    return tuple(await (await conn.execute("select @a, @b", {"a": 1, "b": 2})).fetchone())


async def case_parameters_named_with_dollar(conn):
    return tuple(await (await conn.execute("select $a, $b", {"a": 1, "b": 2})).fetchone())


async def case_parameters_named_and_superfluous(conn):
    return tuple(await (await conn.execute("select :a", {"a": 1, "b": 2})).fetchone())


async def case_parameters_named_given_by_position(conn):
    return tuple(await (await conn.execute("select :a, :b, :a", (1, 2))).fetchone())


async def case_parameters_mixed(conn):
    return tuple(await (await conn.execute("select ?, :b, ?", (1, 2, 3))).fetchone())


async def case_parameters_not_in_text_or_comment(conn):
    sql = "select ':a ?', \"?\", [?], /* :b */ :c -- :d\n from (select 1 as \"?\")"
    return tuple(await (await conn.execute(sql, {"c": 1})).fetchone())


async def case_parameters_list(conn):
    return tuple(await (await conn.execute("select ?, ?", [1, 2])).fetchone())


async def case_parameters_text_is_a_sequence(conn):
    return tuple(await (await conn.execute("select ?, ?", "ab")).fetchone())


async def case_parameters_bytes_are_a_sequence(conn):
    return tuple(await (await conn.execute("select ?, ?", b"ab")).fetchone())


async def case_parameters_range(conn):
    return tuple(await (await conn.execute("select ?, ?", range(2))).fetchone())


async def case_parameters_row(conn):
    row = await (await conn.execute("select 1 as a, 'x' as b")).fetchone()
    return tuple(await (await conn.execute("select ?, ?", row)).fetchone())


async def case_parameters_namedtuple(conn):
    pair = collections.namedtuple("pair", "a b")(1, "x")
    return tuple(await (await conn.execute("select ?, ?", pair)).fetchone())


async def case_parameters_defaultdict(conn):
    return tuple(await (await conn.execute("select :a", collections.defaultdict(lambda: 9))).fetchone())


async def case_parameters_mapping(conn):
    return tuple(await (await conn.execute("select :a", collections.ChainMap({"a": 5}))).fetchone())


async def case_parameters_too_many(conn):
    await conn.execute("select ?", (1, 2))


async def case_parameters_too_few(conn):
    await conn.execute("select ?, ?", (1,))


async def case_parameters_none_given(conn):
    await conn.execute("select ?")


async def case_parameters_superfluous(conn):
    await conn.execute("select 1", (1,))


async def case_parameters_missing_name(conn):
    await conn.execute("select :a", {})


async def case_parameters_dict_without_names(conn):
    await conn.execute("select ?", {"a": 1})


async def case_parameters_dict_for_no_parameters(conn):
    return tuple(await (await conn.execute("select 1", {"a": 1})).fetchone())


async def case_parameters_integer(conn):
    await conn.execute("select ?", 5)


async def case_parameters_set(conn):
    await conn.execute("select ?", {1})


async def case_parameters_iterator(conn):
    await conn.execute("select ?", iter([1]))


async def case_parameters_unsupported_named(conn):
    await conn.execute("select :a, :b", {"a": 1, "b": decimal.Decimal(1)})


async def case_parameters_unsupported_and_too_many(conn):
    await conn.execute("select ?", (decimal.Decimal(1), 2))


async def case_parameters_unsupported_and_syntax_error(conn):
    await conn.execute("selec ?", (decimal.Decimal(1),))


async def case_parameters_too_large_named(conn):
    await conn.execute("select :a", {"a": 2**64})


# execute


async def case_execute_create(conn):
    cursor = await conn.execute("create table item (a)")
    return [type(cursor).__name__, cursor.rowcount, cursor.description, await cursor.fetchone(), await cursor.fetchall()]


async def case_execute_insert(conn):
    await _table(conn)
    cursor = await conn.execute("insert into item (name) values ('a')")
    return [cursor.rowcount, cursor.lastrowid, cursor.description, await cursor.fetchone()]


async def case_execute_insert_several_rows(conn):
    await _table(conn)
    cursor = await conn.execute("insert into item (name) values ('a'), ('b'), ('c')")
    return [cursor.rowcount, cursor.lastrowid]


async def case_execute_update_and_delete(conn):
    await _filled(conn)
    first = await conn.execute("update item set name = 'x' where id > 1")
    second = await conn.execute("delete from item where id = 1")
    third = await conn.execute("delete from item where id = 99")
    return [first.rowcount, first.lastrowid, second.rowcount, second.lastrowid, third.rowcount]


async def case_execute_delete_all(conn):
    await _filled(conn)
    return (await conn.execute("delete from item")).rowcount


async def case_execute_replace(conn):
    await _filled(conn)
    cursor = await conn.execute("replace into item (id, name) values (1, 'z')")
    return [cursor.rowcount, cursor.lastrowid]


async def case_execute_insert_or_ignore(conn):
    await _filled(conn)
    cursor = await conn.execute("insert or ignore into item (id, name) values (1, 'z')")
    return [cursor.rowcount, cursor.lastrowid]


async def case_execute_with_insert(conn):
    await _table(conn)
    cursor = await conn.execute("with q (a) as (select 'x') insert into item (name) select a from q")
    return [cursor.rowcount, cursor.lastrowid]


async def case_execute_upsert(conn):
    await _filled(conn)
    cursor = await conn.execute("insert into item (id, name) values (1, 'q') on conflict (id) do update set name = excluded.name")
    return [cursor.rowcount, cursor.lastrowid]


async def case_execute_returning(conn):
    await _table(conn)
    cursor = await conn.execute("insert into item (name) values ('a'), ('b') returning id, name")
    before = cursor.rowcount
    rows = [tuple(row) for row in await cursor.fetchall()]
    return [before, rows, cursor.rowcount, cursor.lastrowid, cursor.description]


async def case_execute_returning_one_by_one(conn):
    await _table(conn)
    cursor = await conn.execute("insert into item (name) values ('a'), ('b') returning id")
    found = [cursor.rowcount]
    for _ in range(3):
        row = await cursor.fetchone()
        found.append((row and tuple(row), cursor.rowcount))
    return found


async def case_execute_comment_before_insert(conn):
    await _table(conn)
    return (await conn.execute("/* one */ -- two\n insert into item (name) values ('a')")).rowcount


async def case_execute_select(conn):
    cursor = await conn.execute("select 1 as a, 2 as b")
    return [cursor.rowcount, cursor.lastrowid, cursor.description]


async def case_execute_empty(conn):
    cursor = await conn.execute("")
    return [cursor.rowcount, cursor.description, await cursor.fetchall()]


async def case_execute_comment_only(conn):
    cursor = await conn.execute("-- nothing")
    return [cursor.rowcount, cursor.description, await cursor.fetchall()]


async def case_execute_semicolon_behind(conn):
    return tuple(await (await conn.execute("select 1; -- done")).fetchone())


async def case_execute_two_statements(conn):
    await conn.execute("select 1; select 2")


async def case_execute_two_semicolons(conn):
    await conn.execute("select 1;;")


async def case_execute_trigger(conn):
    await _filled(conn)
    await conn.execute("create table log (a)")
    await conn.execute("create trigger t after insert on item begin insert into log values (new.id); insert into log values (-1); end;")
    cursor = await conn.execute("insert into item (name) values ('q')")
    return [cursor.rowcount, cursor.lastrowid, [tuple(row) for row in await conn.execute_fetchall("select * from log")]]


async def case_execute_pragma(conn):
    await _table(conn)
    cursor = await conn.execute("pragma table_info(item)")
    return [cursor.description, [tuple(row) for row in await cursor.fetchall()]]


async def case_execute_not_text(conn):
    await conn.execute(5)


async def case_execute_bytes(conn):
    await conn.execute(b"select 1")


async def case_execute_null_character(conn):
    await conn.execute("select '\0'")


async def case_execute_is_awaitable_and_context_manager(conn):
    async with conn.execute("select 1 as a") as cursor:
        row = await cursor.fetchone()
    return [tuple(row), await _failure(cursor.fetchone())]


async def case_execute_named_arguments(conn):
    return tuple(await (await conn.execute(sql="select ?", parameters=(1,))).fetchone())


async def case_execute_insert_method(conn):
    await _table(conn)
    row = await conn.execute_insert("insert into item (name) values (?)", ("a",))
    return [row, tuple(row)]


async def case_execute_insert_context(conn):
    await _table(conn)
    async with conn.execute_insert("insert into item (name) values ('a')") as row:
        return tuple(row)


async def case_execute_fetchall_method(conn):
    await _filled(conn)
    rows = await conn.execute_fetchall("select id, name from item where id > ?", (1,))
    return [type(rows).__name__, rows]


async def case_execute_fetchall_context(conn):
    async with conn.execute_fetchall("select 1 union select 2") as rows:
        return [tuple(row) for row in rows]


async def case_execute_fetchall_of_nothing(conn):
    await _table(conn)
    return await conn.execute_fetchall("select * from item")


# executemany


async def case_many(conn):
    await _table(conn)
    cursor = await conn.executemany("insert into item (name) values (?)", [("a",), ("b",)])
    return [cursor.rowcount, cursor.lastrowid, cursor.description, conn.total_changes > 0]


async def case_many_named(conn):
    await _table(conn)
    await conn.executemany("insert into item (name, amount) values (:n, :a)", [{"n": "a", "a": 1}, {"n": "b", "a": 2.5}])
    return [tuple(row) for row in await conn.execute_fetchall("select name, amount from item")]


async def case_many_generator(conn):
    await _table(conn)
    cursor = await conn.executemany("insert into item (id) values (?)", ((i,) for i in range(12000)))
    return [cursor.rowcount, tuple(await (await conn.execute("select count(*), sum(id) from item")).fetchone())]


async def case_many_update(conn):
    await _filled(conn)
    return (await conn.executemany("update item set name = ? where id >= ?", [("x", 2), ("y", 3)])).rowcount


async def case_many_none(conn):
    await _table(conn)
    cursor = await conn.executemany("insert into item (name) values (?)", [])
    return [cursor.rowcount, cursor.lastrowid]


async def case_many_select(conn):
    await conn.executemany("select ?", [(1,)])


async def case_many_create(conn):
    await conn.executemany("create table item (a)", [()])


async def case_many_not_iterable(conn):
    await _table(conn)
    await conn.executemany("insert into item (name) values (?)", 5)


async def case_many_wrong_item(conn):
    await _table(conn)
    await conn.executemany("insert into item (name) values (?)", [5])


async def case_many_wrong_count(conn):
    await _table(conn)
    failure = await _failure(conn.executemany("insert into item (name) values (?)", [("a",), ("b", "c")]))
    return [failure, [tuple(row) for row in await conn.execute_fetchall("select name from item")]]


async def case_many_wrong_type(conn):
    await _table(conn)
    failure = await _failure(conn.executemany("insert into item (name) values (?)", [("a",), (decimal.Decimal(1),)]))
    return [failure, [tuple(row) for row in await conn.execute_fetchall("select name from item")]]


async def case_many_too_large(conn):
    await _table(conn)
    failure = await _failure(conn.executemany("insert into item (id) values (?)", [(1,), (2**63,)]))
    return [failure, [tuple(row) for row in await conn.execute_fetchall("select id from item")]]


async def case_many_constraint(conn):
    await _table(conn)
    failure = await _failure(conn.executemany("insert into item (id) values (?)", [(1,), (2,), (1,), (3,)]))
    return [failure, [tuple(row) for row in await conn.execute_fetchall("select id from item")]]


async def case_many_generator_that_raises(conn):
    await _table(conn)

    def rows():
        yield (1,)
        raise ValueError("enough")

    failure = await _failure(conn.executemany("insert into item (id) values (?)", rows()))
    return [failure, [tuple(row) for row in await conn.execute_fetchall("select id from item")]]


async def case_many_syntax_error(conn):
    await conn.executemany("insert nto item values (?)", [(1,)])


async def case_many_mixed_types(conn):
    await _table(conn, "a, b")
    await conn.executemany("insert into item values (?, ?)", [(None, True), (1, "x"), (1.5, b"y"), [2**40, "ä"]])
    return [tuple(row) for row in await conn.execute_fetchall("select a, b, typeof(a), typeof(b) from item")]


# executescript


async def case_script(conn):
    cursor = await conn.executescript("create table a (x); insert into a values (1); insert into a values (2); create table b (y);")
    return [cursor.rowcount, cursor.description, [tuple(row) for row in await conn.execute_fetchall("select x from a")], conn.in_transaction]


async def case_script_with_transaction(conn):
    await conn.executescript("begin; create table a (x); insert into a values (1); commit;")
    return [conn.in_transaction, [tuple(row) for row in await conn.execute_fetchall("select x from a")]]


async def case_script_with_rollback(conn):
    await conn.executescript("create table a (x); begin; insert into a values (1); rollback; insert into a values (2);")
    return [conn.in_transaction, [tuple(row) for row in await conn.execute_fetchall("select x from a")]]


async def case_script_leaves_transaction_open(conn):
    await conn.executescript("create table a (x); begin; insert into a values (1);")
    before = conn.in_transaction
    await conn.rollback()
    return [before, conn.in_transaction, await conn.execute_fetchall("select x from a")]


async def case_script_commits_first(conn):
    await _table(conn)
    await conn.execute("insert into item (id) values (1)")
    await conn.executescript("select 1")
    await conn.rollback()
    return [tuple(row) for row in await conn.execute_fetchall("select id from item")]


async def case_script_syntax_error(conn):
    failure = await _failure(conn.executescript("create table a (x); insert into a values (1); selec; insert into a values (2);"))
    return [failure, [tuple(row) for row in await conn.execute_fetchall("select x from a")]]


async def case_script_unclosed_text(conn):
    await conn.executescript("select 'a")


async def case_script_incomplete(conn):
    await conn.executescript("select (")


async def case_script_trigger(conn):
    await conn.executescript(
        "create table a (x); create trigger t after insert on a begin update a set x = x + 1; end; insert into a values (1);"
    )
    return [tuple(row) for row in await conn.execute_fetchall("select x from a")]


async def case_script_unclosed_comment(conn):
    await conn.executescript("create table a (x); /* and so on")
    return [tuple(row) for row in await conn.execute_fetchall("select count(*) from a")]


async def case_script_empty(conn):
    return (await conn.executescript("")).rowcount


async def case_script_not_text(conn):
    await conn.executescript(5)


async def case_script_null_character(conn):
    await conn.executescript("select '\0'")


async def case_script_context(conn):
    async with conn.executescript("create table a (x)") as cursor:
        return type(cursor).__name__


# cursors


async def case_cursor_context(conn):
    async with conn.cursor() as cursor:
        same = await cursor.execute("select 1 as a")
        return [same is cursor, tuple(await cursor.fetchone())]


async def case_cursor_awaited(conn):
    cursor = await conn.cursor()
    return [cursor.rowcount, cursor.lastrowid, cursor.arraysize, cursor.description, await cursor.fetchone(), await cursor.fetchall()]


async def case_cursor_fetchone(conn):
    await _filled(conn)
    cursor = await conn.execute("select id from item order by id")
    return [row and tuple(row) for row in [await cursor.fetchone() for _ in range(5)]]


async def case_cursor_fetchmany(conn):
    await _filled(conn, 10)
    cursor = await conn.execute("select id from item order by id")
    found = [await cursor.fetchmany(), await cursor.fetchmany(3)]
    cursor.arraysize = 4
    found += [await cursor.fetchmany(), await cursor.fetchmany(), await cursor.fetchmany()]
    return [[tuple(row) for row in rows] for rows in found]


async def case_cursor_fetchmany_keyword(conn):
    await _filled(conn, 3)
    cursor = await conn.execute("select id from item order by id")
    return [tuple(row) for row in await cursor.fetchmany(size=2)]


async def case_cursor_mixed_fetches(conn):
    await _filled(conn, 200)
    cursor = await conn.execute("select id from item order by id")
    first = tuple(await cursor.fetchone())
    some = [row[0] for row in await cursor.fetchmany(60)]
    second = tuple(await cursor.fetchone())
    rest = [row[0] for row in await cursor.fetchall()]
    return [first, some, second, rest, await cursor.fetchone(), await cursor.fetchall()]


async def case_cursor_many_rows(conn):
    await _table(conn)
    await conn.executemany("insert into item (id, name) values (?, ?)", [(i, str(i)) for i in range(12345)])
    rows = await conn.execute_fetchall("select id, name from item order by id")
    return [len(rows), tuple(rows[0]), tuple(rows[-1]), sum(row[0] for row in rows)]


async def case_cursor_async_for(conn):
    await _filled(conn, 150)
    found = []
    async with conn.execute("select id from item order by id") as cursor:
        async for row in cursor:
            found.append(row["id"])
    return found


async def case_cursor_async_for_with_other_statements(conn):
    await _filled(conn, 5)
    found = []
    async with conn.execute("select id from item order by id") as cursor:
        async for row in cursor:
            await conn.execute("update item set amount = id * 2 where id = ?", (row["id"],))
            found.append(row["id"])
    return [found, [tuple(row) for row in await conn.execute_fetchall("select amount from item order by id")]]


async def case_cursor_several_open(conn):
    await _filled(conn, 100)
    first = await conn.execute("select id from item order by id")
    second = await conn.execute("select id from item order by id desc")
    third = await conn.execute("select id from item order by id")
    found = []
    for _ in range(3):
        found += [tuple(await cursor.fetchone()) for cursor in (first, second, third)]
    return found


async def case_cursor_reused(conn):
    await _filled(conn)
    async with conn.cursor() as cursor:
        await cursor.execute("select id from item")
        await cursor.execute("select 'x' as y")
        return [cursor.description, [tuple(row) for row in await cursor.fetchall()]]


async def case_cursor_closed(conn):
    cursor = await conn.execute("select 1")
    await cursor.close()
    found = [await _failure(cursor.fetchone()), await _failure(cursor.fetchall()), await _failure(cursor.execute("select 1"))]
    await cursor.close()
    return found


async def case_cursor_closed_many_and_script(conn):
    cursor = await conn.cursor()
    await cursor.close()
    return [await _failure(cursor.executemany("select 1", [])), await _failure(cursor.executescript("select 1")), await _failure(cursor.fetchmany())]


async def case_cursor_arraysize_not_a_number(conn):
    cursor = await conn.cursor()
    cursor.arraysize = "x"


async def case_cursor_fetchmany_not_a_number(conn):
    cursor = await conn.execute("select 1")
    await cursor.fetchmany("x")


async def case_cursor_fetchmany_negative(conn):
    await _filled(conn)
    cursor = await conn.execute("select id from item order by id")
    return [tuple(row) for row in await cursor.fetchmany(-1)]


async def case_cursor_fetchmany_zero(conn):
    await _filled(conn)
    cursor = await conn.execute("select id from item order by id")
    return [tuple(row) for row in await cursor.fetchmany(0)]


async def case_cursor_description(conn):
    cursor = await conn.execute("select 1 as a, 2 as \"b c\", 3, 'x' || 'y', 4 as a")
    return cursor.description


async def case_cursor_description_after_failure(conn):
    cursor = await conn.execute("select 1 as a")
    await _failure(cursor.execute("select * from missing"))
    return [cursor.rowcount, await _failure(cursor.fetchone())]


async def case_cursor_lastrowid_stays(conn):
    await _table(conn)
    cursor = await conn.cursor()
    await cursor.execute("insert into item (id) values (42)")
    await cursor.execute("select 1")
    other = await conn.execute("update item set name = 'x'")
    return [cursor.lastrowid, other.lastrowid]


async def case_cursor_row_factory(conn):
    cursor = await conn.execute("select 1 as a")
    before = cursor.row_factory
    cursor.row_factory = None
    return [before, await cursor.fetchone()]


async def case_cursor_kinds(conn):
    async with conn.execute("select 1") as cursor:
        return [isinstance(conn, aiosqlite.Connection), isinstance(cursor, aiosqlite.Cursor), isinstance(cursor, aiosqlite.Connection)]


async def case_cursor_sees_error_between_rows(conn):
    cursor = await conn.execute("select abs(x) from (select 1 as x union all select -9223372036854775807 - 1)")
    return [await _failure(cursor.fetchone()), await _failure(cursor.fetchone())]


# rows


async def case_row_access(conn):
    row = await (await conn.execute("select 1 as a, 'x' as B, null as c")).fetchone()
    return [row, row[0], row["a"], row["b"], row["B"], row[-1], row[0:2], len(row), row.keys(), tuple(row), isinstance(row, aiosqlite.Row)]


async def case_row_missing_name(conn):
    (await (await conn.execute("select 1 as a")).fetchone())["b"]


async def case_row_missing_index(conn):
    (await (await conn.execute("select 1 as a")).fetchone())[5]


async def case_row_equality(conn):
    first = await (await conn.execute("select 1 as a")).fetchone()
    second = await (await conn.execute("select 1 as a")).fetchone()
    third = await (await conn.execute("select 1 as b")).fetchone()
    return [first == second, first == third, hash(first) == hash(second), dict(first)]


async def case_row_duplicate_names(conn):
    row = await (await conn.execute("select 1 as a, 2 as a")).fetchone()
    return [row, row["a"]]


async def case_row_odd_names(conn):
    row = await (await conn.execute("select 1 as \"\", 2 as \"a\"\"b\", 3 as [c d], 4 as 'e[f]'")).fetchone()
    return row


async def case_row_factory_none(conn):
    conn.row_factory = None
    return await (await conn.execute("select 1 as a, 'x' as b")).fetchone()


async def case_row_factory_function(conn):
    conn.row_factory = lambda cursor, row: {column[0]: value for column, value in zip(cursor.description, row)}
    return await conn.execute_fetchall("select 1 as a union select 2")


async def case_row_factory_arguments(conn):
    conn.row_factory = lambda cursor, row: (type(cursor).__name__, type(row).__name__, cursor.description)
    return await (await conn.execute("select 1 as a")).fetchone()


async def case_row_factory_that_raises(conn):
    def factory(cursor, row):
        raise KeyError("no row")

    conn.row_factory = factory
    await (await conn.execute("select 1 as a")).fetchone()


async def case_row_factory_before_cursor(conn):
    cursor = await conn.cursor()
    conn.row_factory = None
    await cursor.execute("select 1 as a")
    return [conn.row_factory, cursor.row_factory, await cursor.fetchone()]


async def case_text_factory_bytes(conn):
    conn.text_factory = bytes
    return tuple(await (await conn.execute("select 'ä', x'00', 1, null")).fetchone())


async def case_text_factory_function(conn):
    conn.text_factory = lambda data: data.decode(errors="replace") + "!"
    return tuple(await (await conn.execute("select 'a', cast(x'61ff' as text), x'61'")).fetchone())


async def case_text_factory_bytearray(conn):
    conn.text_factory = bytearray
    return tuple(await (await conn.execute("select 'a'")).fetchone())


async def case_text_factory_default(conn):
    return conn.text_factory


# transactions


async def case_transaction_begins_with_change(conn):
    found = [conn.in_transaction]
    await _table(conn)
    found.append(conn.in_transaction)
    await conn.execute("insert into item (id) values (1)")
    found.append(conn.in_transaction)
    await conn.commit()
    return [*found, conn.in_transaction]


async def case_transaction_rollback(conn):
    await _filled(conn)
    await conn.commit()
    await conn.execute("delete from item")
    await conn.rollback()
    return [conn.in_transaction, tuple(await (await conn.execute("select count(*) from item")).fetchone())]


async def case_transaction_rollback_undoes_ddl_after_change(conn):
    await _table(conn)
    await conn.execute("insert into item (id) values (1)")
    await conn.execute("create table other (a)")
    await conn.rollback()
    return [tuple(row) for row in await conn.execute_fetchall("select name from sqlite_master where name in ('item', 'other')")]


async def case_transaction_commit_and_rollback_without_any(conn):
    return [await conn.commit(), await conn.rollback(), conn.in_transaction]


async def case_transaction_explicit(conn):
    await _table(conn)
    await conn.execute("begin")
    found = [conn.in_transaction]
    await conn.execute("insert into item (id) values (1)")
    await conn.execute("commit")
    found.append(conn.in_transaction)
    await conn.execute("BEGIN IMMEDIATE TRANSACTION")
    await conn.execute("insert into item (id) values (2)")
    await conn.execute("ROLLBACK TRANSACTION")
    return [*found, conn.in_transaction, [tuple(row) for row in await conn.execute_fetchall("select id from item")]]


async def case_transaction_end(conn):
    await conn.execute("begin")
    await conn.execute("end")
    return conn.in_transaction


async def case_transaction_begin_twice(conn):
    await conn.execute("begin")
    await conn.execute("begin")


async def case_transaction_commit_without(conn):
    await conn.execute("commit")


async def case_transaction_rollback_without(conn):
    await conn.execute("rollback")


async def case_transaction_begin_unknown(conn):
    await conn.execute("begin nonsense")


async def case_transaction_savepoints(conn):
    await _table(conn)
    await conn.execute("savepoint one")
    found = [conn.in_transaction]
    await conn.execute("insert into item (id) values (1)")
    await conn.execute("savepoint two")
    await conn.execute("insert into item (id) values (2)")
    await conn.execute("rollback to two")
    await conn.execute("insert into item (id) values (3)")
    await conn.execute("release savepoint one")
    return [*found, conn.in_transaction, [tuple(row) for row in await conn.execute_fetchall("select id from item")]]


async def case_transaction_savepoint_within_change(conn):
    await _table(conn)
    await conn.execute("insert into item (id) values (1)")
    await conn.execute("savepoint one")
    await conn.execute("insert into item (id) values (2)")
    await conn.execute("rollback transaction to savepoint one")
    await conn.execute("release one")
    return [conn.in_transaction, [tuple(row) for row in await conn.execute_fetchall("select id from item")]]


async def case_transaction_unknown_savepoint(conn):
    await conn.execute("release missing")


async def case_transaction_roll_back_to_unknown_savepoint(conn):
    await conn.execute("rollback to missing")


async def case_transaction_vacuum(conn):
    await _filled(conn)
    await conn.execute("vacuum")


async def case_isolation_level(conn):
    return conn.isolation_level


async def case_isolation_level_others(conn):
    found = []
    for level in ("IMMEDIATE", "DEFERRED", "exclusive", ""):
        conn.isolation_level = level
        found.append(conn.isolation_level)
    return found


async def case_isolation_level_unknown(conn):
    conn.isolation_level = "SERIALIZABLE"


async def case_isolation_level_number(conn):
    conn.isolation_level = 5


async def case_total_changes(conn):
    before = conn.total_changes
    await _filled(conn)
    await conn.execute("update item set name = 'x'")
    return conn.total_changes - before


# errors


async def case_error_syntax(conn):
    await conn.execute("selec 1")


async def case_error_missing_table(conn):
    await conn.execute("select * from missing")


async def case_error_missing_column(conn):
    await _table(conn)
    await conn.execute("insert into item (nope) values (1)")


async def case_error_duplicate_column(conn):
    await _table(conn)
    await conn.execute("alter table item add column name text")


async def case_error_table_exists(conn):
    await _table(conn)
    await _table(conn)


async def case_error_primary_key(conn):
    await _filled(conn)
    await conn.execute("insert into item (id) values (1)")


async def case_error_unique(conn):
    await _table(conn, "a unique")
    await conn.execute("insert into item values (1)")
    await conn.execute("insert into item values (1)")


async def case_error_not_null(conn):
    await _table(conn, "a not null")
    await conn.execute("insert into item values (null)")


async def case_error_check(conn):
    await _table(conn, "a, constraint positive check (a > 0)")
    await conn.execute("insert into item values (-1)")


async def case_error_foreign_key(conn):
    await _table(conn, "a integer primary key")
    await conn.execute("create table child (b references item)")
    return [tuple(row) for row in await conn.execute_fetchall("pragma foreign_key_check(child)")]


async def case_error_datatype_mismatch(conn):
    await _table(conn)
    await conn.execute("insert into item (id) values ('x')")


async def case_error_raise_in_trigger(conn):
    await _table(conn)
    await conn.execute("create trigger t before insert on item begin select raise(abort, 'not today'); end")
    await conn.execute("insert into item (id) values (1)")


async def case_error_unclosed_text(conn):
    await conn.execute("select 'a")


async def case_error_incomplete(conn):
    await conn.execute("select (")


async def case_error_no_such_function(conn):
    await conn.execute("select missing(1)")


async def case_error_overflow_in_sql(conn):
    await (await conn.execute("select abs(-9223372036854775807 - 1)")).fetchone()


async def case_error_json(conn):
    await (await conn.execute("select json('{')")).fetchone()


async def case_error_is_caught_by_its_class(conn):
    await _filled(conn)
    try:
        await conn.execute("insert into item (id) values (1)")
    except aiosqlite.IntegrityError as failure:
        return [isinstance(failure, sqlite3.DatabaseError), str(failure)]


async def case_error_leaves_the_rest(conn):
    await _filled(conn)
    failure = await _failure(conn.execute("insert into item (id) values (4), (1)"))
    return [failure, tuple(await (await conn.execute("select count(*) from item")).fetchone()), conn.in_transaction]


async def case_error_locked_by_open_cursor(conn):
    await _filled(conn, 5000)
    cursor = await conn.execute("select id from item")
    await cursor.fetchone()
    failure = await _failure(conn.execute("drop table item"))
    await cursor.close()
    return failure


# functions


async def case_function(conn):
    await conn.create_function("twice", 1, lambda value: value * 2)
    return tuple(await (await conn.execute("select twice(4), twice('a'), twice(1.5)")).fetchone())


async def case_function_values(conn):
    await conn.create_function("described", -1, lambda *values: repr(values))
    return tuple(await (await conn.execute("select described(), described(1, 1.5, 'ä', x'00ff', null)")).fetchone())


async def case_function_results(conn):
    results = iter([None, 1, 2**63 - 1, 1.5, "ä", b"\0", True, _Text("t")])
    await conn.create_function("next_one", 0, lambda: next(results))
    return [tuple(await (await conn.execute("select next_one()")).fetchone()) for _ in range(8)]


async def case_function_raises(conn):
    await conn.create_function("broken", 0, lambda: 1 / 0)
    await (await conn.execute("select broken()")).fetchone()


async def case_function_returns_list(conn):
    await conn.create_function("broken", 0, lambda: [])
    await (await conn.execute("select broken()")).fetchone()


async def case_function_wrong_count(conn):
    await conn.create_function("one", 1, lambda value: value)
    await conn.execute("select one(1, 2)")


async def case_function_deterministic_in_index(conn):
    await _filled(conn)
    await conn.create_function("half", 1, lambda value: value and value // 2, deterministic=True)
    await conn.execute("create index by_half on item (half(id))")
    found = [tuple(row) for row in await conn.execute_fetchall("select id from item where half(id) = 1")]
    await conn.execute("drop index by_half")
    return found


async def case_function_not_deterministic_in_index(conn):
    await _filled(conn)
    await conn.create_function("any_half", 1, lambda value: 1)
    await conn.execute("create index by_half on item (any_half(id))")


async def case_function_removed(conn):
    await conn.create_function("gone", 0, lambda: 1)
    await conn.create_function("gone", 0, None)
    await conn.execute("select gone()")


async def case_function_in_update(conn):
    await _filled(conn)
    await conn.create_function("shout", 1, lambda value: value.upper())
    await conn.execute("update item set name = shout(name)")
    return [tuple(row) for row in await conn.execute_fetchall("select name from item")]


async def case_function_too_many_arguments(conn):
    await conn.create_function("wide", 200, len)


# the rest


async def case_iterdump(conn):
    await conn.executescript(
        "create table item (id integer primary key, name text, data blob); insert into item values (1, 'it''s', x'00ff'), (2, null, null);"
        "create index by_name on item (name); create view seen as select * from item;"
    )
    return [line async for line in conn.iterdump() if "applied_migration" not in line and "migri_source" not in line]


async def case_gather(conn):
    await _table(conn)
    await asyncio.gather(*(conn.execute("insert into item (id) values (?)", (i,)) for i in range(20)))
    return tuple(await (await conn.execute("select count(*), sum(id) from item")).fetchone())


async def case_create_task(conn):
    task = asyncio.create_task(conn.execute_fetchall("select 1 as a"))
    return [tuple(row) for row in await task]


async def case_interrupt_without_anything(conn):
    await conn.interrupt()
    return tuple(await (await conn.execute("select 1")).fetchone())


async def case_alter_table_is_seen_by_known_statements(conn):
    await _filled(conn, 1)
    first = await conn.execute_fetchall("select * from item")
    await conn.execute("alter table item add column extra text default 'e'")
    second = await conn.execute_fetchall("select * from item")
    await conn.execute("alter table item rename column extra to more")
    third = await conn.execute_fetchall("select * from item")
    return [first, second, third]


async def case_module_names(conn):
    return [aiosqlite.IntegrityError, aiosqlite.Row, aiosqlite.paramstyle, aiosqlite.Warning is sqlite3.Warning, aiosqlite.core.Connection is aiosqlite.Connection]


async def case_window_and_json(conn):
    return await conn.execute_fetchall("select value, row_number() over (order by value desc) as n from json_each('[3, 1, 2]') order by value")
