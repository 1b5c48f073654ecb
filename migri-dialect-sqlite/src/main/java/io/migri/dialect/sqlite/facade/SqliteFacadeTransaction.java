package io.migri.dialect.sqlite.facade;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.core.DB;

/**
 * The transaction that a script believes to be in. Within the run's own, it is a savepoint, and so begins and ends exactly where
 * a script's transaction would if it had the connection to itself. Outside, it is real.
 *
 * @see <a href="https://docs.python.org/3/library/sqlite3.html#transaction-control">sqlite3: Transaction control</a>
 */
final class SqliteFacadeTransaction {
    private static final String OWN = "migri_script";
    private static final int SQLITE_ERROR = 1;

    private final DB database;
    private final boolean nested;
    private final List<String> savepoints = new ArrayList<>();
    private boolean open;
    private boolean openedBySavepoint;
    private boolean lost;

    /** @param nested whether the run's transaction is open */
    SqliteFacadeTransaction(DB database, boolean nested) {
        this.database = database;
        this.nested = nested;
    }

    boolean isOpen() {
        return open;
    }

    /** @throws SQLException where something has ended the run's transaction, so that nothing may follow */
    void check() throws SQLException {
        if (lost) {
            throw new SqliteFacadeRefusal(
                    "OperationalError",
                    "a statement of this migration rolled back the run's whole transaction (OR ROLLBACK, RAISE(ROLLBACK), or a full"
                            + " disk); write OR ABORT or RAISE(ABORT) instead");
        }
    }

    void begin(String statement) throws SQLException {
        if (open) {
            throw DB.newSQLException(SQLITE_ERROR, "cannot start a transaction within a transaction");
        }
        database._exec(nested ? "SAVEPOINT " + OWN : statement);
        open = true;
    }

    void commit() throws SQLException {
        if (!open) {
            throw DB.newSQLException(SQLITE_ERROR, "cannot commit - no transaction is active");
        }
        database._exec(nested ? "RELEASE " + OWN : "COMMIT");
        closed();
    }

    void rollback() throws SQLException {
        if (!open) {
            throw DB.newSQLException(SQLITE_ERROR, "cannot rollback - no transaction is active");
        }
        if (nested) {
            database._exec("ROLLBACK TO " + OWN);
            database._exec("RELEASE " + OWN);
        } else {
            database._exec("ROLLBACK");
        }
        closed();
    }

    /** A statement {@code SAVEPOINT}; outside a transaction it begins one. */
    void savepoint(String name, String statement) throws SQLException {
        if (!open && nested) {
            begin("");
            openedBySavepoint = true;
        }
        database._exec(statement);
        openedBySavepoint |= !open;
        open = true;
        savepoints.add(name);
    }

    /** A statement {@code RELEASE}; that of the savepoint which began the transaction commits it. */
    void release(String name, String statement) throws SQLException {
        int index = known(name);
        database._exec(statement);
        savepoints.subList(index, savepoints.size()).clear();
        if (openedBySavepoint && savepoints.isEmpty()) {
            if (nested) {
                commit();
            }
            closed();
        }
    }

    /** A statement {@code ROLLBACK TO}. */
    void rollbackTo(String name, String statement) throws SQLException {
        int index = known(name);
        database._exec(statement);
        savepoints.subList(index + 1, savepoints.size()).clear();
    }

    /** To be called after every failure, for some end the transaction. */
    void lookWhetherItIsLost() throws SQLException {
        if (!nested && !open) {
            return;
        }
        if (begins(nested ? "BEGIN IMMEDIATE" : "BEGIN")) {
            lost = nested;
            closed();
            if (!nested) {
                database._exec("ROLLBACK");
            }
        }
    }

    /** The innermost savepoint of that name, so that the run's own are out of reach. */
    private int known(String name) throws SQLException {
        for (int i = savepoints.size() - 1; i >= 0; i--) {
            if (savepoints.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        throw DB.newSQLException(SQLITE_ERROR, "no such savepoint: " + name);
    }

    private boolean begins(String begin) {
        try {
            database._exec(begin);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private void closed() {
        open = false;
        openedBySavepoint = false;
        savepoints.clear();
    }
}
