package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.cli.arguments.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `migri migrate` against SQLite, byte for byte. */
class MigrateIT {
    private static final String SYNCED = "All synced! No new migrations to apply! 🥳\n";

    @TempDir
    private Path directory;

    @Test
    void appliesWhatIsPendingAndThenSaysThatAllIsSynced() throws SQLException {
        Distribution migri = zoo();
        migri.run("-n", "a.db", "migrate", "-m", "zoo")
                .hasStatus(0)
                .complainedOf("is made now")
                .wroteLines("Applying migrations", "0001_initial...ok", "0002_animals...ok");
        migri.run("-n", "a.db", "migrate", "-m", "zoo")
                .hasStatus(0)
                .complained("")
                .wrote(SYNCED);
        assertEquals(
                List.of("0001_initial", "0002_animals"), query("SELECT name FROM applied_migration ORDER BY name"));
        assertEquals(List.of("bear"), query("SELECT name FROM animal"));
    }

    @Test
    void theExampleOfTheReadmeApplies() throws IOException, SQLException {
        Path example = Path.of("..", "examples", "zoo").toRealPath();
        Outcome outcome = migri().run("-n", "a.db", "migrate", "-m", example.toString());
        outcome.hasStatus(0)
                .complainedOf("is made now")
                .wroteLines(
                        "Applying migrations",
                        "0001_initial...ok",
                        "0002_add_animals...ok",
                        "0003_feedings...ok",
                        "0004_hungry_animals...ok",
                        "0005_add_initials...ok");
        assertEquals(List.of("PB-Nanuk", "HP-Pingu", "T-Gobbler"), query("SELECT short_name FROM animal ORDER BY id"));
    }

    @Test
    void aFailureIsToldInFullAndRolledBack() throws SQLException {
        Distribution migri = zoo().file("zoo/0003_bad.sql", "CREATE TABLE x (id);\nCREATE TABLE\ty (id NUL NUL,);\n")
                .file("zoo/0004_more.sql", "SELECT 1;\n");
        migri.run("-n", "a.db", "migrate", "-m", "zoo")
                .hasStatus(3)
                .wrote("""
                    Applying migrations
                    0001_initial...ok
                    0002_animals...ok
                    0003_bad...fail [near ")": syntax error]
                    0004_more...fail [previous migration failed]
                    """)
                .complainedOf("  --> zoo/0003_bad.sql:2:")
                .complainedOf(" 2 | CREATE TABLE    y (id NUL NUL,);\n")
                .complainedOf(
                        "   = rolled back: 0003_bad (database unchanged); 0001_initial to 0002_animals stay applied"
                                + " (2)\n")
                .complainedOf("   = help: fix the file and run `migri migrate` again\n");
        assertEquals(List.of(), query("SELECT name FROM sqlite_master WHERE name IN ('x', 'y')"));
        assertEquals(List.of("2"), query("SELECT count(*) FROM applied_migration"));
    }

    @Test
    void aDryRunSaysSoAndLeavesNothing() throws SQLException {
        zoo().run("-n", "a.db", "migrate", "-m", "zoo", "--dry-run")
                .hasStatus(0)
                .complained("")
                .wroteLines(
                        "Applying migrations",
                        "0001_initial...ok",
                        "0002_animals...ok",
                        "Successfully applied migrations in dry run mode.");
        assertEquals(List.of(), query("SELECT name FROM sqlite_master WHERE name IN ('animal', 'exhibit')"));
    }

    @Test
    void aFailedDryRunDoesNotClaimSuccess() {
        zoo().file("zoo/0003_bad.sql", "SELEC 1;")
                .run("-n", "a.db", "migrate", "-m", "zoo", "--dry-run")
                .hasStatus(3)
                .wroteLines(
                        "Applying migrations",
                        "0001_initial...ok",
                        "0002_animals...ok",
                        "0003_bad...fail [near \"SELEC\": syntax error]")
                .complainedOf("(database unchanged)");
    }

    @Test
    void anEmptyDirectoryIsNoMistake() throws IOException {
        Files.createDirectory(directory.resolve("migrations"));
        migri().run("-n", "a.db", "migrate")
                .hasStatus(0)
                .complainedOf("is made now")
                .wrote("No migrations to apply. Migrations directory is empty.\n");
    }

