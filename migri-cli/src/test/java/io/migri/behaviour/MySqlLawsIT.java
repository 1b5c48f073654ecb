package io.migri.behaviour;

import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.api.DatabaseState;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import io.migri.testkit.server.client.ReferenceClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scripts in which nothing is idempotent leave what the server's own client leaves: in one run, and in two runs where the first one
 * fails in the middle.
 */
class MySqlLawsIT {
    private static final String OWN = " table_name <> 'applied_migration' AND table_name NOT LIKE 'migri%' ";

    @TempDir
    private Path directory;

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void whatAScriptLeavesIsWhatTheClientLeaves(Database database) throws Exception {
        try (Database reference = database.server().create()) {
            List<MySqlScripts.Script> scripts = MySqlScripts.of(database.engine());
            Migrations whole = Migrations.in(directory);
            for (MySqlScripts.Script script : scripts) {
                execute(reference, script);
                whole.file(script.name(), script.text());
            }
            whole.migrate(database);
            assertEquals(left(reference), left(database));
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void whatAScriptLeavesAfterAFailureAndItsRemedyIsTheSame(Database database) throws Exception {
        try (Database reference = database.server().create()) {
            Migrations parts = Migrations.in(directory);
            for (MySqlScripts.Script script : LongerSuite.share(MySqlScripts.of(database.engine()))) {
                execute(reference, script);
                interrupt(database, parts, script);
            }
            assertEquals(left(reference), left(database));
        }
    }

    private void execute(Database reference, MySqlScripts.Script script) throws Exception {
        Path file = Files.writeString(directory.resolve("reference.sql"), script.text());
        ProcessResult result = ReferenceClient.of(reference.engine()).run(reference, file);
        assertEquals(0, result.exitCode(), () -> script.name() + ": " + result.errorText());
    }

    /** What is refused afterwards is undone by hand, as the refusal says. */
    private static void interrupt(Database database, Migrations migrations, MySqlScripts.Script script)
            throws Exception {
        List<String> before = left(database);
        MigrationFailedException failure =
                migrations.file(script.name(), script.failing()).fail(database);
        if (failure.state() == DatabaseState.UNCHANGED) {
            assertEquals(before, left(database), script.name());
        }
        migrations.file(script.name(), script.text());
        if (script.refused()) {
            List<String> between = left(database);
            assertThrows(MigriException.class, () -> migrations.migrate(database), script.name());
            assertEquals(between, left(database), script.name());
            undo(database, script);
        }
        try {
            migrations.migrate(database);
        } catch (MigriException e) {
            throw new AssertionError(script.name(), e);
        }
    }

    private static void undo(Database database, MySqlScripts.Script script) throws Exception {
        String like = "LIKE '" + script.name() + "\\_%'";
        for (String kind : List.of("TABLE", "PROCEDURE")) {
            String query = kind.equals("TABLE")
                    ? "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name "
                    : "SELECT routine_name FROM information_schema.routines WHERE routine_schema = DATABASE() AND routine_name ";
            for (String name : rows(database, query + like)) {
                database.execute("DROP " + kind + " `" + name + "`");
            }
        }
        database.execute("DELETE FROM migri_journal");
    }

    private static List<String> left(Database database) throws Exception {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.connect()) {
            for (String query : List.of(
                    "SELECT table_name, column_name, column_type, is_nullable, column_default FROM"
                            + " information_schema.columns WHERE table_schema = DATABASE() AND" + OWN
                            + "ORDER BY 1, ordinal_position",
                    "SELECT routine_name, sql_mode, routine_definition FROM information_schema.routines WHERE"
                            + " routine_schema = DATABASE() ORDER BY 1",
                    "SELECT trigger_name, sql_mode, action_statement FROM information_schema.triggers WHERE"
                            + " trigger_schema = DATABASE() ORDER BY 1")) {
                found.addAll(rows(connection, query));
            }
            for (String table : rows(
                    connection,
                    "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND" + OWN
                            + "ORDER BY 1")) {
                List<String> rows = rows(connection, "SELECT * FROM `" + table + "`");
                Collections.sort(rows);
                rows.forEach(row -> found.add(table + ": " + row));
            }
        }
        return found;
    }
}
