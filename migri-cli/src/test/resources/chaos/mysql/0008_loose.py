# migri: no-transaction
# may run again: what it wrote stays, and it looks for that
async def migrate(conn):
    async with conn.cursor() as cursor:
        await cursor.execute("CREATE TABLE IF NOT EXISTS loose (id int PRIMARY KEY)")
        for i in range(5):
            await cursor.execute("INSERT IGNORE INTO loose VALUES (%s)", (i,))
        await cursor.execute("DO sleep(0.1) /* mark 11 */")
    return True
