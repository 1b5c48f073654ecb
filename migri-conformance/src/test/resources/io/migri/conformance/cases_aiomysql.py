"""What is compared between aiomysql and its facade, on MySQL and on MariaDB."""

import datetime
import decimal
import enum
import time
import uuid
import warnings

import aiomysql
import aiomysql.cursors
import pymysql
from pymysql.constants import CLIENT, ER, FIELD_TYPE


async def _fetch(conn, query, args=None, *cursors):
    async with conn.cursor(*cursors) as cursor:
        await cursor.execute(query, args)
        return await cursor.fetchall()


async def _value(conn, query, args=None):
    return (await _fetch(conn, query, args))[0][0]


async def _table(conn, columns="id int auto_increment primary key, name varchar(40), amount int", name="t"):
    async with conn.cursor() as cursor:
        await cursor.execute(f"create table {name} ({columns})")


async def _numbers(conn, count):
    await _table(conn, "id int primary key, name varchar(20)")
    async with conn.cursor() as cursor:
        await cursor.executemany("insert into t (id, name) values (%s, %s)", [(i, f"n{i}") for i in range(1, count + 1)])


async def _failure(awaitable):
    try:
        return await awaitable
    except Exception as failure:
        return failure


def _raised(function, *args):
    try:
        return function(*args)
    except Exception as failure:
        return failure


async def _column(conn, kind, *literals):
    """Values of a column of that type, and what the cursor tells of the column."""
    await _table(conn, f"v {kind}", "c")
    async with conn.cursor() as cursor:
        for literal in literals:
            await cursor.execute(f"insert into c values ({literal})")
        await cursor.execute("select v from c")
        return await cursor.fetchall(), cursor.description


async def _mogrified(conn, value):
    async with conn.cursor() as cursor:
        return cursor.mogrify("select %s", (value,))


async def _round_trip(conn, value):
    return await _fetch(conn, "select %s", (value,))


# -- types


async def case_type_tinyint(conn):
    return await _column(conn, "tinyint", "-128", "127", "null")


async def case_type_tinyint_unsigned(conn):
    return await _column(conn, "tinyint unsigned", "0", "255")


async def case_type_bool(conn):
    return await _column(conn, "bool", "true", "false", "null")


async def case_type_smallint(conn):
    return await _column(conn, "smallint", "-32768", "32767")


async def case_type_mediumint(conn):
    return await _column(conn, "mediumint", "-8388608", "8388607")


async def case_type_int(conn):
    return await _column(conn, "int not null", "-2147483648", "2147483647")


async def case_type_int_unsigned(conn):
    return await _column(conn, "int unsigned", "4294967295")


async def case_type_int_zerofill(conn):
    return (await _column(conn, "int(6) zerofill", "42"))[0]


async def case_type_bigint(conn):
    return await _column(conn, "bigint", "-9223372036854775808", "9223372036854775807", "123456789012345678", "0")


async def case_type_bigint_unsigned(conn):
    return await _column(conn, "bigint unsigned", "18446744073709551615", "1")


async def case_type_float(conn):
    return await _column(conn, "float", "1.5", "-0.1", "3e38", "null")


async def case_type_double(conn):
    return await _column(conn, "double", "1.5", "0.1", "1e308", "-1e-300")


async def case_type_decimal(conn):
    return await _column(conn, "decimal(20,4)", "12.34", "-0.0001", "1234567890123456.7890", "null")


async def case_type_decimal_whole(conn):
    return await _column(conn, "decimal(30)", "123456789012345678901234567890")


async def case_type_bit(conn):
    return await _column(conn, "bit(10)", "b'1010101010'", "null")


async def case_type_bit_one(conn):
    return await _column(conn, "bit(1)", "b'1'", "b'0'")


async def case_type_char(conn):
    return await _column(conn, "char(5)", "'ab'", "''", "null")


async def case_type_varchar(conn):
    return await _column(conn, "varchar(50)", "'grüße'", "'😀'", "''")


async def case_type_varchar_latin1(conn):
    return await _column(conn, "varchar(50) character set latin1", "'grüße'")


async def case_type_text(conn):
    return await _column(conn, "text", "'one'", "repeat('x', 300)")


async def case_type_tinytext(conn):
    return await _column(conn, "tinytext", "'one'")


async def case_type_longtext(conn):
    return await _column(conn, "longtext", "'one'")


async def case_type_binary(conn):
    return await _column(conn, "binary(4)", "x'00ff'", "null")


async def case_type_varbinary(conn):
    return await _column(conn, "varbinary(40)", "x'00ff80'", "''")


async def case_type_blob(conn):
    return await _column(conn, "blob", "x'00ff80'", "'text'")


async def case_type_longblob(conn):
    return await _column(conn, "longblob", "x'00ff80'")


async def case_type_date(conn):
    return await _column(conn, "date", "'2024-02-29'", "'0001-01-01'", "'9999-12-31'", "null")


async def case_type_date_zero(conn):
    await _fetch(conn, "set sql_mode = ''")
    return await _column(conn, "date", "'0000-00-00'", "'2024-00-00'", "'2024-02-00'")


async def case_type_datetime(conn):
    return await _column(conn, "datetime", "'2024-02-29 23:59:58'", "'1000-01-01 00:00:00'")


async def case_type_datetime_fraction(conn):
    return await _column(conn, "datetime(6)", "'2024-02-29 23:59:58.123456'", "'2024-01-01 00:00:00'")


async def case_type_datetime_milliseconds(conn):
    return await _column(conn, "datetime(3)", "'2024-02-29 23:59:58.120'")


