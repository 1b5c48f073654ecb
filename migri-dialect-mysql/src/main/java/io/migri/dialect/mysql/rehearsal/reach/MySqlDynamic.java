package io.migri.dialect.mysql.rehearsal.reach;

import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.language.MySqlParts;
import io.migri.dialect.mysql.language.MySqlText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Makes sure of what a statement of a dry run executes that is put together at run time: Migri reads the text, has it checked and
 * redirected, and has the server execute that.
 */
public final class MySqlDynamic {
    private static final String TEXT = "@`migri text`";

    private final MySqlStage stage;
    private final Connection connection;

    public MySqlDynamic(MySqlStage stage, Connection connection) {
        this.stage = stage;
        this.connection = connection;
    }

    /**
     * The statement to send instead.
     *
     * @throws SQLException where the text reaches beyond the copy
     */
    public String resolved(String statement) throws SQLException {
        MySqlParts parts = new MySqlParts(stage.tokens(statement));
        int source = MySqlDynamicText.source(parts);
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
