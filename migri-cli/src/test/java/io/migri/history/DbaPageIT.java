package io.migri.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.architecture.Sources;
import io.migri.documents.Block;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;

/** The statements of the page for a DBA work as they stand there. A role with these rights alone can do what the page says. */
class DbaPageIT {
    private static final String PASSWORD = "change me";

    @TempDir
    private Path directory;

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void theRoleThatMigratesCanDoSo(Database database) throws Exception {
        try {
            execute(database, "deploy");
            Shell shell = files(as(database, "deploy"));
            if (database.engine() != Engine.POSTGRESQL) {
                execute(database, "rehearse");
            }
            everyCommand(shell);
        } finally {
            drop(database);
        }
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void theRoleThatLooksCanDoSoAndNoMore(Database database) throws Exception {
        try {
            execute(database, "deploy");
            Shell shell = files(as(database, "deploy"));
            shell.migri("migrate").exits(0);
            execute(database, "look");
            Shell looking = new Shell(directory, as(database, "look"));
            assertEquals(
                    List.of("applied 0001_a", "applied 0002_b"),
                    looking.migri("status").exits(0).states());
            looking.migri("validate").exits(0);
            looking.migri("show", "0001_a").exits(0);
            looking.migri("lock").exits(0);
            looking.file("0003_c.sql", "CREATE TABLE c (id int);\n");
            looking.migri("migrate").exits(3);
            looking.migri("unmark", "0001_a").exits(1);
        } finally {
            drop(database);
        }
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void theHistoryMayHaveASchemaOfItsOwn(Database database) throws Exception {
        try {
            execute(database, "deploy");
            execute(database, "aside");
            Shell shell = files(as(database, "deploy"));
            String option = "--history-table=" + aside(database) + ".shop_history";
            shell.migri("migrate", option).exits(0).isSilent();
            assertEquals(
                    List.of("applied 0001_a", "applied 0002_b"),
                    shell.migri("status", option).exits(0).states());
            shell.migri("doctor", option).says("privileges");
        } finally {
            drop(database);
        }
    }

    @ForEachDatabase
    void aHistoryCanBeRenamed(Database database) throws Exception {
        Shell shell = files(database);
        shell.migri("migrate").exits(0);
        for (String statement : statements(database, "move")) {
            if (!statement.contains("migri_journal")) {
                database.execute(statement);
            }
        }
        shell.migri("migrate", "--history-table=shop_history")
                .exits(0)
                .prints("All synced! No new migrations to apply! 🥳");
        shell.migri("show", "--history-table=shop_history", "0001_a").prints("CREATE TABLE a (id int);");
    }

    @ForEachDatabase
    void textsCanBeRemoved(Database database) throws Exception {
        Shell shell = files(database);
        shell.migri("migrate").exits(0);
        for (String statement : block("any texts")) {
            database.execute(statement);
        }
        shell.migri("validate").exits(0);
        shell.migri("show", "0001_a").exits(1).complains("was not kept");
    }

    private static void everyCommand(Shell shell) throws Exception {
        shell.migri("migrate", "--dry-run").exits(0).says("dry run mode");
        shell.migri("migrate").exits(0).isSilent();
        shell.migri("migrate").exits(0);
        assertEquals(
                List.of("applied 0001_a", "applied 0002_b"),
                shell.migri("status").exits(0).states());
        shell.file("0003_c.sql", "CREATE TABLE c (id int PRIMARY KEY, a int);\nCREATE INDEX c_a ON c (a);\n");
        shell.migri("migrate", "--dry-run", "--report").exits(0).says("0003_c...ok");
        shell.migri("migrate").exits(0);
        shell.file("0002_b.sql", "CREATE TABLE b (id bigint);\n");
        shell.migri("validate").exits(6);
        shell.migri("repair").exits(0);
        shell.migri("unmark", "0003_c").exits(0);
        shell.migri("mark", "0003_c").exits(0);
        shell.migri("show", "0003_c").exits(0);
        shell.migri("lock").exits(0);
        shell.migri("doctor").says("privileges");
        shell.file("0004_d.sql", "CREATE TABLE d (id int);\nINSERT INTO nowhere VALUES (1);\n");
        int failed = shell.migri("migrate").result().exitCode();
        assertTrue(failed == 3 || failed == 4, "exit " + failed);
        shell.file("0004_d.sql", "CREATE TABLE d (id int);\nINSERT INTO d VALUES (1);\n");
        shell.migri("migrate").exits(0).says("0004_d...ok");
    }

    private Shell files(Database database) throws IOException {
        return new Shell(directory, database)
                .file("0001_a.sql", "CREATE TABLE a (id int);\n")
                .file("0002_b.sql", "CREATE TABLE b (id int);\n");
    }

    /** Roles are the server's, so each database has its own. */
    private static String role(Database database, String role) {
        return role + "_" + database.name().toLowerCase(Locale.ROOT);
    }

    private static Database as(Database database, String role) {
        return database.withUser(role(database, role), PASSWORD);
    }

    private static String aside(Database database) {
        return database.engine() == Engine.POSTGRESQL ? "audit" : database.name() + "_audit";
    }

    private static void execute(Database database, String block) throws Exception {
        for (String statement : statements(database, block)) {
            database.execute(statement);
        }
    }

    private static List<String> statements(Database database, String block) throws IOException {
        return block(database.engine().dialect() + " " + block).stream()
                .map(statement -> statement
                        .replace("DATABASE shop", "DATABASE \"" + database.name() + "\"")
                        .replace("`shop`", "`" + database.name() + "`")
                        .replace("`audit`", "`" + aside(database) + "`")
                        .replace("TO deploy", "TO " + role(database, "deploy"))
                        .replace("TO look", "TO " + role(database, "look"))
                        .replace("ROLE deploy", "ROLE " + role(database, "deploy"))
                        .replace("ROLE look", "ROLE " + role(database, "look"))
                        .replace("'deploy'", "'" + role(database, "deploy") + "'")
                        .replace("'look'", "'" + role(database, "look") + "'"))
                .toList();
    }

    /** The statements below the comment that names them. */
    private static List<String> block(String name) throws IOException {
        List<Block> named = Block.of(Sources.root().resolve("docs/dba.md")).stream()
                .filter(block -> block.comment().equals(name))
                .toList();
        assertEquals(1, named.size(), () -> "no block " + name);
        assertEquals("sql", named.get(0).language(), name);
        return List.of(String.join("\n", named.get(0).lines()).split(";\\s*", 0));
    }

    private static void drop(Database database) throws SQLException {
        for (String role : List.of("deploy", "look")) {
            for (String statement : database.engine() == Engine.POSTGRESQL
                    ? List.of("DROP OWNED BY " + role(database, role), "DROP ROLE " + role(database, role))
                    : List.of("DROP USER '" + role(database, role) + "'@'%'")) {
                tryTo(database, statement);
            }
        }
        if (database.engine() != Engine.POSTGRESQL) {
            tryTo(database, "DROP DATABASE IF EXISTS `" + aside(database) + "`");
        }
    }

    /** A role that a failed test did not make is not there. */
    private static void tryTo(Database database, String statement) throws SQLException {
        try (Connection connection = database.connect();
                Statement sent = connection.createStatement()) {
            sent.execute(statement);
        } catch (SQLException absent) {
            assertTrue(String.valueOf(absent.getMessage()).contains(" "), absent::toString);
        }
    }
}
