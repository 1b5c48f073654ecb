# migri: no-transaction
# may run again: what it wrote stays, and it looks for that
async def migrate(conn):
    await conn.execute("CREATE TABLE IF NOT EXISTS loose (id int PRIMARY KEY)")
    for i in range(5):
        await conn.execute("INSERT INTO loose VALUES ($1) ON CONFLICT DO NOTHING", i)
    await conn.execute("SELECT set_config('application_name', 'mark 14', false), pg_sleep(0.1)")
    await conn.execute("DROP INDEX IF EXISTS loose_id")
    await conn.execute("CREATE INDEX CONCURRENTLY loose_id ON loose (id)")
    return True