async def case_type_datetime_zero(conn):
    await _fetch(conn, "set sql_mode = ''")
    return await _column(conn, "datetime", "'0000-00-00 00:00:00'", "'2024-00-01 10:00:00'")


async def case_type_timestamp(conn):
    await _fetch(conn, "set time_zone = '+03:00'")
    return await _column(conn, "timestamp null", "'2024-02-28 23:59:58'", "null")


async def case_type_time(conn):
    return await _column(conn, "time", "'10:11:12'", "'-10:11:12'", "'838:59:59'", "'-838:59:59'", "'00:00:00'", "null")


async def case_type_time_fraction(conn):
    return await _column(conn, "time(6)", "'10:11:12.000123'", "'-00:00:00.5'")


async def case_type_year(conn):
    return await _column(conn, "year", "2024", "0", "1901")


async def case_type_enum(conn):
    return await _column(conn, "enum('a', 'b')", "'a'", "2", "null")


async def case_type_set(conn):
    return await _column(conn, "set('a', 'b', 'c')", "'a,c'", "''")


async def case_type_json(conn):
    return await _column(conn, "json", """'{"a": [1, null, "ü"]}'""", "'1'", "null")


async def case_type_point(conn):
    return await _column(conn, "point", "point(1, 2)")


async def case_type_null(conn):
    async with conn.cursor() as cursor:
        await cursor.execute("select null")
        return await cursor.fetchall(), cursor.description


async def case_type_expressions(conn):
    async with conn.cursor() as cursor:
        await cursor.execute("select 1, 1.5, 1e0, 'a', x'ff', true, 18446744073709551615, 10/4, count(*), concat('a', 1)")
        return await cursor.fetchall(), [column[:2] for column in cursor.description]


async def case_type_functions(conn):
    return await _fetch(
        conn, "select cast('2024-01-02' as date), cast('10:00' as time), cast('2024-01-02 03:04:05' as datetime(3)), cast(1 as decimal(5,2))"
    )


async def case_type_large_rows(conn):
    text = await _value(conn, "select repeat('ä', 400000)")
    return len(text), text[:3]


# -- how values are written


async def case_mogrify_none(conn):
    return await _mogrified(conn, None)


async def case_mogrify_bool(conn):
    return await _mogrified(conn, True), await _mogrified(conn, False)


async def case_mogrify_int(conn):
    return await _mogrified(conn, -(2**70))


async def case_mogrify_float(conn):
    return [await _mogrified(conn, value) for value in (1.5, 1.0, 1e300, 1e-7, -0.0)]


async def case_mogrify_infinity(conn):
    return await _failure(_mogrified(conn, float("inf")))


async def case_mogrify_nan(conn):
    return await _failure(_mogrified(conn, float("nan")))


async def case_mogrify_str(conn):
    return await _mogrified(conn, "a'b\"c\\d\0e\nf\rg\x1ah\ti%_ü😀")


async def case_mogrify_str_without_backslashes(conn):
    await _fetch(conn, "set sql_mode = 'NO_BACKSLASH_ESCAPES'")
    return await _mogrified(conn, "a'b\\c\n"), await _round_trip(conn, "a'b\\c\n")


async def case_mogrify_bytes(conn):
    return await _mogrified(conn, b"a'b\\\0\n")


async def case_mogrify_bytes_high(conn):
    return ascii(await _mogrified(conn, b"\x80\xff"))


async def case_mogrify_bytearray(conn):
    return await _failure(_mogrified(conn, bytearray(b"ab")))


async def case_mogrify_decimal(conn):
    return [await _mogrified(conn, decimal.Decimal(text)) for text in ("1.50", "1E+5", "-0.000001")]


async def case_mogrify_date(conn):
    return await _mogrified(conn, datetime.date(2024, 2, 9))


async def case_mogrify_datetime(conn):
    return [
        await _mogrified(conn, datetime.datetime(2024, 2, 9, 1, 2, 3)),
        await _mogrified(conn, datetime.datetime(2024, 2, 9, 1, 2, 3, 45)),
        await _mogrified(conn, datetime.datetime(2024, 2, 9, 1, 2, 3, tzinfo=datetime.timezone.utc)),
    ]


async def case_mogrify_time(conn):
    return await _mogrified(conn, datetime.time(1, 2, 3)), await _mogrified(conn, datetime.time(1, 2, 3, 45))


async def case_mogrify_timedelta(conn):
    return [
        await _mogrified(conn, datetime.timedelta(hours=30, seconds=1)),
        await _mogrified(conn, datetime.timedelta(days=-1, seconds=1)),
        await _mogrified(conn, datetime.timedelta(microseconds=5)),
    ]


async def case_mogrify_struct_time(conn):
    return await _mogrified(conn, time.struct_time((2024, 2, 9, 1, 2, 3, 0, 0, 0)))


async def case_mogrify_uuid(conn):
    return await _mogrified(conn, uuid.UUID(int=7))


async def case_mogrify_list(conn):
    return await _mogrified(conn, [1, "a", None]), await _mogrified(conn, (1,)), await _mogrified(conn, [])


async def case_mogrify_set(conn):
    return await _mogrified(conn, {1}), await _mogrified(conn, frozenset([2]))


async def case_mogrify_dict_value(conn):
    return await _failure(_mogrified(conn, {"a": 1}))


async def case_mogrify_enum(conn):
    class Colour(enum.Enum):
        RED = 1

    class Number(enum.IntEnum):
        ONE = 1

    return await _failure(_mogrified(conn, Colour.RED)), await _failure(_mogrified(conn, Number.ONE))


