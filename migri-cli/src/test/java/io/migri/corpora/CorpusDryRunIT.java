package io.migri.corpora;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.ConnectionConfig;
import io.migri.api.Migration;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;
import io.migri.api.text.Text;
import io.migri.spi.source.MigrationSource;
import io.migri.spi.source.MigrationSourceProvider;
import io.migri.testkit.corpus.Corpus;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import io.migri.testkit.server.client.ReferenceClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * Every corpus can be rehearsed: on an empty database as a whole, and on one that it was applied to, of which a copy lacks nothing.
 * Neither leaves anything, and nor does one that fails in the end.
 */
final class CorpusDryRunIT {
    /** For MariaDB only. */
    private static final List<String> NOT_FOR_MYSQL = List.of("dump-employees-ansi-mysql", "dump-tfs-mysql");

    /** The tests of PL/pgSQL, whose statements are made to fail. */
    private static final String NOT_TO_BE_APPLIED = "plpgsqlregress-pg";

    /** It uses a value that the same run has added to an enumeration, in a function that it goes on to use. */
    private static final String NOT_WITHIN_A_TRANSACTION = "river-pg";

    @TestFactory
    Stream<DynamicTest> leavesNothingOnPostgresql(@TestDatabase(Engine.POSTGRESQL) Database any) throws IOException {
        return tests(any);
    }

    @TestFactory
    Stream<DynamicTest> leavesNothingOnMysql(@TestDatabase(Engine.MYSQL) Database any) throws IOException {
        return tests(any);
    }

    @TestFactory
    Stream<DynamicTest> leavesNothingOnMariadb(@TestDatabase(Engine.MARIADB) Database any) throws IOException {
        return tests(any);
    }

    @TestFactory
    Stream<DynamicTest> leavesEveryByteOnSqlite(@TestDatabase(Engine.SQLITE) Database any) throws IOException {
        ReferenceClient client = ReferenceClient.of(any.engine());
        return Scripts.toApply()
                .filter(corpus -> corpus.engine() == any.engine())
                .map(corpus -> DynamicTest.dynamicTest(corpus.name(), () -> leavesEveryByte(corpus, any, client)));
    }

    /** What was applied stays in the log for as long as another connection is open. */
    private static void leavesEveryByte(Corpus corpus, Database any, ReferenceClient client) throws Exception {
        String failing = "CREATE TABLE zzzz (a); VACUUM; INSERT INTO zzzz VALUES (1); INSERT INTO nowhere VALUES (1);";
        try (Database database = any.server().create();
                Connection open = database.connect();
                Statement statement = open.createStatement()) {
            statement.executeQuery("PRAGMA journal_mode = wal").close();
            statement.executeUpdate("PRAGMA user_version = 1");
            unchanged(database, client, () -> {
                MigrationReport dry = migri(corpus, database, new ArrayList<>())
                        .report(true)
                        .build()
                        .dryRun();
                assertEquals(corpus.files().size(), dry.applied().size());
            });
            migri(corpus, database, new ArrayList<>()).report(true).build().migrate();
            assertTrue(Files.size(Path.of(database.name() + "-wal")) > 0);
            unchanged(database, client, () -> one(corpus, database, new ArrayList<>(), "SELECT 1;")
                    .dryRun());
            unchanged(
                    database,
                    client,
                    () -> assertThrows(
                            MigrationFailedException.class, () -> one(corpus, database, new ArrayList<>(), failing)
                                    .dryRun()));
        }
    }

