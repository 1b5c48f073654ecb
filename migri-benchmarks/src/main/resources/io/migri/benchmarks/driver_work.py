"""The same work on a driver and on its facade. Writes seconds by workload, as JSON.

    python driver_work.py DRIVER OUTPUT OPTIONS    on the real driver
"""

import asyncio
import importlib
import json
import sys
import time

EXECUTES = 3000
ROWS = 100_000

_CREATE = "CREATE TABLE work (id integer PRIMARY KEY, name varchar(60), price double precision, flag integer, note varchar(60))"


async def work(driver, conn):
    doing = _WORK[driver](conn)
    await doing.first()
    seconds = {"first": time.time()}
    await doing.execute(_CREATE)
    rows = [(i, f"the item called {i}", i * 0.5, i % 2, None if i % 3 else "a note") for i in range(ROWS)]
    seconds["execute"] = await _timed(doing.execute_each(rows[:EXECUTES]))
    await doing.execute("DELETE FROM work")
    seconds["executemany"] = await _timed(doing.execute_many(rows))
    seconds["fetch"] = await _timed(doing.fetch())
    await doing.execute("DROP TABLE work")
    return seconds


async def _timed(doing):
    begin = time.perf_counter()
    count = await doing
    took = time.perf_counter() - begin
    if count not in (None, ROWS):
        raise AssertionError(f"{count} rows")
    return took


class _Asyncpg:
    insert = "INSERT INTO work VALUES ($1, $2, $3, $4, $5)"

    def __init__(self, conn):
        self._conn = conn

    async def first(self):
        await self._conn.fetchval("SELECT 1")

    async def execute(self, sql):
        await self._conn.execute(sql)

    async def execute_each(self, rows):
        for row in rows:
            await self._conn.execute(self.insert, *row)

    async def execute_many(self, rows):
        await self._conn.executemany(self.insert, rows)

    async def fetch(self):
        return len(await self._conn.fetch("SELECT * FROM work"))


class _Aiosqlite:
    insert = "INSERT INTO work VALUES (?, ?, ?, ?, ?)"

    def __init__(self, conn):
        self._conn = conn

    async def first(self):
        await (await self._conn.execute("SELECT 1")).fetchone()

    async def execute(self, sql):
        await self._conn.execute(sql)

    async def execute_each(self, rows):
        for row in rows:
            await self._conn.execute(self.insert, row)

    async def execute_many(self, rows):
        await self._conn.executemany(self.insert, rows)

    async def fetch(self):
        return len(await self._conn.execute_fetchall("SELECT * FROM work"))


class _Aiomysql:
    insert = "INSERT INTO work VALUES (%s, %s, %s, %s, %s)"

    def __init__(self, conn):
        self._conn = conn

    async def first(self):
        await self.execute("SELECT 1")

    async def execute(self, sql):
        async with self._conn.cursor() as cursor:
            await cursor.execute(sql)

    async def execute_each(self, rows):
        async with self._conn.cursor() as cursor:
            for row in rows:
                await cursor.execute(self.insert, row)

    async def execute_many(self, rows):
        async with self._conn.cursor() as cursor:
            await cursor.executemany(self.insert, rows)

    async def fetch(self):
        async with self._conn.cursor() as cursor:
            await cursor.execute("SELECT * FROM work")
            return len(await cursor.fetchall())


_WORK = {"asyncpg": _Asyncpg, "aiosqlite": _Aiosqlite, "aiomysql": _Aiomysql}


async def migration(driver, conn, output):
    write(output, await work(driver, conn))
    return True


def write(output, seconds):
    with open(output, "w", encoding="utf-8") as file:
        for name, value in seconds.items():
            file.write(f"{name}={value!r}\n")


async def _real(driver, output, options):
    conn = await importlib.import_module(driver).connect(**options)
    if driver == "asyncpg":
        async with conn.transaction():
            seconds = await work(driver, conn)
    else:
        seconds = await work(driver, conn)
        await conn.commit()
    write(output, seconds)
    closing = conn.close()
    if closing is not None:
        await closing


if __name__ == "__main__":
    asyncio.run(_real(sys.argv[1], sys.argv[2], json.loads(sys.argv[3])))
