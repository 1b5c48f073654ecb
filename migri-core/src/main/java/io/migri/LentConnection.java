package io.migri;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.core.guest.Misbehaviour;
import io.migri.core.plugin.DialectRegistry;
import io.migri.spi.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A connection that somebody else has opened, and how it came. It is in auto-commit mode and takes changes until it goes back.
 *
 * @param automatic whether it came in auto-commit mode
 * @param readOnly whether it came so, and Migri has made it writable
 */
record LentConnection(Connection connection, boolean automatic, boolean readOnly) {

    /**
     * One that a pool has just handed out: it has no transaction yet that somebody else could miss.
     *
     * @param changing whether something may be changed with it
     */
    static LentConnection pooled(Connection connection, boolean changing) throws SQLException {
        LentConnection lent = asItCame(connection, changing);
        try {
            if (!lent.automatic) {
                connection.setAutoCommit(true);
            }
            lent.allowChanges();
        } catch (SQLException | RuntimeException e) {
            endAfter(e, lent::giveBack);
            throw e;
        }
        return lent;
    }

    /** One that is broken cannot even tell, and has to go back all the same. */
    private static LentConnection asItCame(Connection connection, boolean changing) throws SQLException {
        try {
            return new LentConnection(connection, connection.getAutoCommit(), changing && connection.isReadOnly());
        } catch (SQLException | RuntimeException e) {
            endAfter(e, connection::close);
            throw e;
        }
    }

    /**
     * One that the caller uses, too.
     *
     * @throws MigriException with code {@code CONFIGURATION_INVALID} where it is not in auto-commit mode
     */
    static LentConnection given(Connection connection, boolean changing) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw MigriException.of(
                            ErrorCode.CONFIGURATION_INVALID,
                            "the connection is not in auto-commit mode, so a transaction may be open that is not"
                                    + " Migri's to end")
                    .help("call setAutoCommit(true) before handing it over")
                    .build();
        }
        LentConnection lent = new LentConnection(connection, true, changing && connection.isReadOnly());
        lent.allowChanges();
        return lent;
    }

    /**
     * With the dialect that it speaks.
     *
     * @param end what becomes of it when all is done, or if nobody knows the database
     * @throws MigriException with code {@code CONFIGURATION_INVALID} where somebody's transaction is open on it
     */
    OpenTarget open(DialectRegistry dialects, OpenTarget.End end) throws SQLException {
        try {
            Dialect dialect = dialects.choose(connection);
            if (dialect.session(connection).state().lentInTransaction()) {
                throw MigriException.of(
                                ErrorCode.CONFIGURATION_INVALID,
                                "a transaction is open on the connection, which somebody has begun with a statement"
                                        + " and which is not Migri's to end")
                        .help("end it with a statement, COMMIT or ROLLBACK, before Migri gets the connection")
                        .build();
            }
            return new OpenTarget(dialect, connection, end, "the database", Optional.empty());
        } catch (SQLException | RuntimeException e) {
            endAfter(e, end);
            throw e;
        }
    }

    /** Whatever else fails then, {@code failure} is what the user needs to hear. */
    static void endAfter(Exception failure, OpenTarget.End end) {
        try {
            end.end();
        } catch (SQLException | RuntimeException e) {
            Misbehaviour.after(failure, e);
        }
    }

    private void allowChanges() throws SQLException {
        if (!readOnly) {
            return;
        }
        try {
            connection.setReadOnly(false);
        } catch (SQLException e) {
            throw MigriException.of(
                            ErrorCode.CONFIGURATION_INVALID,
                            "the connection is read-only, and does not let itself be changed: " + e.getMessage())
                    .help("give Migri a connection, or a pool, that may write")
                    .because(e)
                    .build();
        }
    }

    /** Puts it back as it came. Auto-commit last: without it a transaction could begin. */
    void putBack() throws SQLException {
        try {
            if (readOnly) {
                connection.setReadOnly(true);
            }
        } finally {
            if (!automatic) {
                connection.setAutoCommit(false);
            }
        }
    }

    /** Puts it back as it came, and closes it, which gives it back to its pool. */
    void giveBack() throws SQLException {
        try (connection) {
            putBack();
        }
    }
}
