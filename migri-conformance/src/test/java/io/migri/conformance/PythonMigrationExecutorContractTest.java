package io.migri.conformance;

import io.migri.api.ConnectionConfig;
import io.migri.spi.Dialect;
import io.migri.spi.execution.MigrationExecutor;
import io.migri.testkit.DialectFixture;
import io.migri.testkit.MigrationExecutorContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Migrations in Python, in a process of their own, on SQLite. */
final class PythonMigrationExecutorContractTest extends MigrationExecutorContract {

    PythonMigrationExecutorContractTest(@TestDatabase(Engine.SQLITE) Database database) {
        super(new Sqlite(database));
    }

    @Override
    protected MigrationExecutor executor() {
        return ServiceLoader.load(MigrationExecutor.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(executor -> executor.kinds().contains("py"))
                .findFirst()
                .orElseThrow();
    }

    @Override
    protected Map<String, String> settings() {
        try {
            return Map.of(
                    "python.engine", "process", "python.path", Pythons.plain().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected String script(List<String> statements) {
        StringBuilder script = new StringBuilder("async def migrate(conn):\n");
        statements.forEach(statement ->
                script.append("    await conn.execute(\"").append(statement).append("\")\n"));
        return script.append("    return True\n").toString();
    }

    @Override
    protected List<String> wrong() {
        return List.of("async def migrate(conn):\n    return (\n", "x = 1\n  y = 2\n");
    }

    @Override
    protected List<List<String>> alike() {
        return List.of(List.of(
                "async def migrate(conn):\n    return True\n",
                "# one\nasync def migrate(conn):\n\n    return True  # two\n"));
    }

    @Override
    protected List<List<String>> different() {
        return List.of(
                List.of("x = 'a'\n", "x = 'A'\n"), List.of("if x:\n    y()\n    z()\n", "if x:\n    y()\nz()\n"));
    }

    private record Sqlite(Database database) implements DialectFixture {
        @Override
        public Dialect dialect() {
            return ServiceLoader.load(Dialect.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(dialect -> dialect.id().equals("sqlite"))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public ConnectionConfig config() {
            return ConnectionConfig.of(database.name());
        }

        @Override
        public List<String> sessionChanges() {
            return List.of("PRAGMA foreign_keys = ON");
        }
    }
}
