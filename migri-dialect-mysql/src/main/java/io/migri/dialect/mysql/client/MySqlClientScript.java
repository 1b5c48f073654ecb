package io.migri.dialect.mysql.client;

import io.migri.dialect.mysql.language.MySqlCheck;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.dialect.mysql.lock.MySqlLocks;
import io.migri.dialect.mysql.state.MySqlFacts;
import io.migri.dialect.mysql.state.MySqlState;
import io.migri.spi.client.ClientLock;
import io.migri.spi.client.ClientScript;
import io.migri.spi.client.UnwritableException;
import io.migri.spi.history.HistoryTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Scripts for {@code mysql} and {@code mariadb}. Some versions leave out comments, which the server keeps in routines, and carriage returns, unless
 * they are told not to; the script looks whether they were.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/9.7/en/mysql-command-options.html">mysql Client Options</a>
 */
public record MySqlClientScript(MySqlFacts facts, MySqlState state, MySqlLocks locks) implements ClientScript {
    private static final List<String> DELIMITERS = List.of("$$", "//", "@@@", "%%%", "^^^");

    @Override
    public String call() {
        return program()
                + " --comments --binary-mode DATABASE < SCRIPT (and not with source, which goes on after an error)";
    }

    private String program() {
        return facts.server().mariaDb() ? "mariadb" : "mysql";
    }

    @Override
    public List<String> directives() {
        List<String> directives = new ArrayList<>(List.of("SET NAMES utf8mb4;", "SET autocommit=1;"));
        String advice = "run this script with " + program() + " --comments --binary-mode";
        String kept = "(select info from information_schema.processlist where id = connection_id()) like"
                + " concat('%/', '* kept *', '/%') /* kept */";
        MySqlCheck.require(kept, advice).forEach(statement -> directives.add(statement + ";"));
        MySqlCheck.require("length('\r\n') = 2", advice).forEach(statement -> directives.add(statement + ";"));
        return directives;
    }

    @Override
    public String written(String statement) throws UnwritableException {
        int nul = statement.indexOf('\0');
        if (nul >= 0) {
            throw new UnwritableException(
                    "the character NUL is lost on the way through a client; write \\0 in its place", nul);
        }
        if (statement.indexOf(';') < 0) {
            return statement + ";";
        }
        String delimiter = delimiter(statement);
        return "DELIMITER " + delimiter + "\n" + statement + "\n" + delimiter + "\nDELIMITER ;";
    }

    /** One that stands nowhere in it, not even in quotes. */
    private static String delimiter(String statement) {
        for (String delimiter : DELIMITERS) {
            if (!statement.contains(delimiter)) {
                return delimiter;
            }
        }
        StringBuilder delimiter = new StringBuilder("$$$");
        while (statement.contains(delimiter)) {
            delimiter.append('$');
        }
        return delimiter.toString();
    }

    @Override
    public List<String> settings() throws SQLException {
        return state.restore();
    }

    @Override
    public List<String> settingsOutside() throws SQLException {
        return state.restoreOutside();
    }

    @Override
    public ClientLock lock(HistoryTable table) throws SQLException {
        String name = MySqlText.literal(locks.lockName(table));
        return new ClientLock(
                MySqlCheck.require("get_lock(" + name + ", 0) <=> 1", "another run holds the lock of the history"),
                MySqlCheck.require(
                        "is_used_lock(" + name + ") <=> connection_id()",
                        "this session does not hold the lock of the history any more"),
                List.of("do release_lock(" + name + ")"));
    }

    @Override
    public String announcement(String migration) {
        return "select " + MySqlText.literal(migration) + " as `applied`";
    }
}
