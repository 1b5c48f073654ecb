package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.cli.output.Ink;
import io.migri.cli.output.Printable;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program on a real terminal, among names, data and sessions of somebody who wants to write on it. */
class PseudoTerminalIT {
    private static final String HOSTILE = "\u001b[2J\u001b]0;title\u0007\u009b2J\b\u202e\u2066x\u061c\u200f\u001b[7m";

    /** Its arguments are a command, which it gives a terminal of its own. */
    private static final String ON_A_TERMINAL = """
        import os, pty, sys
        sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))
        """;

    @TempDir
    private Path directory;

    @ForEachDatabase
    void noDataOfOthersGivesOrdersToIt(Database database) throws Exception {
        database.execute("CREATE TABLE visitors (name varchar(100) PRIMARY KEY)");
        place(database)
                .file("migrations/0001_ok.sql", notice(database.engine()))
                .file("migrations/0002_b" + HOSTILE + ".sql", failing(database.engine()));
        Outcome migrate = onTerminal(database, "migrate", "-l", "debug", "--report");
        assertEquals(3, migrate.status(), migrate::toString);
        assertTrue(migrate.out().contains("\u001b[1;31merror"), migrate::toString);
        assertTrue(migrate.out().contains("\\u001b[2J"), migrate::toString);
        onTerminal(database, "status");
        if (database.engine() == Engine.SQLITE) {
            onTerminal(database, "migrate", "--dry-run");
            onTerminal(database, "validate");
            onTerminal(database, "doctor");
            onTerminal(database, "show", HOSTILE);
            onTerminal(database, HOSTILE);
            onTerminal(database, "migrate", "-m", HOSTILE);
        }
    }

    /** Whoever may connect can hold a lock. */
    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void noSessionOfOthersGivesOrdersToIt(Database database) throws Exception {
        place(database).file("migrations/0001_ok.sql", "CREATE TABLE ok (id int);\n");
        onTerminal(database, "migrate");
        place(database).file("migrations/0002_ok.sql", "ALTER TABLE ok ADD COLUMN b int;\n");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            String comment = " /* " + HOSTILE + " */";
            if (database.engine() == Engine.POSTGRESQL) {
                statement.execute("SET application_name TO 'a" + HOSTILE + "'");
                statement.execute("LOCK TABLE ok IN ACCESS EXCLUSIVE MODE" + comment);
            } else {
                statement.execute("SELECT * FROM ok" + comment);
            }
            Outcome blocked = onTerminal(database, "migrate", "--lock-timeout", "1s", "--lock-retries", "1");
            assertFalse(blocked.status() == 0, blocked::toString);
            onTerminal(database, "lock");
            onTerminal(database, "doctor");
        }
    }

    @Test
    void aPythonMigrationWritesNoMarksOfOurs() throws Exception {
        Distribution migri = new Distribution(directory).with("MIGRI_ARCHIVE", "no");
        migri.file("migrations/0001_a.py", """
                async def migrate(conn):
                    print('\\x1b[2J')
                    raise Exception('a\\ud800k\\ud800rforged\\x1b[2J')
                """);
        Outcome outcome = onTerminal(migri, List.of("-n", "a.db", "migrate"));
        assertEquals(3, outcome.status(), outcome::toString);
        assertTrue(outcome.out().contains("a?k?rforged"), outcome::toString);
    }

    /** Programs read these lines, and look for names in them. */
    @Test
    void offATerminalTheLinesOfMigri07Stay() {
        Distribution migri = new Distribution(directory).with("MIGRI_ARCHIVE", "no");
        String name = "0001_a" + HOSTILE;
        migri.file("migrations/" + name + ".sql", "CREATE TABLE a (id int);\n");
        migri.run("-n", "a.db", "migrate").hasStatus(0).wrote("Applying migrations\n" + name + "...ok\n");
    }

    private Distribution place(Database database) {
        return new Distribution(directory).with("DB_PASS", database.password()).with("MIGRI_ARCHIVE", "no");
    }

    private Outcome onTerminal(Database database, String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "-n", database.name(), "-d"));
        arguments.add(database.engine().dialect());
        if (!database.host().isEmpty()) {
            arguments.addAll(List.of("-h", database.host(), "-p", Integer.toString(database.port())));
            arguments.addAll(List.of("-u", database.user()));
        }
        arguments.addAll(List.of(more));
        return onTerminal(place(database), arguments);
    }

    private static Outcome onTerminal(Distribution migri, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("python3", "-c", ON_A_TERMINAL));
        command.add(Distribution.launcher().toString());
        command.addAll(arguments);
        Outcome outcome = migri.start(command).await();
        // after its live line Migri parks the cursor at the beginning
        String shown = outcome.out().replace(Ink.WRAP.sequence() + "\r", "");
        for (Ink ours : Ink.values()) {
            shown = shown.replace(ours.sequence(), "");
        }
        // the terminal puts a carriage return in front of each line feed
        assertFalse(
                shown.replace("\r\n", "\n")
                        .codePoints()
                        .anyMatch(next -> next != '\n' && next != '\t' && Printable.isHidden(next)),
                outcome::toString);
        assertFalse(shown.isEmpty(), outcome::toString);
        return outcome;
    }

    private static String notice(Engine engine) {
        return engine == Engine.POSTGRESQL
                ? "DO $$ BEGIN RAISE WARNING 'w" + HOSTILE + "'; END $$;\nINSERT INTO visitors VALUES ('v" + HOSTILE
                        + "');\n"
                : "INSERT INTO visitors VALUES ('v" + HOSTILE + "');\n";
    }

    /** An error that repeats data. */
    private static String failing(Engine engine) {
        return switch (engine) {
            case POSTGRESQL, MYSQL, MARIADB ->
                "INSERT INTO visitors SELECT name FROM visitors /* " + HOSTILE + " */;\n";
            case SQLITE ->
                "CREATE TRIGGER t BEFORE INSERT ON visitors BEGIN SELECT RAISE(ABORT, 'r" + HOSTILE
                        + "'); END;\nINSERT INTO visitors VALUES ('x');\n";
        };
    }
}
