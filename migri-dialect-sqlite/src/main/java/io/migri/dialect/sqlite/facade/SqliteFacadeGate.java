package io.migri.dialect.sqlite.facade;

import io.migri.dialect.sqlite.language.SqliteTokens;
import io.migri.dialect.sqlite.rehearsal.reach.SqliteReach;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Passes a statement or refuses it, and begins and ends transactions as {@code sqlite3} would for it. */
final class SqliteFacadeGate {
    private final SqliteFacadeTransaction transaction;
    private final SqliteFacadePlace place;
    private final SqliteReach reach;
    private @Nullable String implicitBegin;
    private Optional<String> note = Optional.empty();

    /** @param implicitBegin what begins a transaction for a statement that changes rows; null where nothing does */
    SqliteFacadeGate(
            SqliteFacadeTransaction transaction,
            SqliteFacadePlace place,
            SqliteReach reach,
            @Nullable String implicitBegin) {
        this.transaction = transaction;
        this.place = place;
        this.reach = reach;
        this.implicitBegin = implicitBegin;
    }

    /** An operation begins, of which nothing is to be told yet. */
    void restart() {
        note = Optional.empty();
    }

    /** What to tell beside the error, if the statement that was passed last fails. */
    Optional<String> note() {
        return note;
    }

    /** @param level as {@code isolation_level} of {@code sqlite3}; null where nothing is to begin a transaction by itself */
    void isolation(@Nullable String level) {
        implicitBegin = level == null ? null : ("BEGIN " + level).trim();
    }

    /** Passes {@code statement}, or refuses it. */
    void check(SqliteFacadeStatementKind kind, String statement) throws SQLException {
        if (kind == SqliteFacadeStatementKind.OTHER) {
            note = transaction.isOpen() ? place.advice(statement) : place.checked(statement);
            SqliteTokens tokens = new SqliteTokens(statement);
            do {
                tokens.next();
            } while (tokens.is(";"));
            reach.check(statement.substring(tokens.start()));
        }
    }

    /** Begins a transaction where a statement of this kind wants one. */
    void beginFor(SqliteFacadeStatementKind kind) throws SQLException {
        String begin = implicitBegin;
        if (kind == SqliteFacadeStatementKind.CHANGE && begin != null && !transaction.isOpen()) {
            transaction.begin(begin);
        }
    }

    /** Executes a statement that begins or ends a transaction or a savepoint. */
    void control(SqliteFacadeStatementKind kind, String statement) throws SQLException {
        switch (kind) {
            case BEGIN -> transaction.begin(statement);
            case COMMIT -> transaction.commit();
            case ROLLBACK -> transaction.rollback();
            case SAVEPOINT -> transaction.savepoint(SqliteFacadeStatementKind.savepoint(statement), statement);
            case RELEASE -> transaction.release(SqliteFacadeStatementKind.savepoint(statement), statement);
            case ROLLBACK_TO -> transaction.rollbackTo(SqliteFacadeStatementKind.savepoint(statement), statement);
            case EMPTY, CHANGE, QUERY, OTHER -> {}
        }
    }
}
