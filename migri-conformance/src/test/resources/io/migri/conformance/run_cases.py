"""Runs every ``case_*`` of some modules on a connection and writes down what came of each, a line of JSON a case.

    python run_cases.py DRIVER OUTPUT MODULE[,MODULE...] OPTIONS    runs them on the real driver; OPTIONS is JSON for its connect()
    migration()                                                     is what a migration calls to run them on its ``conn``

A case gets a connection on which nothing of another case is left. What it returns, or raises, is what is compared.
"""

import asyncio
import importlib
import json
import os
import re
import sys

#: what differs from run to run, or from one installation to the next, and so is no difference
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")


async def run(driver, conn, modules, output):
    harness = _HARNESSES[driver](conn)
    await harness.open()
    with open(output, "w", encoding="utf-8", errors="surrogatepass") as lines:
        for name, case in _cases(modules):
            await harness.begin()
            line = {"case": name}
            line.update(await _outcome(case, conn))
            await harness.clean()
            lines.write(json.dumps(line, ensure_ascii=True, sort_keys=True) + "\n")
            lines.flush()


def _cases(modules):
    for module in modules:
        loaded = importlib.import_module(module)
        for name, case in list(vars(loaded).items()):  # warnings are noted in there
            if name.startswith("case_"):
                yield name[5:], case


async def _outcome(case, conn):
    try:
        return {"value": describe(await asyncio.wait_for(case(conn), 60))}
    except BaseException as failure:
        return {"error": describe_error(failure)}


def describe(value, depth=0):
    """A text that tells value and type, through all containers."""
    if depth > 20:
        return "..."
    kind = type(value)
    if kind in (list, tuple, set, frozenset):
        inner = [describe(one, depth + 1) for one in value]
        return f"{kind.__name__}[{', '.join(sorted(inner) if kind in (set, frozenset) else inner)}]"
    if isinstance(value, dict):
        pairs = (f"{describe(k, depth + 1)}: {describe(v, depth + 1)}" for k, v in value.items())
        return f"{kind.__name__}{{{', '.join(pairs)}}}"
    if isinstance(value, BaseException):
        return f"raised {describe_error(value)}"
    if kind.__name__ in ("Record", "Row"):
        pairs = ", ".join(f"{k}={describe(value[i], depth + 1)}" for i, k in enumerate(value.keys()))
        return f"{kind.__name__}<{pairs}>"
    if isinstance(value, type):
        return f"class {value.__name__}"
    return f"{kind.__name__} {_ADDRESS.sub('', repr(value))}"


_ATTRIBUTES = (
    "sqlstate", "severity", "detail", "hint", "position", "internal_query", "context", "schema_name", "table_name", "column_name",
    "data_type_name", "constraint_name", "sqlite_errorcode", "sqlite_errorname",
)


def describe_error(failure):
    told = {"type": type(failure).__name__, "bases": _bases(type(failure)), "args": _ADDRESS.sub("", repr(failure.args)),
            "text": _ADDRESS.sub("", str(failure))}
    for name in _ATTRIBUTES:
        value = getattr(failure, name, None)
        if value is not None:
            told[name] = str(value)
    return told


def _bases(kind):
    return [one.__name__ for one in kind.__mro__[1:] if one not in (object, BaseException)]


class _Asyncpg:
    """Both run in a transaction; each case is a savepoint in it."""

    def __init__(self, conn):
        self._conn = conn
        self._transaction = None

    async def open(self):
        if not self._conn.is_in_transaction():
            await self._conn.transaction().start()

    async def begin(self):
        self._transaction = self._conn.transaction()
        await self._transaction.start()

    async def clean(self):
        await self._transaction.rollback()
        await self._conn.reload_schema_state()


class _Aiosqlite:
    """Cases may commit, so what they made is dropped."""

    def __init__(self, conn):
        self._conn = conn

    async def open(self):
        import aiosqlite

        self._conn.row_factory = aiosqlite.Row

    async def begin(self):
        pass

    async def clean(self):
        import aiosqlite

        await self._conn.rollback()
        self._conn.row_factory = aiosqlite.Row
        self._conn.text_factory = str
        for kind in ("view", "trigger", "table"):
            found = await self._conn.execute_fetchall(
                "select name from sqlite_master where type = ? and name not like 'sqlite_%' and name not in ('applied_migration', 'migri_source', 'migri_journal')", (kind,)
            )
            for row in found:
                await self._conn.execute(f'drop {kind} if exists "{row[0]}"')
        await self._conn.commit()


class _Aiomysql:
    """DDL commits, so what cases made is dropped, and what they set is set back."""

    def __init__(self, conn):
        self._conn = conn

    async def open(self):
        pass

    async def begin(self):
        await self._conn.begin()

    async def clean(self):
        await self._conn.rollback()
        async with self._conn.cursor() as cursor:
            await cursor.execute("set sql_mode = default, time_zone = default")
            await cursor.execute("select table_name, table_type from information_schema.tables where table_schema = database()")
            for name, kind in await cursor.fetchall():
                if name not in ("applied_migration", "migri_source", "migri_journal"):
                    await cursor.execute(f"drop {'view' if kind == 'VIEW' else 'table'} if exists `{name}`")
            await cursor.execute("select routine_type, routine_name from information_schema.routines where routine_schema = database()")
            for kind, name in await cursor.fetchall():
                await cursor.execute(f"drop {kind} if exists `{name}`")


_HARNESSES = {"asyncpg": _Asyncpg, "aiosqlite": _Aiosqlite, "aiomysql": _Aiomysql}


async def migration(driver, conn, modules, output):
    await run(driver, conn, modules, output)
    return True


async def _real(driver, output, modules, options):
    module = importlib.import_module(driver)
    conn = await module.connect(**options)
    try:
        await run(driver, conn, modules, output)
    finally:
        closing = conn.close()
        if closing is not None:
            await closing


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    asyncio.run(_real(sys.argv[1], sys.argv[2], sys.argv[3].split(","), json.loads(sys.argv[4])))
