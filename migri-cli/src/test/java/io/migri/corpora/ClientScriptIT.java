package io.migri.corpora;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.Dialect;
import io.migri.spi.Purpose;
import io.migri.spi.history.HistoryTable;
import io.migri.testkit.corpus.Corpus;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import io.migri.testkit.server.TestDatabase;
import io.migri.testkit.server.client.ReferenceClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database's own client runs the script that Migri writes to the end that Migri comes to. */
final class ClientScriptIT {
    private static final String WITH_CARRIAGE_RETURNS = "northwind-sqlite";

    private static final String TRICKY = """
            quotes ' and " and `, backslashes \\ and \\n, :variables :'a' :"b", $1, $$ and $migri$, ; and // and --no comment
            .bail off
            \\! echo
            go
            /
            DELIMITER //
            # /* no comment */
            ünïcödé 😀""";

    @TempDir
    Path directory;

    @ForEachDatabase
    void comesToTheSameEndAsARun(Database database) throws Exception {
        for (Corpus corpus : Scripts.toApply().toList()) {
            if (isApplied(corpus, database.engine())) {
                try (Database scripted = database.server().create();
                        Database migrated = database.server().create()) {
                    requireSame(
                            corpus.directory(),
                            scripted,
                            migrated,
                            (one, client) -> CorpusMigrationIT.dump(corpus, one, client));
                }
            }
        }
    }

    /** Sessions of clients check foreign keys, so scripts that want it otherwise are left to the tests of Migri's own runs. */
    private static boolean isApplied(Corpus corpus, Engine engine) {
        boolean forMysql = engine == Engine.MYSQL && !CorpusMigrationIT.NOT_FOR_MYSQL.containsKey(corpus.name());
        return (corpus.engine() == engine || (corpus.engine() == Engine.MARIADB && forMysql))
                && !corpus.name().equals(CorpusMigrationIT.NOT_TO_BE_APPLIED)
                && !corpus.name().equals(WITH_CARRIAGE_RETURNS)
                && !corpus.withoutForeignKeys();
    }

    /** The shell would change the texts, so Migri refuses to write them. */
    @Test
    void refusesATextThatTheClientWouldChange(@TestDatabase(Engine.SQLITE) Database database) throws Exception {
        Optional<Corpus> corpus = Scripts.toApply()
                .filter(one -> one.name().equals(WITH_CARRIAGE_RETURNS))
                .findFirst();
        if (corpus.isPresent()) {
            MigriException refusal = assertThrows(MigriException.class, () -> {
                try (var writer = Files.newBufferedWriter(script())) {
                    migri(database, corpus.get().directory()).script(writer);
                }
            });
            assertTrue(refusal.getMessage().contains("carriage return"), refusal.getMessage());
        }
    }

    /** The script of a database that has everything is that of one that has nothing. */
    @ForEachDatabase
    void isTheSameForAnotherDatabaseWhateverIsInThisOne(Database database) throws Exception {
        for (Corpus corpus : Scripts.toApply().toList()) {
            if (isApplied(corpus, database.engine())) {
                try (Database used = database.server().create()) {
                    // Without a file SQLite has a setting less, which is about files.
                    used.execute("CREATE TABLE first (id int)", "DROP TABLE first");
                    Migri migri = migri(used, corpus.directory());
                    StringBuilder empty = new StringBuilder();
                    List<String> names = migri.script(empty);
                    migri.migrate();
                    StringBuilder full = new StringBuilder();
                    assertEquals(names, migri.scriptOfAll(full));
                    assertEquals(empty.toString(), full.toString(), corpus::toString);
                }
            }
        }
    }

