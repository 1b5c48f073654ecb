package io.migri.advice;

import io.migri.behaviour.Inspection;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What is in a database.
 *
 * @param lines all that is not Migri's
 * @param history what is recorded as applied, and what stands in the journal
 */
record Content(List<String> lines, List<String> history) {

    static Content of(Database database) throws SQLException {
        List<String> all = Inspection.everything(database);
        List<String> lines =
                new ArrayList<>(all.stream().filter(line -> !isOurs(line)).toList());
        if (database.engine() == Engine.POSTGRESQL) {
            Inspection.rows(database, "SELECT 'invalid: ' || indexrelid::regclass FROM pg_index WHERE NOT indisvalid")
                    .forEach(lines::add);
        }
        Collections.sort(lines);
        List<String> history = new ArrayList<>();
        if (all.stream().anyMatch(line -> line.contains("applied_migration"))) {
            history.addAll(Inspection.rows(database, "SELECT name FROM applied_migration ORDER BY name"));
        }
        all.stream()
                .filter(line -> line.contains("migri_journal: "))
                .forEach(line -> history.add("in the journal: " + line));
        return new Content(lines, history);
    }

    private static boolean isOurs(String line) {
        return line.contains("applied_migration") || line.contains("migri_journal") || line.contains("migri_source");
    }
}
