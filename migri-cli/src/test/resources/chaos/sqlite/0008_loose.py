# migri: no-transaction
# may run again: what it wrote stays, and it looks for that
async def migrate(conn):
    await conn.execute("CREATE TABLE IF NOT EXISTS loose (id INTEGER PRIMARY KEY)")
    for i in range(5):
        await conn.execute("INSERT OR IGNORE INTO loose VALUES (?)", (i,))
    await conn.execute("VACUUM")
    return True
