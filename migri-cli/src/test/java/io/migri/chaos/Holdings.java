package io.migri.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.spi.Dialect;
import io.migri.spi.history.HistoryTable;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.client.ReferenceClient;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * What a database holds in the end.
 *
 * @param applied names in the history, in order
 * @param lines of the dump without our own tables, sorted, because an update that was rolled back moves rows
 */
record Holdings(List<String> applied, List<String> lines) {
    private static final String HISTORY = "applied_migration";
    private static final String JOURNAL = "migri_journal";

    /** Looks, makes sure that nothing is left over, and removes our own tables. */
    static Holdings of(Database database) throws SQLException, IOException, InterruptedException {
        List<String> applied = rows(database, "SELECT name FROM " + HISTORY + " ORDER BY name");
        requireNothingLeft(database);
        database.execute("DROP TABLE " + HISTORY, "DROP TABLE IF EXISTS " + JOURNAL);
        String dump = ReferenceClient.of(database.engine()).dump(database);
        return new Holdings(
                applied,
                dump.replace(database.name(), "«database»").lines().sorted().toList());
    }

    private static void requireNothingLeft(Database database) throws SQLException {
        if (rows(database, tables(database.engine())).contains(JOURNAL)) {
            assertEquals(List.of(), rows(database, "SELECT * FROM " + JOURNAL), "left in the journal");
        }
        if (database.engine() == Engine.POSTGRESQL) {
            assertEquals(
                    List.of(),
                    rows(database, "SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid OR NOT indisready"),
                    "invalid indexes");
        }
        Dialect dialect = dialect(database.engine());
        try (Connection connection = dialect.connect(database.config())) {
            assertTrue(
                    dialect.session(connection)
                            .locks()
                            .tryLock(HistoryTable.USUAL)
                            .isPresent(),
                    "somebody still has the lock");
        }
    }

    static Dialect dialect(Engine engine) {
        return ServiceLoader.load(Dialect.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(dialect -> dialect.id().equals(engine.dialect()))
                .findFirst()
                .orElseThrow();
    }

    /** What is more, and what is less, than in {@code expected}; empty where they are equal. */
    String differenceTo(Holdings expected) {
        return difference("applied", applied, expected.applied) + difference("dump", lines, expected.lines);
    }

    private static String difference(String what, List<String> actual, List<String> expected) {
        List<String> more = without(actual, expected);
        List<String> less = without(expected, actual);
        return more.isEmpty() && less.isEmpty() ? "" : what + " has " + clipped(more) + " but not " + clipped(less);
    }

    private static List<String> without(List<String> all, List<String> these) {
        List<String> left = new ArrayList<>(all);
        these.forEach(left::remove);
        return left;
    }

    private static String clipped(List<String> lines) {
        return lines.size() + " " + lines.subList(0, Math.min(lines.size(), 5));
    }

    private static String tables(Engine engine) {
        return engine == Engine.SQLITE
                ? "SELECT name FROM sqlite_master"
                : "SELECT table_name FROM information_schema.tables WHERE table_name = '" + JOURNAL
                        + "' AND table_schema = " + (engine == Engine.POSTGRESQL ? "current_schema()" : "database()");
    }

    private static List<String> rows(Database database, String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(String.valueOf(rows.getString(1)));
            }
            return found;
        }
    }
}
