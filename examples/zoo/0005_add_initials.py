"""Gives each animal a short name: the initials of its species and its own name, which SQL alone could hardly make."""


async def migrate(conn):
    await conn.execute("ALTER TABLE animal ADD COLUMN short_name TEXT")
    async with conn.execute("SELECT id, name, species FROM animal") as animals:
        short = [(initials(row["species"]) + "-" + row["name"], row["id"]) async for row in animals]
    await conn.executemany("UPDATE animal SET short_name = ? WHERE id = ?", short)
    return True


def initials(species):
    return "".join(word[0].upper() for word in species.split())
