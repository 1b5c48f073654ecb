package io.migri.dialect.mysql.facade;

import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.effect.MySqlStatementReader;
import io.migri.dialect.mysql.language.MySqlParts;
import io.migri.dialect.mysql.language.MySqlQuoting;
import io.migri.dialect.mysql.language.MySqlSqlMode;
import io.migri.dialect.mysql.language.MySqlToken;
import io.migri.dialect.mysql.language.MySqlTokens;
import io.migri.spi.binding.ScriptHost;
import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The transaction that a script believes to be its own. Within the run's it is a savepoint. DDL commits the run's transaction; then
 * the run is told, and a new one is begun before anything else is done, so that the history row has company.
 */
final class MySqlFacadeTransaction {
    private static final String BEGIN = "START TRANSACTION READ WRITE";
    private static final String SAVEPOINT = "SAVEPOINT migri_conn";
    private static final String ROLL_BACK = "ROLLBACK TO SAVEPOINT migri_conn";
    private static final List<String> WORDS = List.of("commit", "rollback", "begin", "start", "autocommit", "xa");

    private static final int DEADLOCK = 1213;

    private final MySqlConnection connection;
    private final MySqlServer server;
    private final ScriptHost host;
    private boolean ended;
    private boolean marked;

    private MySqlFacadeTransaction(MySqlConnection connection, MySqlServer server, ScriptHost host) {
        this.connection = connection;
        this.server = server;
        this.host = host;
    }

    static MySqlFacadeTransaction of(MySqlConnection connection, MySqlServer server, ScriptHost host)
            throws SQLException {
        MySqlFacadeTransaction transaction = new MySqlFacadeTransaction(connection, server, host);
        transaction.mark();
        return transaction;
    }

    boolean isOpen() {
        return host.transactional() || connection.inTransaction();
    }

    /** Keeps what was done apart from a later rollback. */
    @Nullable
    Object commit() throws SQLException {
        if (host.transactional()) {
            ensureOpen();
            mark();
        } else {
            send("COMMIT");
        }
        return null;
    }

    /** Takes back what was done since the last commit, as far as the database can. */
    @Nullable
    Object rollBack() throws SQLException {
        if (!host.transactional()) {
            send("ROLLBACK");
        } else if (!ended && marked) {
            send(ROLL_BACK);
        }
        return null;
    }

    /**
     * Executes a statement that begins or ends a transaction in the way that suits the run; false where it is none.
     *
     * @throws SQLException where it cannot be part of a migration
     */
    boolean handles(String sql) throws SQLException {
        if (!host.transactional() || !mentionsTransactions(sql)) {
            return false;
        }
        List<SqlStatement> statements = statements(sql);
        boolean any = statements.stream().anyMatch(one -> isTransactional(one.effect()));
        if (!any) {
            return false;
        }
        if (statements.size() > 1) {
            throw refused("a text of several statements begins or ends a transaction; send that statement by itself");
        }
        execute(statements.get(0));
        return true;
    }

    /** Each text is read by itself, so a COMMIT in it seems to end nothing. SET autocommit leaves the run's transaction as it is. */
    private void execute(SqlStatement statement) throws SQLException {
        List<MySqlToken> tokens = MySqlTokens.of(statement.text(), MySqlQuoting.of(""), server);
        switch (new MySqlParts(tokens).word(0)) {
            case "START", "BEGIN", "COMMIT" -> commit();
            case "ROLLBACK" -> rollBack();
            default -> {}
        }
    }

    private static boolean isTransactional(TransactionEffect effect) {
        return switch (effect) {
            case BEGINS_BLOCK,
                    BEGINS_READ_ONLY_BLOCK,
                    COMMITS_BLOCK,
                    ROLLS_BACK_BLOCK,
                    COMMITS_AND_BEGINS_BLOCK,
                    ROLLS_BACK_AND_BEGINS_BLOCK,
                    STRAY,
                    REDUNDANT -> true;
            case NONE, ENDS_IT, MAY_END_IT, ALONE, REFUSES_IT, SESSION_ONLY -> false;
        };
    }

    /** Most statements, and the large ones above all, need not be split to know that. */
    private static boolean mentionsTransactions(String sql) {
        if (sql.length() > 4096 && sql.regionMatches(true, 0, "insert", 0, 6)) {
            return false;
        }
        String lower = sql.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(lower::contains);
    }

    private List<SqlStatement> statements(String sql) throws SQLException {
        List<SqlStatement> statements = new ArrayList<>();
        MySqlSqlMode mode = new MySqlSqlMode(MySqlConnection.text(connection.connection(), "select @@sql_mode")
                .orElse(""));
        try (StatementReader reader =
                new MySqlStatementReader(new ScriptCursor(new StringReader(sql)), server, mode, assignment -> {})) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                statements.add(next);
            }
        } catch (IOException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
        return statements;
    }

    private static SQLException refused(String reason) {
        return new SQLException(reason, "0A000");
    }

    /** Begins a new transaction where the database ended the last one. */
    void ensureOpen() throws SQLException {
        if (ended) {
            send(BEGIN);
            ended = false;
            mark();
        }
    }

    /** Looks at the server's last answer, after each statement. */
    void look() {
        if (host.transactional() && !ended && !connection.inTransaction()) {
            ended = true;
            host.committed();
        }
    }

    /**
     * Looks after a failure, whose message does not tell the state: DDL commits before it fails, and a <a
     * href="https://dev.mysql.com/doc/refman/9.7/en/innodb-error-handling.html">deadlock</a> takes everything back.
     */
    void lookAfter(SQLException failure) throws SQLException {
        if (!host.transactional() || ended) {
            return;
        }
        send("DO 0");
        if (failure.getErrorCode() == DEADLOCK) {
            ended = !connection.inTransaction();
        } else {
            look();
        }
    }

    void close() throws SQLException {
        if (host.transactional()) {
            ensureOpen();
            return;
        }
        if (connection.inTransaction()) {
            send("ROLLBACK");
        }
        // Otherwise the history row would wait for a commit that nobody sends.
        send("SET autocommit=1");
    }

    private void mark() throws SQLException {
        if (host.transactional()) {
            send(SAVEPOINT);
            marked = true;
        }
    }

    private void send(String statement) throws SQLException {
        MySqlConnection.execute(connection.connection(), statement);
    }
}
