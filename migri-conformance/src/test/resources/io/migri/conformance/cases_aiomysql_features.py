"""Calls to aiomysql, feature by feature: what a sceptic would try who wants to find a difference."""

import datetime
import re
import warnings

import aiomysql
import pymysql


async def attempt(action):
    """The result of ``action()``, or its error with what is behind it."""
    try:
        return await action()
    except Exception as error:
        return [type(error).__name__, repr(error.args), type(error.__cause__).__name__, type(error.__context__).__name__]


async def executed(conn, query, args=None, kind=aiomysql.Cursor):
    async with conn.cursor(kind) as cursor:
        await cursor.execute(query, args)
        return await cursor.fetchall()


async def case_feature_exceptions_among_the_names(conn):
    names = "Warning Error InterfaceError DatabaseError DataError OperationalError IntegrityError InternalError ProgrammingError NotSupportedError".split()
    return [name in dir(conn) for name in names], [getattr(conn, name) is getattr(pymysql.err, name) for name in names]


async def case_feature_host_and_port(conn):
    return conn.get_host_info() == f"socket {conn.host}:{conn.port}", conn.host_info == conn.get_host_info(), type(conn.port).__name__, conn.get_proto_info()


async def case_feature_rows_of_nulls(conn):
    async with conn.cursor() as cursor:
        await cursor.execute("create table t (b bit, i int, l bigint, f real, s varchar(32), bb blob, d date, dt datetime, td time, st timestamp null)")
        await cursor.execute("insert into t values (%s,%s,%s,%s,%s,%s,%s,%s,%s,%s)", [None] * 10)
        moment = datetime.datetime(1988, 2, 2, 3, 4, 5)
        values = (True, -3, 123456789012, 5.75, "hello'\" world", b"binary\0data", moment.date(), moment, datetime.timedelta(5, 6), moment.timetuple())
        await cursor.execute("insert into t values (%s,%s,%s,%s,%s,%s,%s,%s,%s,%s)", values)
        await cursor.execute("select * from t")
        return await cursor.fetchall()


async def case_feature_sequences_in_the_text(conn):
    async with conn.cursor() as cursor:
        await cursor.execute("create table t (i int, l int)")
        await cursor.execute("insert into t values (2, 4), (6, 8), (10, 12)")
        outcomes = []
        for given in ((2, 6), [2, 6], {2}, frozenset((6,)), (2,), [[2, 6]]):
            outcomes.append(await attempt(lambda: executed(conn, "select l from t where i in %s order by i", (given,))))
        return outcomes


async def case_feature_rows_in_bulk(conn):
    async with conn.cursor() as cursor:
        await cursor.execute("create table t (id int primary key, name char(20), age int)")
        outcomes = []
        for query in (
            "INSERT INTO t (id, name, age) VALUES (%s, %s, %s)", "insert\n into t (id,\nname, age)\n values (%s,\n%s , %s )\n ",
            "REPLACE INTO t (id, name, age) VALUES (%s,%s,%s)", "INSERT INTO t (id, name, age) VALUES (%s,%s,%s);",
            "insert into t values (%s, %s, %s) on duplicate key update age = values(age)", "insert into t (id, name, age) select %s, %s, %s",
            "insert into t values (%s, concat('%%', %s), %s)", "insert into t set id = %s, name = %s, age = %s", "insert into t (id, name, age) values (%s, %s, (%s))",
        ):  # fmt: skip
            await cursor.execute("delete from t")
            count = await attempt(lambda: cursor.executemany(query, [(0, "bob", 21), (1, "jim", None)]))
            last = cursor._last_executed
            outcomes.append((count, cursor.rowcount, cursor.lastrowid, type(last).__name__, bytes(last) if not isinstance(last, str) else last, await executed(conn, "select * from t")))
        return outcomes


async def case_feature_scrolling(conn):
    outcomes = []
    for kind in (aiomysql.Cursor, aiomysql.DictCursor, aiomysql.SSCursor, aiomysql.SSDictCursor):
        for moves in (((1, "relative"),), ((2, "absolute"),), ((3, "x"),), ((1000, "relative"),), ((-1, "relative"),), ((1, "absolute"), (-1, "relative")), ((2, "absolute"), (1, "absolute"))):
            async with conn.cursor(kind) as cursor:
                outcomes.append(await attempt(lambda: cursor.scroll(1)))
                await cursor.execute("select 1 as a union all select 2 union all select 3")
                for value, mode in moves:
                    outcomes.append(await attempt(lambda: cursor.scroll(value, mode=mode)))
                outcomes.append((cursor.rownumber, await cursor.fetchone()))
                await cursor.fetchall()
    return outcomes


async def case_feature_sizes_of_cursors(conn):
    async with conn.cursor() as cursor:
        before = cursor.arraysize, cursor.rowcount, cursor.rownumber, cursor.lastrowid, cursor.description, cursor.closed, cursor.echo
        cursor.arraysize = 2
        await cursor.execute("select 1 union select 2 union select 3")
        rows = await cursor.fetchmany(), await cursor.fetchmany()
        return before, rows, cursor.setinputsizes(), cursor.setoutputsizes(), cursor.connection is conn, cursor.rownumber, cursor.rowcount


async def case_feature_results_one_after_the_other(conn):
    async with conn.cursor() as cursor:
        await cursor.execute("select 1; select 2; do 0; select 3")
        rows = [await cursor.fetchall()]
        while await cursor.nextset():
            rows.append((cursor.rowcount, await attempt(cursor.fetchall)))
        await cursor.execute("select 4; select 5")
        async with conn.cursor() as other:
            await other.execute("select 6")
            rows.append(await other.fetchall())
        await cursor.execute("select 7; select 8")
        await conn.commit()
        await cursor.execute("select 9")
        rows.append(await cursor.fetchall())
        return rows