async def case_mogrify_str_subclass(conn):
    class Name(str):
        pass

    return await _mogrified(conn, Name("it's"))


async def case_mogrify_int_subclass(conn):
    class Number(int):
        pass

    return await _mogrified(conn, Number(3))


async def case_mogrify_named(conn):
    async with conn.cursor() as cursor:
        return cursor.mogrify("select %(a)s, %(b)s, %(a)s", {"a": 1, "b": "x", "c": None})


async def case_mogrify_single_value(conn):
    async with conn.cursor() as cursor:
        return cursor.mogrify("select %s", 5), cursor.mogrify("select %s", "a")


async def case_mogrify_percent(conn):
    async with conn.cursor() as cursor:
        return cursor.mogrify("select '%%', %s", (1,)), cursor.mogrify("select '%%'"), cursor.mogrify("select '%'", None)


async def case_mogrify_too_few(conn):
    async with conn.cursor() as cursor:
        return _raised(cursor.mogrify, "select %s, %s", (1,))


async def case_mogrify_too_many(conn):
    async with conn.cursor() as cursor:
        return _raised(cursor.mogrify, "select %s", (1, 2))


async def case_mogrify_missing_name(conn):
    async with conn.cursor() as cursor:
        return _raised(cursor.mogrify, "select %(a)s", {"b": 1})


async def case_mogrify_empty_tuple(conn):
    async with conn.cursor() as cursor:
        return cursor.mogrify("select 1", ()), _raised(cursor.mogrify, "select '%'", ())


# -- values sent and read back


async def case_round_trip_text(conn):
    return await _round_trip(conn, "a'b\"c\\d\0e\nf\rg\x1ah\ti%_ü😀")


async def case_round_trip_all_bytes(conn):
    return await _round_trip(conn, bytes(range(256)))


async def case_round_trip_bytes_and_text(conn):
    return await _fetch(conn, "select %s, %s, %s", ("_binary'\\x'", b"\xff'\\\xfe", "ü"))


async def case_round_trip_bytes_into_blob(conn):
    await _table(conn, "v blob")
    await _fetch(conn, "insert into t values (%s)", (b"\x00\xc3\x28\xff'",))
    return await _fetch(conn, "select v, hex(v) from t")


async def case_round_trip_many_bytes(conn):
    await _table(conn, "v blob, w text")
    async with conn.cursor() as cursor:
        await cursor.executemany("insert into t values (%s, %s)", [(bytes([i, 255 - i]), f"ü{i}") for i in range(256)])
        await cursor.execute("select v, w from t order by w")
        return await cursor.fetchall()


async def case_round_trip_numbers(conn):
    return await _fetch(conn, "select %s, %s, %s, %s", (2**63, -5, 1.25, decimal.Decimal("1.10")))


async def case_round_trip_times(conn):
    await _table(conn, "a date, b datetime(6), c time(6)")
    values = (datetime.date(2024, 1, 2), datetime.datetime(2024, 1, 2, 3, 4, 5, 6), datetime.timedelta(hours=-30, microseconds=7))
    await _fetch(conn, "insert into t values (%s, %s, %s)", values)
    return await _fetch(conn, "select * from t")


async def case_round_trip_in_list(conn):
    await _numbers(conn, 5)
    return await _fetch(conn, "select name from t where id in %s order by id", ([1, 3, 5],))


# -- cursors


async def case_execute_returns_counts(conn):
    await _table(conn)
    async with conn.cursor() as cursor:
        counts = [
            await cursor.execute("insert into t (name) values ('a'), ('b'), ('c')"),
            await cursor.execute("update t set amount = 1"),
            await cursor.execute("update t set amount = 1"),
            await cursor.execute("select * from t"),
            await cursor.execute("delete from t where id > 1"),
            await cursor.execute("create table u (id int)"),
        ]
        return counts, cursor.rowcount


async def case_lastrowid(conn):
    await _table(conn)
    seen = []
    async with conn.cursor() as cursor:
        seen.append(cursor.lastrowid)
        for statement in (
            "insert into t (name) values ('a')", "insert into t (name) values ('b'), ('c')", "insert into t (id) values (70)",
            "select 1", "update t set amount = 1", "insert into t (name) values ('d')",
        ):
            await cursor.execute(statement)
            seen.append((cursor.lastrowid, conn.insert_id()))
    return seen


async def case_new_cursor(conn):
    async with conn.cursor() as cursor:
        return (
            cursor.rowcount, cursor.rownumber, cursor.lastrowid, cursor.description, cursor.arraysize, cursor.closed, cursor.echo,
            cursor.connection is conn, cursor.max_stmt_length, cursor.setinputsizes(1), cursor.setoutputsizes(1),
        )


async def case_fetch_before_execute(conn):
    async with conn.cursor() as cursor:
        return [_raised(cursor.fetchone), _raised(cursor.fetchmany), _raised(cursor.fetchall), _raised(cursor.scroll, 1)]


async def case_fetchone(conn):
    await _numbers(conn, 2)
    async with conn.cursor() as cursor:
        await cursor.execute("select * from t order by id")
        return [(await cursor.fetchone(), cursor.rownumber) for _ in range(4)]


async def case_fetchmany(conn):
    await _numbers(conn, 7)
    async with conn.cursor() as cursor:
        await cursor.execute("select id from t order by id")
        first = await cursor.fetchmany(), await cursor.fetchmany(2)
        cursor.arraysize = 3
        return first, await cursor.fetchmany(), await cursor.fetchmany(), await cursor.fetchmany(), cursor.rownumber


