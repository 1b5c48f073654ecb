package io.migri.meaning;

import io.migri.testkit.server.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What psql does, one statement a message, with each stretch outside of the script's own blocks in one transaction. It knows nothing of Migri,
 * and nothing of SQL but the first words of a line.
 */
final class PlainClient {
    private final Statement statement;
    private boolean stretch;
    private boolean block;

    private PlainClient(Statement statement) {
        this.statement = statement;
    }

    /**
     * A connection whose statements travel as psql sends them, so that nothing is prepared and no portal is open.
     */
    static Connection connect(Database database) throws SQLException {
        String url = database.jdbcUrl();
        return DriverManager.getConnection(
                url + (url.indexOf('?') < 0 ? "?" : "&") + "preferQueryMode=simple",
                database.user(),
                database.password());
    }

    /** Each file as if in a session of its own. Stops at the first that fails, and says whether none did. */
    static boolean run(Connection connection, List<MeaningFile> files) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try {
                for (MeaningFile file : files) {
                    new PlainClient(statement).run(file);
                    statement.execute("DISCARD ALL");
                }
                return true;
            } catch (SQLException e) {
                statement.execute("ROLLBACK");
                statement.execute("DISCARD ALL");
                return false;
            }
        }
    }

    private void run(MeaningFile file) throws SQLException {
        for (String line : file.statements()) {
            send(line, file.alone());
        }
        if (stretch || block) {
            statement.execute("COMMIT");
        }
    }

    private void send(String line, boolean alone) throws SQLException {
        if (line.startsWith("BEGIN") || line.startsWith("START")) {
            endStretch();
            statement.execute(line);
            block = true;
        } else if (ends(line)) {
            if (block) {
                statement.execute(line);
                block = line.endsWith("AND CHAIN;");
            }
        } else if (line.endsWith("-- alone") || (alone && !block)) {
            endStretch();
            statement.execute(line);
        } else {
            if (!block && !stretch) {
                statement.execute("BEGIN");
                stretch = true;
            }
            execute(line);
        }
    }

    private static boolean ends(String line) {
        return line.startsWith("COMMIT")
                || line.startsWith("END")
                || line.startsWith("ABORT")
                || (line.startsWith("ROLLBACK") && !line.contains(" TO "));
    }

    private void endStretch() throws SQLException {
        if (stretch) {
            statement.execute("COMMIT");
            stretch = false;
        }
    }

    /** The rows of a COPY are written a second time, as a command that needs no protocol of its own. */
    private void execute(String line) throws SQLException {
        int instead = line.indexOf(MeaningCase.INSTEAD);
        statement.execute(instead < 0 ? line : line.substring(instead + MeaningCase.INSTEAD.length()));
    }
}
