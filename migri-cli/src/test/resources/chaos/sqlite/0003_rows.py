async def migrate(conn):
    await conn.execute("CREATE TABLE by_python (id INTEGER PRIMARY KEY, note TEXT)")
    for i in range(20):
        await conn.execute("INSERT INTO by_python VALUES (?, ?)", (i, f"row {i}"))
    await conn.execute("UPDATE animal SET weight = weight + 1")
    return True