async def case_fetchall_of_nothing(conn):
    async with conn.cursor() as cursor:
        await _table(conn)
        await cursor.execute("select id, name from t")
        return await cursor.fetchall(), await cursor.fetchone(), await cursor.fetchmany(2), cursor.rowcount, cursor.description


async def case_fetch_after_statement_without_rows(conn):
    async with conn.cursor() as cursor:
        await cursor.execute("do 1")
        return await cursor.fetchall(), await cursor.fetchone(), await cursor.fetchmany(2), cursor.description, cursor.rowcount


async def case_fetchall_after_fetchone(conn):
    await _numbers(conn, 3)
    async with conn.cursor() as cursor:
        await cursor.execute("select id from t order by id")
        return await cursor.fetchone(), await cursor.fetchall(), await cursor.fetchall()


async def case_iteration(conn):
    await _numbers(conn, 3)
    async with conn.cursor() as cursor:
        await cursor.execute("select id from t order by id")
        return [row async for row in cursor]


async def case_scroll(conn):
    await _numbers(conn, 9)
    async with conn.cursor() as cursor:
        await cursor.execute("select id from t order by id")
        await cursor.scroll(3)
        seen = [await cursor.fetchone()]
        await cursor.scroll(-2)
        seen.append(await cursor.fetchone())
        await cursor.scroll(8, mode="absolute")
        seen.append(await cursor.fetchone())
        return seen, _raised(cursor.scroll, 1), _raised(cursor.scroll, 9, "absolute"), _raised(cursor.scroll, 1, "sideways")


async def case_many_rows(conn):
    await _numbers(conn, 12000)
    async with conn.cursor() as cursor:
        count = await cursor.execute("select id, name from t order by id")
        rows = await cursor.fetchall()
        return count, len(rows), rows[0], rows[4999:5001], rows[-1], sum(row[0] for row in rows)


async def case_await_cursor(conn):
    cursor = await conn.cursor()
    await cursor.execute("select 1")
    row = await cursor.fetchone()
    await cursor.close()
    return row, cursor.closed, cursor.connection, await cursor.close()


async def case_closed_cursor(conn):
    cursor = await conn.cursor()
    await cursor.close()
    return [
        await _failure(cursor.execute("select 1")), _raised(cursor.mogrify, "a"), await _failure(cursor.nextset()),
        await _failure(cursor.callproc("p")),
    ]


async def case_description(conn):
    await _table(conn, "id bigint not null primary key, a varchar(20) not null, b decimal(7,3), c double, d char(3), e text, f blob")
    async with conn.cursor() as cursor:
        await cursor.execute("select id, a as `the a`, b, c, d, e, f, a + 1, upper(a) from t")
        return cursor.description


async def case_description_in_latin1(conn):
    await _table(conn, "a varchar(20) character set latin1, b varbinary(20), c char(3) character set ascii")
    async with conn.cursor() as cursor:
        await cursor.execute("select * from t")
        return cursor.description


async def case_several_results(conn):
    async with conn.cursor() as cursor:
        seen = [await cursor.execute("select 1; select 2, 3; do 1; select 4")]
        while True:
            seen.append((await cursor.fetchall(), cursor.rowcount, cursor.description is None))
            if not await cursor.nextset():
                return seen


async def case_several_results_left(conn):
    async with conn.cursor() as cursor:
        await cursor.execute("select 1; select 2")
        await cursor.execute("select 3")
        return await cursor.fetchall(), await cursor.nextset()


async def case_several_results_of_two_cursors(conn):
    async with conn.cursor() as one, conn.cursor() as two:
        await one.execute("select 1; select 2")
        await two.execute("select 3")
        return await one.fetchall(), await two.fetchall(), await one.nextset(), await two.nextset()


async def case_second_of_several_fails(conn):
    await _table(conn)
    async with conn.cursor() as cursor:
        failure = await _failure(_all(cursor, "insert into t (name) values ('a'); select nothing; insert into t (name) values ('b')"))
        await cursor.execute("select name from t")
        return failure, await cursor.fetchall()


async def case_nextset_of_nothing(conn):
    async with conn.cursor() as cursor:
        first = await cursor.nextset()
        await cursor.execute("select 1")
        return first, await cursor.nextset(), await cursor.fetchall()


async def case_interleaved_cursors(conn):
    await _numbers(conn, 3)
    async with conn.cursor() as one, conn.cursor() as two:
        await one.execute("select id from t order by id")
        first = await one.fetchone()
        await two.execute("select id from t order by id desc")
        return first, await two.fetchone(), await one.fetchone(), await two.fetchall(), await one.fetchall()


async def case_exceptions_of_cursors(conn):
    async with conn.cursor() as cursor:
        return [
            cursor.Error is pymysql.err.Error, cursor.IntegrityError is aiomysql.IntegrityError, cursor.Warning is pymysql.err.Warning,
            cursor.ProgrammingError is pymysql.ProgrammingError,
        ]


# -- kinds of cursors


async def case_dict_cursor(conn):
    await _numbers(conn, 3)
    async with conn.cursor(aiomysql.DictCursor) as cursor:
        await cursor.execute("select id, name from t order by id")
        return await cursor.fetchone(), await cursor.fetchmany(1), await cursor.fetchall(), await cursor.fetchone()


async def case_dict_cursor_same_names(conn):
    await _table(conn, "id int")
    await _table(conn, "id int", "u")
    await _fetch(conn, "insert into t values (1)")
    await _fetch(conn, "insert into u values (2)")
    return await _fetch(conn, "select * from t, u", None, aiomysql.DictCursor), await _fetch(
        conn, "select 1 as a, 2 as a", None, aiomysql.DictCursor
    )


