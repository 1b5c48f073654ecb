"""Applies the files of a directory with a database's usual driver: DIALECT DIRECTORY DATABASE HOST PORT USER."""

import asyncio
import importlib.util
import os
import pathlib
import sys

DIALECT, DIRECTORY, DATABASE, HOST, PORT, USER = sys.argv[1:]
HISTORY = "CREATE TABLE history (date_applied timestamp, name varchar(200) NOT NULL)"
PASSWORD = os.environ.get("DB_PASS", "")


async def run(connection, execute, commit):
    await execute(HISTORY)
    for file in sorted(pathlib.Path(DIRECTORY).iterdir()):
        await execute("BEGIN")
        if file.suffix == ".py":
            spec = importlib.util.spec_from_file_location(file.stem, file)
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            assert await module.migrate(connection)
        else:
            await execute(file.read_text(encoding="utf-8"))
        await execute(f"INSERT INTO history VALUES (current_timestamp, '{file.stem}')")
        await commit()


async def postgresql():
    import asyncpg

    connection = await asyncpg.connect(host=HOST, port=int(PORT), user=USER, password=PASSWORD, database=DATABASE)
    await run(connection, connection.execute, lambda: connection.execute("COMMIT"))
    await connection.close()


async def sqlite():
    import aiosqlite

    async with aiosqlite.connect(DATABASE, isolation_level=None) as connection:
        await run(connection, connection.execute, connection.commit)


async def mysql():
    import aiomysql

    connection = await aiomysql.connect(host=HOST, port=int(PORT), user=USER, password=PASSWORD, db=DATABASE)

    async def execute(statement):
        async with connection.cursor() as cursor:
            await cursor.execute(statement)

    await run(connection, execute, connection.commit)
    connection.close()


asyncio.run({"postgresql": postgresql, "sqlite": sqlite, "mysql": mysql}[DIALECT]())