async def case_feature_unread_rows_and_other_statements(conn):
    outcomes = []
    for statement in ("select 2", "do 0", "selec"):
        async with conn.cursor(aiomysql.SSCursor) as cursor:
            await cursor.execute("select 1 union select 2 union select 3")
            first = await cursor.fetchone()
            with warnings.catch_warnings(record=True) as told:
                warnings.simplefilter("always")
                outcome = await attempt(lambda: cursor.execute(statement))
            outcomes.append((first, outcome, [(one.category.__name__, str(one.message)) for one in told]))
    return outcomes


async def case_feature_statement_that_takes_too_long(conn):
    async with conn.cursor() as cursor:
        await cursor.execute("select version()")
        ((version,),) = await cursor.fetchall()
        if "MariaDB" in version:
            query = "set statement max_statement_time = 0.05 for select count(*) from information_schema.columns a, information_schema.columns b, information_schema.columns c"
        else:
            query = "select /*+ MAX_EXECUTION_TIME(50) */ count(*) from information_schema.columns a, information_schema.columns b, information_schema.columns c"
        return await attempt(lambda: cursor.execute(query)), await executed(conn, "select 1")


async def case_feature_many_columns(conn):
    async with conn.cursor() as cursor:
        await cursor.execute(f"create table t ({', '.join(f'c{n} int' for n in range(201))})")
        await cursor.execute("select * from t")
        return len(cursor.description), cursor.description[200][0], await cursor.fetchall()


async def case_feature_columns_of_one_name(conn):
    async with conn.cursor(aiomysql.DictCursor) as cursor:
        await cursor.execute("create table a (id int, value int)")
        await cursor.execute("create table b (id int, value int)")
        await cursor.execute("insert into a values (1, 11)")
        await cursor.execute("insert into b values (1, 22)")
        await cursor.execute("select * from a inner join b on a.id = b.id")
        return await cursor.fetchall(), [column[0] for column in cursor.description]


async def case_feature_variables_of_the_session(conn):
    async with conn.cursor() as cursor:
        rows = [await executed(conn, "select @foo")]
        await cursor.execute("set @foo = 'bar', @number = 5, @real = 1.5")
        return rows, await executed(conn, "select @foo, @number, @real, @foo is null")


async def case_feature_long_values(conn):
    async with conn.cursor() as cursor:
        await cursor.execute("create table t (id int auto_increment primary key, b longblob, s longtext)")
        data = b"x\0'\\" * 100_000
        await cursor.execute("insert into t (b, s) values (%s, %s)", (data, "ü" * 200_000))
        ((found, text),) = await executed(conn, "select b, s from t")
        return found == data, len(text), cursor.lastrowid


async def case_feature_names_with_other_letters(conn):
    async with conn.cursor() as cursor:
        await cursor.execute("create table `tëst t` (`hëllö 你好` int, `a.b` int, `%` int)")
        await cursor.execute("insert into `tëst t` values (1, 2, 3)")
        async with conn.cursor(aiomysql.DictCursor) as other:
            await other.execute("select * from `tëst t`")
            return await other.fetchall(), [column[0] for column in other.description]


async def case_feature_procedure_of_several_results(conn):
    async with conn.cursor() as cursor:
        await cursor.execute("create procedure p(in a int, inout b int) begin select a; set b = b + 1; select b, a; end")
        given = await cursor.callproc("p", (1, 5))
        rows = [await cursor.fetchall()]
        while await cursor.nextset():
            rows.append(await cursor.fetchall())
        await cursor.execute("select @_p_0, @_p_1")
        variables = await cursor.fetchall()
        refused = await attempt(lambda: cursor.callproc("p", [1])), await attempt(lambda: cursor.callproc("nosuch"))
        return given, rows, variables, [re.sub(r"PROCEDURE \w+\.", "PROCEDURE ", repr(one)) for one in refused]


async def case_feature_percent_signs(conn):
    outcomes = []
    for query, args in (
        ("select '%%'", None), ("select '%%'", ()), ("select '%%', %s", (1,)), ("select '%'", None), ("select '%'", (1,)), ("select %s", "ab"), ("select %s", 5),
        ("select %(a)s, %(a)s", {"a": "x'"}), ("select %s", None), ("select %d", (1,)), ("select %s", b"x"), ("select %s, %s", [1, 2]), ("select 'a' like '%a%%'", None),
        ("select %s", datetime.timedelta(1)), ("select %s", (datetime.timedelta(-1),)), ("select %r", (1,)),
    ):  # fmt: skip
        outcomes.append(await attempt(lambda: executed(conn, query, args)))
    return outcomes


async def case_feature_cursor_of_ones_own(conn):
    class Mine(aiomysql.Cursor):
        async def fetchone(self):
            return "mine", await super().fetchone()

    class Upper(aiomysql.DictCursor):
        dict_type = lambda self, pairs=(): {re.sub("^", "_", key): value for key, value in pairs}  # noqa: E731

    async with conn.cursor(Mine) as cursor, conn.cursor(Mine, aiomysql.DictCursor) as both, conn.cursor(Upper) as upper:
        await cursor.execute("select 1")
        await both.execute("select 1 as a")
        await upper.execute("select 1 as a")
        return await cursor.fetchone(), await both.fetchone(), await upper.fetchall(), [base.__name__ for base in type(both).__mro__[:2]], await attempt(lambda: _opened(conn, int))


async def _opened(conn, *kinds):
    return await conn.cursor(*kinds)
