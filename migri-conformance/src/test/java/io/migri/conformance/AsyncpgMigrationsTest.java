package io.migri.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.MigriException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What asyncpg's facade does otherwise than asyncpg, because it is part of a run. */
final class AsyncpgMigrationsTest {
    private static final String REFUSED = """
            async def refused(awaitable):
                try:
                    await awaitable
                except Exception as error:
                    assert type(error).__name__ == "NotSupported", repr(error)
                    return str(error)
                raise AssertionError("it was not refused")


            """;

    private final Database database;

    @TempDir
    private Path directory;

    AsyncpgMigrationsTest(@TestDatabase(Engine.POSTGRESQL) Database database) {
        this.database = database;
    }

    @Test
    void refusesWhatCannotBelongToAMigration() throws Exception {
        migrate(REFUSED + """
                async def migrate(conn):
                    assert "conn.transaction()" in await refused(conn.execute("commit"))
                    assert "history" in await refused(conn.execute("select 1; /* a */ rollback"))
                    await refused(conn.fetch("begin"))
                    await refused(conn.close())
                    await refused(conn.reset())
                    await refused(conn.execute("copy (select 1) to stdout"))
                    await refused(conn.execute("set datestyle = 'German'"))
                    assert conn.is_in_transaction()
                    return True
                """);
        assertEquals("1", value("SELECT count(*) FROM applied_migration"));
    }

    @Test
    void goesOnAfterAChangeOfATableThatWasReadBefore() throws Exception {
        migrate("""
                async def migrate(conn):
                    await conn.execute("create table t (a int)")
                    assert await conn.fetch("select * from t") == []
                    await conn.execute("insert into t values (1)")
                    await conn.execute("alter table t add b int default 5")
                    assert await conn.fetch("select * from t") == [(1, 5)]
                    return True
                """);
    }

    @Test
    void insertsManyRowsAsIfOneByOne() throws Exception {
        migrate("""
                async def migrate(conn):
                    await conn.execute("create table t (a int primary key, b text default 'x', c jsonb)")
                    rows = [(i, None if i % 7 == 0 else "[%d]" % i) for i in range(12_345)]
                    await conn.executemany('INSERT INTO "t" (a, c) VALUES ($1, $2::jsonb);', rows)
                    assert await conn.fetchrow("select count(*), sum(a), count(c), max(b) from t") == (12345, 76193340, 10581, "x")
                    await conn.execute("create table log (n int)")
                    await conn.execute('''
                        create function note() returns trigger language plpgsql as
                            $$ begin insert into log values (1); return null; end $$;
                        create trigger note after insert on t for each statement execute function note()''')
                    await conn.executemany("insert into t (a) values ($1)", [(i,) for i in range(20_000, 22_000)])
                    assert await conn.fetchval("select count(*) from log") == 2_000
                    return True
                """);
    }

    @Test
    void leavesTransactionsToAMigrationThatRunsInNone() throws Exception {
        migrate("""
                # migri: no-transaction
                import asyncpg


                async def migrate(conn):
                    assert not conn.is_in_transaction()
                    await conn.execute("create table t (a int primary key)")
                    await conn.execute("create index concurrently i on t (a)")
                    async with conn.transaction(isolation="serializable"):
                        assert await conn.fetchval("show transaction_isolation") == "serializable"
                        await conn.execute("insert into t values (1)")
                    try:
                        await conn.executemany("insert into t values ($1)", [(2,), (3,), (2,)])
                    except asyncpg.UniqueViolationError:
                        pass
                    await conn.execute("begin")
                    await conn.execute("insert into t values (4)")
                    await conn.execute("commit")
                    heard = []
                    await conn.add_listener("channel", lambda *facts: heard.append(facts[2:]))
                    await conn.execute("notify channel, 'word'")
                    await conn.execute("begin; delete from t")
                    return True
                """);
        assertEquals("1,4", value("SELECT string_agg(a::text, ',' ORDER BY a) FROM t"));
    }

    @Test
    void refusesHalfACharacterInEveryText() throws Exception {
        migrate("""
                import io


                async def refused(awaitable):
                    try:
                        await awaitable
                    except UnicodeEncodeError:
                        return
                    raise AssertionError("it was not refused")


                async def migrate(conn):
                    text = "select 'a\\udcff'"
                    await refused(conn.execute(text))
                    await refused(conn.fetch(text))
                    await refused(conn.fetch(text + " || $1", "b"))
                    await refused(conn.prepare(text))
                    await refused(conn.executemany(text + " || $1", [("b",)]))
                    await refused(conn.copy_from_query(text, output=io.BytesIO()))
                    await refused(conn.copy_from_table("a\\ud800", output=io.BytesIO()))
                    return await conn.fetchval("select 'ok'") == "ok"
                """);
    }

    @Test
    void preparesAStatementAnewThatAFunctionMadeOutdated() throws Exception {
        migrate("""
                # migri: no-transaction
                async def migrate(conn):
                    await conn.execute("create table t (a int)")
                    await conn.execute("create function f() returns void language sql as 'alter table t add b int'")
                    assert await conn.fetch("select * from t") == []
                    await conn.fetch("select f()")
                    await conn.execute("insert into t values (1, 2)")
                    return await conn.fetch("select * from t") == [(1, 2)]
                """);
    }

    @Test
    void undoesAllThatAFailingMigrationDid() throws Exception {
        String migration = """
                async def migrate(conn):
                    async with conn.transaction():
                        await conn.execute("create table t (a int)")
                    await conn.copy_records_to_table("t", records=[(1,)])
                    return (await conn.fetchval("select count(*) from t")) == 2
                """;
        assertThrows(MigriException.class, () -> migrate(migration));
        assertTrue(value("SELECT to_regclass('t') IS NULL").startsWith("t"));
    }

    private void migrate(String migration) throws IOException {
        Files.writeString(directory.resolve("0001_migration.py"), migration);
        Migri.builder()
                .target(database.config())
                .directory(directory)
                .setting("python.engine", "process")
                .setting("python.path", Pythons.plain().toString())
                .build()
                .migrate();
    }

    private String value(String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return String.valueOf(result.getString(1));
        }
    }
}