    @Test
    void aMissingDirectoryEndsTheRunAtOnce() {
        migri().run("-n", "a.db", "migrate", "-m", "nowhere")
                .hasStatus(1)
                .wrote("")
                .complainedOf("nowhere");
        migri().run("-n", "a.db", "migrate").hasStatus(1).wrote("").complainedOf("migrations");
        assertFalse(Files.exists(directory.resolve("a.db")));
    }

    @Test
    void aFileInPlaceOfTheDirectoryIsRefused() {
        migri().file("file", "x")
                .run("-n", "a.db", "migrate", "-m", "file")
                .hasStatus(1)
                .wrote("")
                .complainedOf("file");
    }

    /** The superuser may read everything, so there is nothing to refuse then. */
    @Test
    void anUnreadableDirectoryIsRefusedUnlessTheUserMayReadAll() throws IOException {
        Distribution migri = zoo();
        Path locked = directory.resolve("zoo");
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        try {
            Outcome outcome = migri.run("-n", "a.db", "migrate", "-m", "zoo");
            if (Files.isReadable(locked)) {
                outcome.hasStatus(0);
            } else {
                outcome.hasStatus(1).wrote("").complainedOf("zoo");
            }
        } finally {
            Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void twoFilesOfOneStemAreRefusedBeforeAnythingRuns() {
        zoo().file("zoo/0001_initial.py", "")
                .run("-n", "a.db", "migrate", "-m", "zoo")
                .hasStatus(6)
                .wrote("")
                .complainedOf("0001_initial.py")
                .complainedOf("0001_initial.sql");
    }

    @Test
    void anUnclosedQuoteIsFoundBeforeAnythingRuns() throws SQLException {
        zoo().file("zoo/0003_bad.sql", "SELECT 1;\nSELECT 'x;\n")
                .run("-n", "a.db", "migrate", "-m", "zoo")
                .hasStatus(6)
                .wrote("")
                .complainedOf("  --> zoo/0003_bad.sql:2:8\n");
        assertEquals(List.of(), query("SELECT name FROM sqlite_master WHERE name = 'animal'"));
    }

    @Test
    void anEmptyFileFailsUnlessEmptyFilesAreAllowed() {
        Distribution migri =
                migri().file("migrations/0001_nothing.sql", "").file("migrations/0002_comment.sql", "-- x\n");
        migri.run("-n", "a.db", "migrate")
                .hasStatus(3)
                .wroteLines(
                        "Applying migrations",
                        "0001_nothing...fail [empty migration]",
                        "0002_comment...fail [previous migration failed]");
        migri.run("-n", "a.db", "migrate", "--allow-empty")
                .hasStatus(0)
                .wroteLines("Applying migrations", "0001_nothing...ok", "0002_comment...ok");
        migri.with("MIGRI_ALLOW_EMPTY", "true").run("-n", "b.db", "migrate").hasStatus(0);
    }

    @Test
    void variablesStandInForOptionsAndOptionsWin() {
        Distribution migri = zoo().with("DB_NAME", "a.db").with("MIGRATIONS_DIR", "zoo");
        migri.run("migrate").hasStatus(0).complainedOf("is made now");
        assertTrue(Files.exists(directory.resolve("a.db")));
        migri.run("migrate", "-n", "b.db").hasStatus(0);
        assertTrue(Files.exists(directory.resolve("b.db")));
        migri.run("migrate", "-m", "elsewhere").hasStatus(1);
    }

    @Test
    void emptyVariablesCountAsUnset() {
        Distribution migri = zoo();
        for (Setting setting : Setting.values()) {
            if (!setting.variable().isEmpty()) {
                migri.with(setting.variable(), "");
            }
        }
        migri.run("-n", "a.db", "migrate", "-m", "zoo").hasStatus(0).complainedOf("is made now");
    }

    @Test
    void outputIsUtf8WhateverTheLocale() {
        for (String locale : List.of("C", "POSIX", "C.UTF-8", "xx_YY.UTF-8")) {
            String database = locale + ".db";
            Distribution migri = migri().with("LC_ALL", locale)
                    .file("żółw/0001_größe.sql", "CREATE TABLE ščur (x);")
                    .file("żółw/0002_日本.sql", "SELEC 'жук' 🥳;");
            migri.run("-n", database, "migrate", "-m", "żółw")
                    .hasStatus(3)
                    .wroteLines(
                            "Applying migrations", "0001_größe...ok", "0002_日本...fail [near \"SELEC\": syntax error]")
                    .complainedOf("--> żółw/0002_日本.sql:1:1")
                    .complainedOf(" 1 | SELEC 'жук' 🥳;\n");
        }
    }

    @Test
    void colorIsUsedOnlyWhereItIsWanted() {
        Distribution migri = migri().file("migrations/0001_bad.sql", "SELEC 1;");
        assertFalse(migri.run("-n", "a.db", "migrate").toString().contains("\u001b"));
        String forced = migri.run("-n", "a.db", "migrate", "--color", "always")
                .hasStatus(3)
                .toString();
        assertTrue(forced.contains("0001_bad...\u001b[31mfail\u001b[0m [near"), forced);
        assertTrue(forced.contains("\u001b[1;31merror"), forced);
        migri.with("CLICOLOR_FORCE", "1");
        assertTrue(migri.run("-n", "a.db", "migrate").toString().contains("\u001b"));
        assertFalse(migri.with("NO_COLOR", "1")
                .run("-n", "a.db", "migrate")
                .toString()
                .contains("\u001b"));
    }

    @Test
    void aPersonAtATerminalSeesColorsAndTimes() {
        Distribution migri = zoo().with("TERM", "xterm")
                .with("MIGRI_JAVA_OPTS", "-Dmigri.stdout.terminal=true -Dmigri.stderr.terminal=true");
        Outcome outcome =
                migri.run("-n", "a.db", "migrate", "-m", "zoo").hasStatus(0).complainedOf("is made now");
        assertTrue(
                outcome.out()
                        .matches("(?s).*\n0002_animals\\.\\.\\.\u001b\\[32mok\u001b\\[0m\u001b\\[2m \\(\\d+ ms\\).*"),
                outcome.out());
        String plain = migri.with("NO_COLOR", "1")
                .run("-n", "b.db", "migrate", "-m", "zoo")
                .out();
        assertTrue(plain.contains("0002_animals...ok ("), plain);
    }

    @Test
    void logsAreOnStandardErrorOnly() {
        Distribution migri = zoo();
        migri.run("-n", "a.db", "-l", "DEBUG", "migrate", "-m", "zoo")
                .hasStatus(0)
                .wroteLines("Applying migrations", "0001_initial...ok", "0002_animals...ok")
                .complainedOf("info: found 2 migrations, 2 pending\n");
        migri.file("zoo/0003_bad.sql", "SELEC 1;");
        Outcome quiet = migri.run("-n", "a.db", "migrate", "-m", "zoo").hasStatus(3);
        assertFalse(quiet.err().contains("\tat "), quiet.err());
        migri.run("-n", "a.db", "migrate", "-m", "zoo", "-l", "debug")
                .hasStatus(3)
                .complainedOf("\tat io.migri.");
    }

    @Test
    void aDatabaseInAMissingDirectoryIsReported() {
        zoo().run("-n", "nowhere/a.db", "migrate", "-m", "zoo")
                .hasStatus(1)
                .wrote("")
                .complainedOf("nowhere")
                .complainedOf("   = help: ");
    }

    @Test
    void eightAtOnceApplyEverythingExactlyOnce() throws SQLException {
        Distribution migri = zoo();
        List<Distribution.Running> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(migri.start("-n", "a.db", "migrate", "-m", "zoo"));
        }
        all.forEach(one -> one.await().hasStatus(0));
        assertEquals(List.of("2"), query("SELECT count(*) FROM applied_migration"));
        assertEquals(List.of("1"), query("SELECT count(*) FROM animal"));
    }

    private Distribution zoo() {
        return migri().file(
                        "zoo/0001_initial.sql", "CREATE TABLE animal (name TEXT);\nCREATE TABLE exhibit (name TEXT);\n")
                .file("zoo/0002_animals.sql", "INSERT INTO animal VALUES ('bear');\n")
                .file("zoo/.0003_hidden.sql", "SELEC 1;")
                .file("zoo/notes.txt", "not a migration")
                .file("zoo/old/0000_old.sql", "SELEC 1;");
    }

    private Distribution migri() {
        return new Distribution(directory);
    }

    private List<String> query(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("a.db"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