async def case_dict_cursor_statement_without_rows(conn):
    async with conn.cursor(aiomysql.DictCursor) as cursor:
        await cursor.execute("do 1")
        return await cursor.fetchall(), await cursor.fetchone()


async def case_dict_cursor_several_results(conn):
    async with conn.cursor(aiomysql.DictCursor) as cursor:
        await cursor.execute("select 1 as a; select 2 as b")
        return await cursor.fetchall(), await cursor.nextset(), await cursor.fetchall()


async def case_dict_cursor_with_dict_type(conn):
    class Attributes(dict):
        pass

    class AttributesCursor(aiomysql.DictCursor):
        dict_type = Attributes

    async with conn.cursor(AttributesCursor) as cursor:
        await cursor.execute("select 1 as a")
        return await cursor.fetchone(), isinstance(cursor, AttributesCursor)


async def case_ss_cursor(conn):
    await _numbers(conn, 12)
    async with conn.cursor(aiomysql.SSCursor) as cursor:
        count = await cursor.execute("select id from t order by id")
        return (
            count, cursor.rowcount, await cursor.fetchone(), cursor.rownumber, await cursor.fetchmany(2), await cursor.fetchmany(),
            await cursor.fetchall(), await cursor.fetchone(), await cursor.fetchall(), cursor.rownumber,
        )


async def case_ss_cursor_scroll(conn):
    await _numbers(conn, 12)
    async with conn.cursor(aiomysql.SSCursor) as cursor:
        await cursor.execute("select id from t order by id")
        await cursor.scroll(2)
        seen = [await cursor.fetchone()]
        await cursor.scroll(7, mode="absolute")
        seen.append(await cursor.fetchone())
        return (
            seen, await _failure(cursor.scroll(-1)), await _failure(cursor.scroll(1, "absolute")),
            await _failure(cursor.scroll(1, "sideways")), await cursor.fetchall(),
        )


async def case_ss_cursor_iteration(conn):
    await _numbers(conn, 12000)
    async with conn.cursor(aiomysql.SSCursor) as cursor:
        await cursor.execute("select id from t")
        total = 0
        async for row in cursor:
            total += row[0]
        return total


async def case_ss_cursor_closed_early(conn):
    await _numbers(conn, 12000)
    async with conn.cursor(aiomysql.SSCursor) as cursor:
        await cursor.execute("select id from t order by id")
        first = await cursor.fetchone()
    return first, await _value(conn, "select count(*) from t")


async def case_ss_cursor_several_results(conn):
    async with conn.cursor(aiomysql.SSCursor) as cursor:
        await cursor.execute("select 1; select 2")
        return await cursor.fetchall(), await cursor.nextset(), await cursor.fetchall()


async def case_ss_cursor_without_rows(conn):
    await _table(conn)
    async with conn.cursor(aiomysql.SSCursor) as cursor:
        return await cursor.execute("insert into t (name) values ('a')"), cursor.rowcount, cursor.lastrowid


async def case_ss_dict_cursor(conn):
    await _numbers(conn, 5)
    async with conn.cursor(aiomysql.SSDictCursor) as cursor:
        await cursor.execute("select id, name from t order by id")
        return await cursor.fetchone(), await cursor.fetchmany(2), [row async for row in cursor]


async def case_deserialization_cursor(conn):
    await _table(conn, "id int, v json")
    await _fetch(conn, "insert into t values (1, '{\"a\": [1, 2]}'), (2, null), (3, '7')")
    return await _fetch(conn, "select id, v from t order by id", None, aiomysql.cursors.DeserializationCursor)


async def case_deserialization_of_dicts(conn):
    await _table(conn, "id int, v json")
    await _fetch(conn, "insert into t values (1, '{\"a\": [1, 2]}')")
    return await _fetch(conn, "select id, v from t", None, aiomysql.cursors.DeserializationCursor, aiomysql.DictCursor)


async def case_own_cursor(conn):
    class Counting(aiomysql.Cursor):
        statements = 0

        async def execute(self, query, args=None):
            Counting.statements += 1
            return await super().execute(query, args)

    async with conn.cursor(Counting) as cursor:
        await cursor.execute("select 1")
        await cursor.execute("select 2")
        return await cursor.fetchall(), Counting.statements, isinstance(cursor, Counting), isinstance(cursor, aiomysql.Cursor)


async def case_isinstance_of_cursors(conn):
    seen = []
    for kind in (aiomysql.Cursor, aiomysql.DictCursor, aiomysql.SSCursor, aiomysql.SSDictCursor, aiomysql.cursors.DeserializationCursor):
        async with conn.cursor(kind) as cursor:
            seen.append((type(cursor).__name__, isinstance(cursor, kind), isinstance(cursor, aiomysql.Cursor)))
    async with conn.cursor() as cursor:
        return seen, isinstance(cursor, aiomysql.Cursor), isinstance(cursor, aiomysql.DictCursor)


async def case_isinstance_of_connection(conn):
    return isinstance(conn, aiomysql.Connection)


async def case_no_cursor_class(conn):
    return [_raised(conn.cursor, str), _raised(conn.cursor, 5)]


# -- many rows at once


async def case_executemany_insert(conn):
    await _table(conn)
    async with conn.cursor() as cursor:
        count = await cursor.executemany("INSERT INTO t (name, amount) VALUES (%s, %s)", [("a", 1), ("b", None), ("c", 3)])
        seen = count, cursor.rowcount, cursor.lastrowid
        await cursor.execute("select * from t order by id")
        return seen, await cursor.fetchall()


