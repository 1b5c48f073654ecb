package io.migri.dialect.mysql.rehearsal.scratch;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Rows on their way, sent whenever there are enough of them. */
final class MySqlScratchMessage {
    private static final int ENOUGH = 512 * 1024;
    /** What a message has beside the statement, and more. */
    private static final int MARGIN = 1024;

    private final Connection connection;
    private final String head;
    private final String table;
    private final int limit;
    private final StringBuilder text = new StringBuilder();
    private long sent;

    /**
     * For rows of one table.
     *
     * @param head of the statement, before the rows
     * @param limit the largest message that the server takes
     */
    MySqlScratchMessage(Connection connection, String head, String table, int limit) {
        this.connection = connection;
        this.head = head;
        this.table = table;
        this.limit = limit;
    }

    /** @param row of ASCII characters */
    void add(String row) throws SQLException {
        if (!text.isEmpty() && text.length() + row.length() > Math.min(ENOUGH, limit - MARGIN)) {
            send();
        }
        if (row.length() > limit - head.length() * 4 - MARGIN) {
            throw tooLarge();
        }
        text.append(text.isEmpty() ? head : ",").append(row);
    }

    /** Sends the rest, and tells how many rows the server took. */
    long sent() throws SQLException {
        if (!text.isEmpty()) {
            send();
        }
        return sent;
    }

    private void send() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            sent += statement.executeLargeUpdate(text.toString());
        }
        text.setLength(0);
    }

    private MigriException tooLarge() {
        return MigriException.of(
                        ErrorCode.DRY_RUN_UNSUPPORTED,
                        "a row of the table " + table
                                + " is too large for the server to rehearse on, which takes messages of " + limit
                                + " bytes; on its way a row is up to twice as long")
                .help(Text.of(
                        "nothing was executed; set max_allowed_packet higher there, or copy fewer rows with ",
                        Option.DRY_RUN_ROWS))
                .build();
    }
}