    @ForEachDatabase
    void sendsEachTextToTheLetter(Database database) throws Exception {
        file("0001_tricky.sql", """
                CREATE TABLE texts (id int PRIMARY KEY, body varchar(500));
                INSERT INTO texts VALUES (1, %s);
                /* it's a comment; with a quote */ INSERT INTO texts -- and :another
                VALUES (2, %s);
                """.formatted(literal(database, TRICKY), literal(database, ";")) + further(database));
        file(
                "0002_own_transaction.sql",
                "BEGIN;\nINSERT INTO texts VALUES (3, 'x');\nCOMMIT;\nINSERT INTO texts VALUES (4, 'y');\n");
        try (Database other = database.server().create()) {
            requireSame(directory, database, other);
        }
        assertEquals(TRICKY, text(database, "SELECT body FROM texts WHERE id = 1"));
        assertEquals(";", text(database, "SELECT body FROM texts WHERE id = 2"));
    }

    @ForEachDatabase
    void goesOnFromWhatIsApplied(Database database) throws Exception {
        file("0001_first.sql", "CREATE TABLE one (id int);\n");
        migri(database).migrate();
        file("0002_second.sql", "CREATE TABLE two (id int);\n");
        assertEquals(List.of("0002_second"), write(database));
        succeed(run(database));
        assertTrue(migri(database).check().isCurrent());
    }

    @ForEachDatabase
    void keepsAHistoryOfAnotherName(Database database) throws Exception {
        file("0001_first.sql", "CREATE TABLE one (id int);\n");
        Migri migri = Migri.builder()
                .target(database.config())
                .directory(directory)
                .historyTable("steps")
                .storeTexts(false)
                .logging(false)
                .build();
        try (var writer = Files.newBufferedWriter(script())) {
            migri.script(writer);
        }
        succeed(run(database));
        assertTrue(migri.check().isCurrent());
        assertEquals("0001_first", text(database, "SELECT name FROM steps"));
    }

    @ForEachDatabase
    void goesOnFromTheTableOfThePythonTool(Database database) throws Exception {
        String id = database.engine() == Engine.POSTGRESQL || database.engine() == Engine.SQLITE
                ? "id serial"
                : "id int auto_increment";
        String time = database.engine() == Engine.POSTGRESQL || database.engine() == Engine.SQLITE
                ? "timestamp with time zone"
                : "datetime";
        database.execute(
                "CREATE TABLE applied_migration (" + id + ", date_applied " + time
                        + " not null, name text not null, primary key (id))",
                "INSERT INTO applied_migration (date_applied, name) VALUES ('2022-02-20 10:11:12', '0001_first')");
        file("0001_first.sql", "CREATE TABLE one (id int);\n");
        file("0002_second.sql", "CREATE TABLE two (id int);\n");
        assertEquals(List.of("0002_second"), write(database));
        succeed(run(database));
        assertTrue(migri(database).check().isCurrent());
        assertEquals("0002_second", text(database, "SELECT name FROM applied_migration WHERE file_hash IS NOT NULL"));
    }