async def case_executemany_named(conn):
    await _table(conn)
    async with conn.cursor() as cursor:
        await cursor.executemany("insert into t (name, amount) values (%(n)s, %(a)s)", [{"n": "a", "a": 1}, {"n": "b", "a": 2}])
    return await _fetch(conn, "select name, amount from t order by id")


async def case_executemany_of_nothing(conn):
    async with conn.cursor() as cursor:
        return await cursor.executemany("insert into nowhere values (%s)", []), cursor.rowcount


async def case_executemany_update(conn):
    await _numbers(conn, 4)
    async with conn.cursor() as cursor:
        count = await cursor.executemany("update t set name = %s where id >= %s", [("x", 3), ("y", 4), ("z", 9)])
        seen = count, cursor.rowcount
    return seen, await _fetch(conn, "select * from t order by id")


async def case_executemany_on_duplicate(conn):
    await _table(conn, "id int primary key, n int")
    async with conn.cursor() as cursor:
        statement = "insert into t (id, n) values (%s, %s) on duplicate key update n = n + 10"
        count = await cursor.executemany(statement, [(1, 1), (2, 2), (1, 5)])
        seen = count, cursor._last_executed.decode() if isinstance(cursor._last_executed, (bytes, bytearray)) else cursor._last_executed
    return seen, await _fetch(conn, "select * from t order by id")


async def case_executemany_replace(conn):
    await _table(conn, "id int primary key, n int")
    async with conn.cursor() as cursor:
        count = await cursor.executemany("replace into t values (%s, %s)", [(1, 1), (1, 2)])
    return count, await _fetch(conn, "select * from t")


async def case_executemany_generator(conn):
    await _table(conn)
    async with conn.cursor() as cursor:
        count = await cursor.executemany("insert into t (amount) values (%s)", ((i,) for i in range(5)))
    return count, await _fetch(conn, "select amount from t order by id")


async def case_executemany_single_values(conn):
    await _table(conn)
    async with conn.cursor() as cursor:
        count = await cursor.executemany("insert into t (amount) values (%s)", [1, 2, 3])
    return count, await _fetch(conn, "select amount from t order by id")


async def case_executemany_long(conn):
    await _table(conn, "id int auto_increment primary key, v mediumtext")
    async with conn.cursor() as cursor:
        count = await cursor.executemany("insert into t (v) values (%s)", [("ü" * 150000,) for _ in range(9)])
        seen = count, cursor.rowcount, cursor.lastrowid
    return seen, await _fetch(conn, "select count(*), sum(length(v)) from t")


async def case_executemany_with_constants(conn):
    await _table(conn)
    async with conn.cursor() as cursor:
        count = await cursor.executemany("insert into t (name, amount) values ('100%%', %s)", [(1,), (2,)])
    return count, await _fetch(conn, "select name, amount from t order by id")


async def case_executemany_fails(conn):
    await _table(conn, "id int primary key")
    async with conn.cursor() as cursor:
        failure = await _failure(cursor.executemany("insert into t values (%s)", [(1,), (2,), (1,)]))
    return failure, await _fetch(conn, "select * from t")


async def case_executemany_select(conn):
    async with conn.cursor() as cursor:
        return await cursor.executemany("select %s", [(1,), (2,)]), await cursor.fetchall()


# -- procedures


async def case_callproc(conn):
    async with conn.cursor() as cursor:
        await cursor.execute("create procedure p(in a int, out b varchar(20)) begin set b = concat('got ', a); select a + 1; end")
        args = await cursor.callproc("p", (4, None))
        rows = await cursor.fetchall(), await cursor.nextset(), await cursor.fetchall(), await cursor.nextset()
        await cursor.execute("select @_p_0, @_p_1")
        return args, rows, await cursor.fetchall()


async def case_callproc_without_arguments(conn):
    async with conn.cursor() as cursor:
        await cursor.execute("create procedure p() begin select 1; select 2, 3; end")
        args = await cursor.callproc("p")
        return args, await cursor.fetchall(), await cursor.nextset(), await cursor.fetchall(), await cursor.nextset()


async def case_call_left_unread(conn):
    async with conn.cursor() as cursor:
        await cursor.execute("create procedure p() begin select 1; select 2; end")
        await cursor.execute("call p()")
        await cursor.execute("select 5")
        return await cursor.fetchall()


async def case_function(conn):
    await _fetch(conn, "create function f(a int) returns int deterministic return a * 2")
    return await _fetch(conn, "select f(%s)", (21,))


async def case_trigger(conn):
    await _table(conn)
    await _fetch(conn, "create trigger g before insert on t for each row set new.amount = 7")
    await _fetch(conn, "insert into t (name) values ('a')")
    return await _fetch(conn, "select name, amount from t")


# -- transactions


async def case_commit_then_rollback(conn):
    await _table(conn)
    await conn.begin()
    await _fetch(conn, "insert into t (name) values ('kept')")
    await conn.commit()
    await conn.begin()
    await _fetch(conn, "insert into t (name) values ('lost')")
    await conn.rollback()
    return await _fetch(conn, "select name from t")


async def case_begin_keeps_what_was(conn):
    await _table(conn)
    await conn.begin()
    await _fetch(conn, "insert into t (name) values ('kept')")
    await conn.begin()
    await _fetch(conn, "insert into t (name) values ('lost')")
    await conn.rollback()
    return await _fetch(conn, "select name from t")


async def case_transaction_by_statements(conn):
    await _table(conn)
    for statement in (
        "BEGIN", "insert into t (name) values ('kept')", "COMMIT", "START TRANSACTION", "insert into t (name) values ('lost')",
        "ROLLBACK", "begin work", "insert into t (name) values ('too')", "/* now */ commit",
    ):
        await _fetch(conn, statement)
    return await _fetch(conn, "select name from t")


