package io.migri.dialect.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Makes sure of what a statement of a dry run executes that is put together at run time: Migri reads the text, has it checked and
 * redirected, and has the server execute that.
 */
final class MySqlDynamic {
    private static final String TEXT = "@`migri text`";

    private final MySqlStage stage;
    private final Connection connection;

    MySqlDynamic(MySqlStage stage, Connection connection) {
        this.stage = stage;
        this.connection = connection;
    }

    /** Where in {@code statement} the expression begins whose text it executes or prepares; -1 where it does neither. */
    static int source(MySqlParts statement) {
        if (statement.at(0, "PREPARE") && statement.at(2, "FROM")) {
            return 3;
        }
        return statement.at(0, "EXECUTE", "IMMEDIATE") ? 2 : -1;
    }

    /** Whether it may be such a statement; most are seen not to be. */
    static boolean mayBe(String statement) {
        return statement.regionMatches(true, 0, "PREPARE", 0, 7)
                || statement.regionMatches(true, 0, "EXECUTE", 0, 7)
                || statement.startsWith("/*");
    }

    /**
     * The statement to send instead.
     *
     * @throws SQLException where the text reaches beyond the copy
     */
    String resolved(String statement) throws SQLException {
        MySqlParts parts = new MySqlParts(stage.tokens(statement));
        int source = source(parts);
        if (source < 0 || source >= parts.size()) {
            return statement;
        }
        int using = parts.at(0, "EXECUTE") ? parts.outside("USING", source) : -1;
        int end = parts.token((using < 0 ? parts.size() : using) - 1).end();
        int start = parts.token(source).start();
        Optional<String> text =
                MySqlConnection.text(connection, "select " + statement.substring(start, end) + " limit 1");
        if (text.isEmpty()) {
            return statement; // NULL, of which the server has its own words
        }
        MySqlConnection.execute(connection, "set " + TEXT + " = " + MySqlText.literal(stage.checked(text.get())));
        return statement.substring(0, start) + TEXT + statement.substring(end);
    }
}
