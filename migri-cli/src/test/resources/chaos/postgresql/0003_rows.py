async def migrate(conn):
    await conn.execute("CREATE TABLE by_python (id int PRIMARY KEY, note text)")
    for i in range(20):
        await conn.execute("INSERT INTO by_python VALUES ($1, $2)", i, f"row {i}")
    await conn.execute("SELECT set_config('application_name', 'mark 4', false), pg_sleep(0.1)")
    await conn.execute("UPDATE animal SET weight = weight + 1 WHERE id > 1990")
    return True
