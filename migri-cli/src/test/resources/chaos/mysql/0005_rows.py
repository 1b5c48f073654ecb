async def migrate(conn):
    async with conn.cursor() as cursor:
        for i in range(20):
            await cursor.execute("INSERT INTO seen VALUES (%s, %s)", (i, f"row {i}"))
        await cursor.execute("DO sleep(0.1) /* mark 8 */")
        await cursor.execute("UPDATE animal SET weight = weight + 1")
    return True
