package io.migri.dialect.mysql.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.dialect.mysql.MySqlDialect;
import io.migri.spi.DialectSession;
import io.migri.spi.wire.StatementFailedException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whatever setting of the server's a script changes for itself, the next migration finds it as it was. */
final class MySqlVariableNamesTest {
    /** They report what was done, hold for a moment, or are those of the connection. */
    private static final Set<String> NO_SETTINGS = Set.of(
            "autocommit",
            "timestamp",
            "rand_seed1",
            "rand_seed2",
            "insert_id",
            "last_insert_id",
            "identity",
            "pseudo_thread_id",
            "gtid_next",
            "gtid_seq_no",
            "immediate_server_version",
            "original_server_version",
            "original_commit_timestamp",
            "require_row_format",
            "resultset_metadata",
            "transaction_allow_batching",
            "max_session_mem_used",
            "max_user_connections",
            "tx_isolation",
            "tx_read_only");

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void putsBackWhateverAScriptSets(Database database) throws Exception {
        Set<String> left = new TreeSet<>();
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            new MySqlDialect().session(connection).state().restore();
            Map<String, String> before = variables(connection);
            for (Map.Entry<String, String> one : before.entrySet()) {
                String set = "SET SESSION " + one.getKey() + " = " + another(one.getValue());
                if (!NO_SETTINGS.contains(one.getKey()) && !putBack(connection, set, one)) {
                    left.add(one.getKey());
                }
            }
        }
        assertEquals(Set.of(), left);
    }

    private static boolean putBack(Connection connection, String set, Map.Entry<String, String> one) throws Exception {
        DialectSession session = new MySqlDialect().session(connection);
        session.state().restore();
        try (var reader = session.language().read(new StringReader(set + ";"))) {
            reader.next();
        }
        try {
            session.wire().execute(List.of(set));
        } catch (StatementFailedException none) {
            return true; // it takes no such value, or is the server's
        }
        session.wire().execute(session.state().restore());
        session.wire().execute(session.state().restoreOutside());
        boolean back = one.getValue().equals(variables(connection).get(one.getKey()));
        if (!back) {
            session.wire().execute(List.of("SET SESSION " + one.getKey() + " = DEFAULT"));
        }
        return back;
    }

    private static String another(String value) {
        return switch (value) {
            case "ON" -> "0";
            case "OFF" -> "1";
            case "" -> "'x'";
            default -> value.chars().allMatch(Character::isDigit) ? smaller(value) : "1";
        };
    }

    private static String smaller(String value) {
        return value.length() > 18 ? "4096" : String.valueOf(Long.parseLong(value) < 2 ? 2 : Long.parseLong(value) / 2);
    }

    private static Map<String, String> variables(Connection connection) throws SQLException {
        Map<String, String> variables = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW SESSION VARIABLES")) {
            while (rows.next()) {
                variables.put(rows.getString(1), rows.getString(2));
            }
        }
        return variables;
    }
}
