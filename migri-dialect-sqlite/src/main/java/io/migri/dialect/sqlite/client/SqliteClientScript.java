package io.migri.dialect.sqlite.client;

import io.migri.dialect.sqlite.connection.SqliteQuery;
import io.migri.dialect.sqlite.language.SqliteQuoting;
import io.migri.dialect.sqlite.language.SqliteTokens;
import io.migri.dialect.sqlite.state.SqliteState;
import io.migri.spi.client.ClientLock;
import io.migri.spi.client.ClientScript;
import io.migri.spi.client.UnwritableException;
import io.migri.spi.history.HistoryTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConnection;

/**
 * Scripts for {@code sqlite3}.
 *
 * @see <a href="https://www.sqlite.org/cli.html">Command Line Shell For SQLite</a>
 */
public record SqliteClientScript(SQLiteConnection connection, SqliteState state) implements ClientScript {
    /** A line of its own with one of these ends a statement, as in the clients of other databases. */
    private static final List<String> ENDS = List.of("go", "/");

    /** Those that print nothing where they are set, so that all may be. */
    private static final List<String> FLAGS = List.of(
            "foreign_keys",
            "recursive_triggers",
            "ignore_check_constraints",
            "legacy_alter_table",
            "trusted_schema",
            "automatic_index",
            "reverse_unordered_selects");

    @Override
    public String call() {
        return "sqlite3 -batch DATABASE < SCRIPT";
    }

    /** Since 3.41 the program takes a text in double quotes for a name only; libraries do not. */
    @Override
    public List<String> directives() {
        return List.of(
                ".bail on",
                ".timeout 60000",
                ".headers off",
                ".mode list",
                ".dbconfig dqs_ddl on",
                ".dbconfig dqs_dml on");
    }

    @Override
    public String written(String statement) throws UnwritableException {
        int nul = statement.indexOf('\0');
        if (nul >= 0) {
            throw new UnwritableException(
                    "the character NUL ends the script for sqlite3; write char(0) in its place", nul);
        }
        SqliteTokens tokens = new SqliteTokens(statement);
        while (tokens.next()) {
            if (isAlone(statement, tokens)) {
                throw new UnwritableException(
                        "a line with nothing else ends the statement for sqlite3; put it in a line with something else",
                        tokens.start());
            }
            int lineEnd = tokens.isQuoted() ? statement.indexOf("\r\n", tokens.start()) : -1;
            if (lineEnd >= 0 && lineEnd < tokens.end()) {
                throw new UnwritableException(
                        "sqlite3 leaves out the carriage return that ends a line within quotes; have the file's lines end"
                                + " with a line feed alone",
                        lineEnd);
            }
        }
        return statement + ";";
    }

    private static boolean isAlone(String statement, SqliteTokens token) {
        return ENDS.stream().anyMatch(token::is)
                && lineIsBlank(statement, token.start() - 1, -1)
                && lineIsBlank(statement, token.end(), 1);
    }

    /** From there to the end, or beginning, of a line that is not the last. */
    private static boolean lineIsBlank(String statement, int from, int step) {
        int at = from;
        while (at >= 0 && at < statement.length() && " \t\r\f".indexOf(statement.charAt(at)) >= 0) {
            at += step;
        }
        return at < 0 || (at < statement.length() && statement.charAt(at) == '\n');
    }

    /** Settings that a script can make, and that would mean something to the next. */
    @Override
    public List<String> settings() throws SQLException {
        List<String> settings = new ArrayList<>(List.of("PRAGMA query_only = 0"));
        for (String flag : FLAGS) {
            String value = SqliteQuery.rows(connection, row -> row.getString(1), "PRAGMA " + flag).stream()
                    .findFirst()
                    .orElse("");
            if (!value.isEmpty()) {
                settings.add("PRAGMA " + flag + " = " + value);
            }
        }
        return settings;
    }

    /** The client waits as its directive says. */
    @Override
    public List<String> settingsOutside() throws SQLException {
        return state.restoreOutside().stream()
                .filter(setting -> !setting.contains("busy_timeout"))
                .toList();
    }

    @Override
    public ClientLock lock(HistoryTable name) {
        return ClientLock.OF_TRANSACTION;
    }

    @Override
    public String announcement(String migration) {
        return "select " + SqliteQuoting.text(migration);
    }
}
