package io.migri.dialect.sqlite.wire;

import io.migri.dialect.sqlite.connection.SqliteOpenTransaction;
import io.migri.dialect.sqlite.effect.SqliteTransactionRules;
import io.migri.dialect.sqlite.rehearsal.reach.SqliteReach;
import io.migri.dialect.sqlite.state.SqliteState;
import io.migri.spi.wire.StatementFailedException;
import io.migri.spi.wire.TransactionSyntax;
import io.migri.spi.wire.Wire;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/**
 * Statements go straight to SQLite's own {@code sqlite3_exec}, which steps through all rows and drops them: that is the
 * shortest way through the driver, and the only one on which it looks for no commands of its own.
 */
public final class SqliteWire implements Wire {
    /** The write lock is taken at once, for one that is wanted later may be refused without any waiting. */
    private static final TransactionSyntax TRANSACTIONS = TransactionSyntax.standard("BEGIN IMMEDIATE");

    private final SQLiteConnection driver;
    private final SqliteReach reach;
    private final SqliteState state;
    private @Nullable SqliteCommits commits;
    private int transactions;

    /** @param reach how far statements may reach */
    public SqliteWire(SQLiteConnection driver, SqliteReach reach, SqliteState state) {
        this.driver = driver;
        this.reach = reach;
        this.state = state;
    }

    @Override
    public TransactionSyntax syntax() {
        return TRANSACTIONS;
    }

    @Override
    public void execute(List<String> statements) throws StatementFailedException {
        expect(statements);
        for (int i = 0; i < statements.size(); i++) {
            try {
                execute(statements.get(i));
            } catch (SQLException e) {
                throw new StatementFailedException(i, e);
            }
        }
    }

    @Override
    public boolean transactionSurvived() {
        SqliteCommits known = commits;
        return known == null || !known.any();
    }

    @Override
    public boolean transactionOpen() {
        return SqliteOpenTransaction.isOpen(driver);
    }

    /** How many have begun so far. */
    public int transactions() {
        return transactions;
    }

    private void expect(List<String> statements) throws StatementFailedException {
        if (state.isRestoredBy(statements)) {
            return;
        }
        try {
            state.foreignKeys().expect(statements);
        } catch (SQLException e) {
            throw new StatementFailedException(0, e);
        }
    }

    private void execute(String statement) throws SQLException {
        if (state.asides().executes(statement)) {
            return;
        }
        reach.check(statement);
        state.doubleQuotes().check(statement);
        if (statement.equals(TRANSACTIONS.commit())) {
            state.foreignKeys().beforeCommit();
            commit(statement);
            state.foreignKeys().ended();
        } else if (SqliteTransactionRules.begins(statement)) {
            begin(statement);
            transactions++;
            countCommits();
            state.foreignKeys().begun();
        } else {
            driver.getDatabase()._exec(statement);
            follow(statement);
        }
    }

    /** One that fails leaves its transaction open. */
    private void commit(String statement) throws SQLException {
        SqliteCommits known = commits;
        int before = known == null ? 0 : known.count();
        try {
            driver.getDatabase()._exec(statement);
        } catch (SQLException e) {
            if (known != null) {
                known.backTo(before);
            }
            throw e;
        }
    }

    private void countCommits() {
        SqliteCommits known = commits;
        if (known == null) {
            known = new SqliteCommits();
            driver.addCommitListener(known);
            commits = known;
        }
        known.begun();
    }

    /** A script may have forbidden its connection to write, and may allow it again in the transaction that begins here. */
    private void begin(String statement) throws SQLException {
        try {
            driver.getDatabase()._exec(statement);
        } catch (SQLException e) {
            if (e.getErrorCode() != SQLiteErrorCode.SQLITE_READONLY.code) {
                throw e;
            }
            state.snapshot().setAside();
            try {
                driver.getDatabase()._exec(statement);
            } finally {
                state.snapshot().takeBack();
            }
        }
    }

    private void follow(String statement) throws SQLException {
        if (statement.equals(TRANSACTIONS.rollback())) {
            state.foreignKeys().ended();
        }
    }
}
