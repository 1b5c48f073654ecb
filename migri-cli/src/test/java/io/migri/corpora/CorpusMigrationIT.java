package io.migri.corpora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.migri.Migri;
import io.migri.api.ConnectionConfig;
import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.testkit.corpus.Corpora;
import io.migri.testkit.corpus.Corpus;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import io.migri.testkit.server.client.ReferenceClient;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Every corpus leaves the same tables, views, routines and rows behind, whether Migri applies it or the database's own client,
 * which runs each file in a session of its own, as somebody at a shell would. A second run finds nothing to do.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CorpusMigrationIT {
    /** The tests of PL/pgSQL, whose statements are made to fail; it is there to be split. */
    static final String NOT_TO_BE_APPLIED = "plpgsqlregress-pg";

    /** What both clients say to scripts for MariaDB that MySQL does not take. */
    static final Map<String, String> NOT_FOR_MYSQL = Map.of(
            "dump-employees-ansi-mysql", "can't be set to the value of 'NO_AUTO_CREATE_USER'",
            "dump-tfs-mysql", "can't be set to the value of 'NO_AUTO_CREATE_USER'");

    /** What scripts make up by chance differs from one database to the other, and so does the order of rows that follows it. */
    private static final Map<String, Pattern> RANDOM =
            Map.of("documenso-pg", Pattern.compile("(?<![a-z])[a-z]{16}(?![a-z])"));

    private final CorporaTable table = new CorporaTable(
            "corpora-migrations.md",
            "corpus",
            "server",
            "files",
            "statements",
            "dump's lines",
            "equal",
            "ms",
            "client's ms");

    @AfterAll
    void report() throws IOException {
        table.write();
    }

    /** Where there are none, this one says so: an aborted factory of tests is not reported. */
    @Test
    void knowsAllCorpora() throws IOException {
        assertEquals(52, Corpora.find().all().size());
    }

    @TestFactory
    Stream<DynamicTest> appliesToPostgresqlAsPsqlDoes(@TestDatabase(Engine.POSTGRESQL) Database any)
            throws IOException {
        return tests(any);
    }

    @TestFactory
    Stream<DynamicTest> appliesToMysqlAsItsClientDoes(@TestDatabase(Engine.MYSQL) Database any) throws IOException {
        return tests(any);
    }

    @TestFactory
    Stream<DynamicTest> appliesToMariadbAsItsClientDoes(@TestDatabase(Engine.MARIADB) Database any) throws IOException {
        return tests(any);
    }

    @TestFactory
    Stream<DynamicTest> appliesToSqliteAsItsShellDoes(@TestDatabase(Engine.SQLITE) Database any) throws IOException {
        return tests(any);
    }

    private Stream<DynamicTest> tests(Database any) throws IOException {
        ReferenceClient client = ReferenceClient.of(any.engine());
        return Scripts.toApply()
                .filter(corpus -> !corpus.name().equals(NOT_TO_BE_APPLIED) && isFor(corpus.engine(), any.engine()))
                .map(corpus -> DynamicTest.dynamicTest(corpus.name(), () -> test(corpus, any, client)));
    }

    /** What is not said to need MySQL is for MariaDB, and for MySQL as well. */
    private static boolean isFor(Engine wanted, Engine actual) {
        return wanted == actual || (wanted == Engine.MARIADB && actual == Engine.MYSQL);
    }

    private void test(Corpus corpus, Database any, ReferenceClient client) throws Exception {
        try (Database reference = any.server().create();
                Database migrated = any.server().create()) {
            String refusal = any.engine() == Engine.MYSQL ? NOT_FOR_MYSQL.get(corpus.name()) : null;
            if (refusal == null) {
                appliesLikeTheClient(corpus, reference, migrated, client);
            } else {
                failsLikeTheClient(corpus, refusal, reference, migrated, client);
            }
        }
    }

    /** Of the journal nothing is left but the table, and that only where it was needed. */
    private static void dropOwnTables(Corpus corpus, Database migrated) throws SQLException {
        migrated.execute("CREATE TABLE IF NOT EXISTS migri_journal (migration varchar(10))");
        try (Connection connection = migrated.connect();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM migri_journal")) {
            count.next();
            assertEquals(0, count.getInt(1), () -> "notes left behind by " + corpus);
        }
        migrated.execute("DROP TABLE migri_journal", "DROP TABLE applied_migration", "DROP TABLE migri_source");
    }

    private void appliesLikeTheClient(Corpus corpus, Database reference, Database migrated, ReferenceClient client)
            throws Exception {
        long start = System.nanoTime();
        assertEquals("", apply(corpus, client, reference), corpus.name());
        long middle = System.nanoTime();
        long statements = applyTwice(corpus, migrated);
        long end = System.nanoTime();
        dropOwnTables(corpus, migrated);
        Dump expected = dump(corpus, reference, client);
        Optional<String> difference = dump(corpus, migrated, client).firstDifference(expected);
        table.add(
                corpus,
                reference.server().origin(),
                corpus.files().size(),
                statements,
                expected.lines().size(),
                difference.isEmpty() ? "yes" : "no",
                (end - middle) / 1_000_000,
                (middle - start) / 1_000_000);
        difference.ifPresent(found -> fail(corpus + ": " + found));
    }

    /** What is there, without what the corpus makes up by chance. */
    static Dump dump(Corpus corpus, Database database, ReferenceClient client) throws Exception {
        Dump dump = Dump.of(database, client);
        Pattern random = RANDOM.get(corpus.name());
        return random == null ? dump : dump.sortedWithout(random);
    }

    private void failsLikeTheClient(
            Corpus corpus, String refusal, Database reference, Database migrated, ReferenceClient client)
            throws Exception {
        String message = apply(corpus, client, reference);
        assertTrue(message.contains(refusal), corpus + ": " + message);
        MigriException failure =
                assertThrows(MigriException.class, () -> migri(corpus, migrated).migrate(), corpus.name());
        assertTrue(failure.getMessage().contains(refusal), corpus + ": " + failure.getMessage());
        table.add(
                corpus,
                reference.server().origin(),
                corpus.files().size(),
                "-",
                "-",
                "both fail: " + refusal,
                "-",
                "-");
    }

    /** Returns what the client complained about; empty where it did not. */
    private static String apply(Corpus corpus, ReferenceClient client, Database database) throws Exception {
        String[] first = corpus.withoutForeignKeys() ? new String[] {"SET foreign_key_checks=0"} : new String[0];
        for (Path file : corpus.files()) {
            ProcessResult result = client.run(database, file, first);
            if (result.exitCode() != 0) {
                return file.getFileName() + ": " + result.errorText();
            }
        }
        return "";
    }

    /** Returns how many statements were executed. */
    private static long applyTwice(Corpus corpus, Database database) {
        try {
            Migri migri = migri(corpus, database);
            MigrationReport report = migri.migrate();
            assertEquals(corpus.files().size(), report.applied().size(), corpus.name());
            assertEquals(List.of(), migri.migrate().results(), corpus.name());
            return report.applied().stream()
                    .mapToLong(MigrationReport.Applied::statements)
                    .sum();
        } catch (MigriException failure) {
            return fail(
                    corpus + ": " + failure.getMessage()
                            + failure.position().map(p -> " at " + p).orElse(""),
                    failure);
        }
    }

    /** The driver property is what a user would set for scripts that want foreign keys not to be checked. */
    private static Migri migri(Corpus corpus, Database database) {
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
                .allowEmpty(true)
                .build();
    }
}