    @ForEachDatabase
    void changesNothingOnceTheHistoryIsAnother(Database database) throws Exception {
        file("0001_first.sql", "CREATE TABLE one (id int);\n");
        write(database);
        migri(database).migrate();
        file("0002_second.sql", "CREATE TABLE two (id int);\n");
        ProcessResult refused = run(database);
        assertNotEquals(0, refused.exitCode());
        assertTrue(refused.errorText().contains("history"), refused.errorText());
        write(database);
        database.execute("UPDATE applied_migration SET name = '0000_other'");
        refused = run(database);
        assertNotEquals(0, refused.exitCode());
        assertTrue(refused.errorText().contains("history"), refused.errorText());
        assertEquals("1", text(database, "SELECT count(*) FROM applied_migration"));
        assertThrows(SQLException.class, () -> text(database, "SELECT count(*) FROM two"));
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void changesNothingWhileARunIsUnderWay(Database database) throws Exception {
        file("0001_first.sql", "CREATE TABLE one (id int);\n");
        write(database);
        try (Connection other = dialect(database).connect(database.config(), Purpose.CHANGE);
                AutoCloseable lock = dialect(database)
                        .session(other)
                        .locks()
                        .tryLock(HistoryTable.USUAL)
                        .orElseThrow()) {
            ProcessResult refused = run(database);
            assertNotEquals(0, refused.exitCode());
            assertTrue(refused.errorText().contains("another run holds the lock"), refused.errorText() + lock);
        }
        assertThrows(SQLException.class, () -> text(database, "SELECT count(*) FROM one"));
        succeed(run(database));
    }

    /** Comments would be lost in routines. */
    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void refusesAClientThatChangesTexts(Database database) throws Exception {
        file("0001_first.sql", "CREATE TABLE one (id int);\n");
        write(database);
        ProcessResult refused = ReferenceClient.of(database.engine()).run(database, script());
        assertNotEquals(0, refused.exitCode());
        assertTrue(refused.errorText().contains("run this script with"), refused.errorText());
        assertThrows(SQLException.class, () -> text(database, "SELECT count(*) FROM applied_migration"));
    }

    @ForEachDatabase
    void stopsAtTheFirstError(Database database) throws Exception {
        file("0001_first.sql", "CREATE TABLE one (id int);\n");
        file("0002_second.sql", "INSERT INTO one VALUES (1);\nINSERT INTO nowhere VALUES (1);\n");
        file("0003_third.sql", "CREATE TABLE three (id int);\n");
        write(database);
        assertNotEquals(0, run(database).exitCode());
        assertEquals(
                List.of("0002_second", "0003_third"), migri(database).check().pending());
        assertEquals("0", text(database, "SELECT count(*) FROM one"));
    }

    @ForEachDatabase
    void namesAFileThatIsNoSqlAndWritesNothing(Database database) throws Exception {
        file("0001_first.sql", "CREATE TABLE one (id int);\n");
        file("0002_second.py", "async def migrate(conn):\n    return True\n");
        StringBuilder script = new StringBuilder();
        MigriException refusal =
                assertThrows(MigriException.class, () -> migri(database).script(script));
        assertEquals(ErrorCode.VALIDATION, refusal.code());
        assertTrue(refusal.getMessage().contains("0002_second.py"), refusal.getMessage());
        assertEquals("", script.toString());
    }

    @ForEachDatabase
    void changesNothingInTheDatabase(Database database) throws Exception {
        file("0001_first.sql", "CREATE TABLE one (id int);\n");
        ReferenceClient client = ReferenceClient.of(database.engine());
        String before = client.dump(database);
        write(database);
        assertEquals(before, client.dump(database));
    }

    /** What bodies hold. */
    private static String further(Database database) {
        return switch (database.engine()) {
            case POSTGRESQL -> """
                    CREATE FUNCTION plus(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT a + 1; SELECT a + 2; END;
                    CREATE FUNCTION tricky() RETURNS text LANGUAGE plpgsql AS $f$ BEGIN -- :x ; '
                      RETURN ':USER \\ ' || $q$ ; $q$; END $f$;
                    CREATE VIEW part AS SELECT (ARRAY[1,2,3])[1:2] AS two, 1::text AS "a:b";
                    CREATE RULE quiet AS ON UPDATE TO texts DO ALSO (SELECT 1; SELECT 2);
                    SET escape_string_warning = off;
                    SET standard_conforming_strings = off;
                    INSERT INTO texts VALUES (10, 'a \\' :USER ; b');
                    COPY texts FROM stdin;
                    11	tab\\tand :USER ; \\\\.
                    12	\\N
                    \\.
                    """;
            case MYSQL, MARIADB -> """
                    DELIMITER //
                    CREATE PROCEDURE p() BEGIN /* kept; 'here */ SELECT ';' AS a; -- and 'here
                      SELECT "$$//" AS b; END//
                    DELIMITER ;
                    CREATE TRIGGER tr BEFORE UPDATE ON texts FOR EACH ROW BEGIN SET NEW.id = NEW.id; SET @x = 1; END;
                    INSERT INTO texts VALUES (10, 'a \\' ; b\r
                    c');
                    SET sql_mode = 'NO_BACKSLASH_ESCAPES,ANSI_QUOTES';
                    INSERT INTO "texts" VALUES (11, 'c:\\');
                    """;
            case SQLITE -> """
                    CREATE TRIGGER tr AFTER UPDATE ON texts BEGIN UPDATE texts SET id = id; DELETE FROM texts WHERE 0; END;
                    INSERT INTO texts VALUES (10, "double" || [id]);
                    """.replace(" || [id]", "");
        };
    }

    private static String literal(Database database, String text) {
        String doubled = text.replace("'", "''");
        boolean backslashes = database.engine() == Engine.MYSQL || database.engine() == Engine.MARIADB;
        return "'" + (backslashes ? doubled.replace("\\", "\\\\") : doubled) + "'";
    }

    private void requireSame(Path migrations, Database scripted, Database migrated) throws Exception {
        requireSame(migrations, scripted, migrated, Dump::of);
    }

    private void requireSame(Path migrations, Database scripted, Database migrated, Dumping dumping) throws Exception {
        ReferenceClient client = ReferenceClient.of(scripted.engine());
        Migri one = migri(scripted, migrations);
        Migri other = migri(migrated, migrations);
        Path script = script();
        try (var writer = Files.newBufferedWriter(script)) {
            one.script(writer);
        }
        succeed(client.runWritten(scripted, script));
        other.migrate();
        assertEquals(List.of(), one.migrate().results());
        assertTrue(one.history().check().problems().isEmpty());
        assertEquals(entries(other), entries(one));
        dropOwnTables(scripted);
        dropOwnTables(migrated);
        Optional<String> difference = dumping.of(scripted, client).firstDifference(dumping.of(migrated, client));
        assertEquals(Optional.empty(), difference, migrations.toString());
    }

    /** Name, fingerprint and text of each. */
    private static List<String> entries(Migri migri) {
        List<String> entries = new ArrayList<>();
        migri.history()
                .status()
                .forEach(status -> entries.add(status.name() + " " + status.state() + " "
                        + new String(migri.history().show(status.name()), UTF_8)));
        return entries;
    }

    private static void dropOwnTables(Database database) throws SQLException {
        database.execute(
                "DROP TABLE IF EXISTS migri_journal", "DROP TABLE applied_migration", "DROP TABLE migri_source");
    }

    private List<String> write(Database database) throws IOException {
        try (var writer = Files.newBufferedWriter(script())) {
            return migri(database).script(writer);
        }
    }

    private ProcessResult run(Database database) throws Exception {
        return ReferenceClient.of(database.engine()).runWritten(database, script());
    }

    private static void succeed(ProcessResult result) {
        assertEquals(0, result.exitCode(), result::errorText);
        assertEquals(
                List.of(),
                result.errorText()
                        .lines()
                        .filter(line -> !line.contains(": NOTICE:  "))
                        .toList());
    }

    private Path script() {
        return directory.resolve("script.txt");
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private Migri migri(Database database) {
        return migri(database, directory);
    }

    private static Migri migri(Database database, Path migrations) {
        return Migri.builder()
                .target(database.config())
                .directory(migrations)
                .allowEmpty(true)
                .logging(false)
                .build();
    }

    private static Dialect dialect(Database database) {
        String id = database.engine() == Engine.MARIADB
                ? "mysql"
                : database.engine().name();
        return ServiceLoader.load(Dialect.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(one -> one.id().equalsIgnoreCase(id))
                .findFirst()
                .orElseThrow();
    }

    private static String text(Database database, String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** How to see what is in a database. */
    @FunctionalInterface
    private interface Dumping {
        Dump of(Database database, ReferenceClient client) throws Exception;
    }
}