    private static void unchanged(Database database, ReferenceClient client, Executable run) throws Exception {
        String dump = client.dump(database);
        Path file = Path.of(database.name());
        byte[] bytes = Files.readAllBytes(file);
        byte[] log = Files.readAllBytes(Path.of(file + "-wal"));
        try {
            run.execute();
        } catch (MigriException failure) {
            throw new AssertionError(failure.getMessage() + failure.position() + failure.details(), failure);
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
        assertArrayEquals(bytes, Files.readAllBytes(file));
        assertArrayEquals(log, Files.readAllBytes(Path.of(file + "-wal")));
        assertEquals(dump, client.dump(database));
    }

    private Stream<DynamicTest> tests(Database any) throws IOException {
        ReferenceClient client = ReferenceClient.of(any.engine());
        return Scripts.toApply()
                .filter(corpus -> isFor(corpus, any.engine()))
                .map(corpus -> DynamicTest.dynamicTest(corpus.name(), () -> test(corpus, any, client)));
    }

    private static boolean isFor(Corpus corpus, Engine engine) {
        return (corpus.engine() == engine && !corpus.name().equals(NOT_TO_BE_APPLIED))
                || (corpus.engine() == Engine.MARIADB
                        && engine == Engine.MYSQL
                        && !NOT_FOR_MYSQL.contains(corpus.name()));
    }

    private void test(Corpus corpus, Database any, ReferenceClient client) throws Exception {
        try (Database database = any.server().create()) {
            String empty = client.dump(database);
            rehearse(corpus, database);
            assertEquals(empty, client.dump(database), corpus.name());
            if (any.engine() == Engine.POSTGRESQL) {
                MigrationFailedException failure = assertThrows(
                        MigrationFailedException.class,
                        one(corpus, database, new ArrayList<>(), "SELECT 1 / 0;")::dryRun,
                        corpus.name());
                assertEquals(
                        corpus.name().equals(NOT_WITHIN_A_TRANSACTION),
                        !failure.migration().equals("zzzz"));
                assertEquals(empty, client.dump(database), corpus.name());
            }
            migri(corpus, database, new ArrayList<>()).build().migrate();
            String full = client.dump(database);
            List<String> warned = new ArrayList<>();
            one(corpus, database, warned, "SELECT 1;").dryRun();
            assertEquals(List.of(), warned, corpus.name());
            assertEquals(full, client.dump(database), corpus.name());
            assertEquals(List.of(), scratches(database), corpus.name());
        } catch (MigriException failure) {
            throw new AssertionError(
                    corpus + ": " + failure.getMessage() + failure.position() + failure.details(), failure);
        }
    }

    private static void rehearse(Corpus corpus, Database database) {
        Migri migri = migri(corpus, database, new ArrayList<>()).build();
        if (corpus.name().equals(NOT_WITHIN_A_TRANSACTION)) {
            MigrationFailedException failure = assertThrows(MigrationFailedException.class, migri::dryRun);
            assertTrue(
                    failure.help().map(Text::toString).orElse("").contains(" was left out of the dry run"),
                    failure::toString);
        } else {
            assertEquals(corpus.files().size(), migri.dryRun().applied().size(), corpus.name());
        }
    }

    /** With one migration more. */
    private static Migri one(Corpus corpus, Database database, List<String> warned, String script) {
        Migration more = new Migration(
                "zzzz", "sql", "zzzz.sql", () -> new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)));
        MigrationSource files = source(corpus.directory());
        return migri(corpus, database, warned)
                .source(() -> {
                    List<Migration> all = new ArrayList<>(files.migrations(Set.of("sql", "py"), name -> {}));
                    all.add(more);
                    return all;
                })
                .build();
    }

    private static MigrationSource source(Path directory) {
        return ServiceLoader.load(MigrationSourceProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.scheme().equals("file"))
                .findFirst()
                .orElseThrow()
                .open(directory.toUri());
    }

    /** The driver property is what a user would set for scripts that want foreign keys not to be checked. */
    private static Migri.Builder migri(Corpus corpus, Database database, List<String> warned) {
        ConnectionConfig config = database.config();
        Map<String, String> properties = new HashMap<>(config.properties());
        if (corpus.withoutForeignKeys()) {
            properties.put("sessionVariables", "foreign_key_checks=0");
        }
        return Migri.builder()
                .target(new ConnectionConfig(
                        config.dialect(),
                        config.database(),
                        config.host(),
                        config.port(),
                        config.user(),
                        config.password(),
                        config.schema(),
                        properties))
                .directory(corpus.directory())
                .dryRunRows(OptionalLong.of(20))
                .listener(new MigrationListener() {
                    @Override
                    public void told(Message event) {
                        if (event.level() == Level.NOTE && event.migration().isEmpty()) {
                            warned.add(event.text().toString());
                        }
                    }
                })
                .allowEmpty(true);
    }

    private static List<String> scratches(Database database) throws SQLException {
        if (!database.engine().mysqlFamily()) {
            return List.of();
        }
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW DATABASES LIKE 'migri\\_dry\\_%'")) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