async def case_savepoints(conn):
    await _table(conn)
    await conn.begin()
    for statement in (
        "insert into t (name) values ('kept')", "savepoint s", "insert into t (name) values ('lost')", "rollback to savepoint s",
        "release savepoint s",
    ):
        await _fetch(conn, statement)
    failure = await _failure(_fetch(conn, "rollback to savepoint s"))
    await conn.commit()
    return failure, await _fetch(conn, "select name from t")


async def case_ddl_commits(conn):
    await _table(conn)
    await conn.begin()
    await _fetch(conn, "insert into t (name) values ('kept')")
    await _table(conn, "id int", "u")
    await conn.rollback()
    return await _fetch(conn, "select name from t")


async def case_rollback_after_ddl(conn):
    await _table(conn)
    await conn.begin()
    await _fetch(conn, "insert into t (name) values ('lost')")
    await conn.rollback()
    return await _fetch(conn, "select name from t")


async def case_failed_ddl_commits(conn):
    await _table(conn)
    await conn.begin()
    await _fetch(conn, "insert into t (name) values ('kept')")
    failure = await _failure(_fetch(conn, "create table t (id int)"))
    await conn.rollback()
    return failure, await _fetch(conn, "select name from t")


async def case_failed_statement_keeps_what_was(conn):
    await _table(conn)
    await conn.begin()
    await _fetch(conn, "insert into t (name) values ('kept')")
    failure = await _failure(_fetch(conn, "insert into t (name) values ('x'), (repeat('y', 100))"))
    await conn.commit()
    return failure, await _fetch(conn, "select name from t")


async def case_transaction_across_ddl(conn):
    await _table(conn)
    await conn.begin()
    await _fetch(conn, "insert into t (name) values ('kept')")
    await _table(conn, "id int", "u")
    await conn.begin()
    await _fetch(conn, "insert into t (name) values ('lost')")
    await conn.rollback()
    return await _fetch(conn, "select name from t")


async def case_temporary_table_commits_nothing(conn):
    await _table(conn)
    await conn.begin()
    await _fetch(conn, "insert into t (name) values ('lost')")
    await _fetch(conn, "create temporary table u (id int)")
    await _fetch(conn, "drop temporary table u")
    await conn.rollback()
    return await _fetch(conn, "select name from t")


async def case_words_of_transactions_in_texts(conn):
    await _table(conn)
    await conn.begin()
    await _fetch(conn, "insert into t (name) values ('commit; rollback'), ('begin')")
    return await _fetch(conn, "select name, 'start transaction' from t -- commit")


# -- errors


async def _error(conn, statement, args=None):
    return await _failure(_fetch(conn, statement, args))


async def _error_in_database(conn, statement):
    """The same, where the message names the database."""
    failure = await _error(conn, statement)
    return type(failure), failure.args[0], failure.args[1].replace(conn.db, "zoo")


async def _all(cursor, statements):
    await cursor.execute(statements)
    while await cursor.nextset():
        pass


async def case_error_syntax(conn):
    return await _error(conn, "selec 1")


async def case_error_no_table(conn):
    return await _error_in_database(conn, "select * from nowhere")


async def case_error_no_column(conn):
    return await _error(conn, "select nothing")


async def case_error_duplicate(conn):
    await _table(conn, "id int primary key, n varchar(10) unique")
    await _fetch(conn, "insert into t values (1, 'ü')")
    return await _error(conn, "insert into t values (1, 'b')"), await _error(conn, "insert into t values (2, %s)", ("ü",))


async def case_error_not_null(conn):
    await _table(conn, "id int not null")
    return await _error(conn, "insert into t values (null)")


async def case_error_foreign_key(conn):
    await _table(conn, "id int primary key", "a_parent")
    await _table(conn, "id int, foreign key (id) references a_parent (id)", "a_child")
    failure = await _error(conn, "insert into a_child values (5)")
    await _fetch(conn, "drop table a_child")
    return type(failure), failure.args[0], isinstance(failure, aiomysql.IntegrityError)


async def case_error_too_long(conn):
    await _table(conn, "v varchar(3)")
    return await _error(conn, "insert into t values ('abcd')")


async def case_error_out_of_range(conn):
    await _table(conn, "v tinyint")
    return await _error(conn, "insert into t values (1000)")


async def case_error_bad_number(conn):
    await _table(conn, "v int")
    return await _error_in_database(conn, "insert into t values ('abc')")


async def case_error_bad_date(conn):
    await _table(conn, "v date")
    return await _error_in_database(conn, "insert into t values ('2024-02-31')")


async def case_error_table_exists(conn):
    await _table(conn)
    return await _error(conn, "create table t (id int)")


async def case_error_empty(conn):
    return await _error(conn, ""), await _error(conn, " "), await _error(conn, "-- nothing")


async def case_error_value_count(conn):
    await _table(conn)
    return await _error(conn, "insert into t values (1)")


async def case_error_check(conn):
    await _table(conn, "v int, constraint positive check (v > 0)")
    return await _error_in_database(conn, "insert into t values (-1)")


async def case_error_signal(conn):
    await _fetch(conn, "create procedure p() signal sqlstate '45000' set message_text = 'no, it''s (conn=7) wrong', mysql_errno = 1644")
    return await _error(conn, "call p()")


async def case_error_division(conn):
    return await _error(conn, "select 1/0"), await _error(conn, "select exp(10000)")


async def case_error_no_database(conn):
    return await _error(conn, "use nowhere_at_all")


async def case_error_access(conn):
    return await _error(conn, "select cast('{' as json), json_extract('{', '$')") is not None


async def case_error_engine(conn):
    return await _error(conn, "create table t (id int) engine = nothing")


async def case_error_group(conn):
    return await _error(conn, "select * from (select 1) x where sum(1) > 0")


async def case_error_parameter_count(conn):
    return await _error(conn, "select %s, %s", (1,)), await _error(conn, "select %s", (1, 2))


async def case_error_then_work(conn):
    await _table(conn)
    async with conn.cursor() as cursor:
        await cursor.execute("insert into t (name) values ('a')")
        failure = await _failure(cursor.execute("insert into t (nothing) values (1)"))
        seen = cursor.rowcount, cursor.description, cursor.lastrowid
        await cursor.execute("select name from t")
        return failure, seen, await cursor.fetchall()


async def case_error_classes(conn):
    names = (
        "MySQLError", "Warning", "Error", "InterfaceError", "DatabaseError", "DataError", "OperationalError", "IntegrityError",
        "InternalError", "ProgrammingError", "NotSupportedError",
    )
    return [
        (name, getattr(pymysql.err, name).__mro__, getattr(pymysql.err, name).__module__, getattr(aiomysql, name, None) is
            getattr(pymysql.err, name), getattr(pymysql, name, None) is getattr(pymysql.err, name))
        for name in names
    ]


# -- warnings


async def _warned(conn, statement):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        await _fetch(conn, statement)
    return [(one.category, str(one.message)) for one in seen]


async def case_warning_drop(conn):
    return [(kind, text.replace(conn.db, "zoo")) for kind, text in await _warned(conn, "drop table if exists nowhere")]


async def case_warning_truncated(conn):
    await _fetch(conn, "set sql_mode = ''")
    await _table(conn, "v varchar(3)")
    return await _warned(conn, "insert into t values ('abcdef')")


async def case_warning_select(conn):
    return await _warned(conn, "select 1 + 'abc'")


async def case_warning_show(conn):
    await _fetch(conn, "set sql_mode = ''")
    await _table(conn, "v tinyint")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        await _fetch(conn, "insert into t values (1000), (-1000)")
        return await conn.show_warnings(), await _fetch(conn, "show warnings")


# -- the connection


async def case_connection_facts(conn):
    return (
        conn.charset, conn.encoding, conn.character_set_name(), conn.echo, conn.closed, conn.unix_socket, conn.get_proto_info(),
        isinstance(conn.host, str), isinstance(conn.port, int), isinstance(conn.user, str), type(conn.thread_id()),
        type(conn.get_server_info()), isinstance(conn.db, str),
    )


async def case_connection_identity(conn):
    return [
        conn.thread_id() == await _value(conn, "select connection_id()"), conn.get_server_info() == await _value(conn, "select version()"),
        conn.db == await _value(conn, "select database()"),
    ]


async def case_connection_character_sets(conn):
    return await _fetch(conn, "select @@character_set_client, @@character_set_connection, @@character_set_results")


async def case_connection_escape(conn):
    return [
        conn.escape("it's"), conn.escape(b"a'"), conn.escape(5), conn.escape(None), conn.literal("a\n"), conn.escape_string('"x"'),
        conn.escape([1, "a"]), _raised(conn.escape, {"a": 1}),
    ]


async def case_connection_query(conn):
    await _table(conn)
    return [
        await conn.query("insert into t (name) values ('a'), ('b')"), conn.affected_rows(), conn.insert_id(),
        await conn.query("select * from t"), conn.affected_rows(),
    ]


async def case_connection_ping(conn):
    return await conn.ping(), await conn.ping(reconnect=False)


async def case_connection_transaction_status(conn):
    await conn.begin()
    return conn.get_transaction_status()


async def case_connection_set_names(conn):
    await conn.set_charset("utf8mb4")
    return conn.charset, await _value(conn, "select 'ü'")


async def case_session_variables(conn):
    await _fetch(conn, "set @a = %s, @b = 'ü'", (5,))
    return await _fetch(conn, "select @a, @b")


async def case_prepared_statement(conn):
    await _fetch(conn, "prepare s from 'select ? + 1'")
    await _fetch(conn, "set @a = 4")
    return await _fetch(conn, "execute s using @a"), await _fetch(conn, "deallocate prepare s")


async def case_show_and_explain(conn):
    await _table(conn, "id int primary key, v varchar(3) default 'x'")
    return await _fetch(conn, "show columns from t"), [row[0] for row in await _fetch(conn, "show tables like 't'")]


async def case_escapes_of_jdbc_are_text(conn):
    return await _fetch(conn, "select '{fn now()}', '?', ':name', '$1'")


# -- modules


async def case_constants(conn):
    return (
        FIELD_TYPE.JSON, FIELD_TYPE.VAR_STRING, FIELD_TYPE.NEWDECIMAL, ER.DUP_ENTRY, ER.NO_SUCH_TABLE, ER.BAD_NULL_ERROR,
        CLIENT.MULTI_STATEMENTS, CLIENT.FOUND_ROWS,
    )


async def case_converters(conn):
    from pymysql import converters

    return (
        converters.escape_string("a'b"), converters.escape_item(5, "utf8mb4"), converters.escape_item("x", "utf8mb4"),
        converters.convert_datetime("2024-01-02 03:04:05.6"), converters.convert_date("2024-01-02"),
        converters.convert_timedelta("-01:02:03.5"), converters.convert_date("0000-00-00"), aiomysql.escape_string("'"),
        converters.escape_datetime(datetime.datetime(2024, 1, 2)), converters.through(5),
    )
