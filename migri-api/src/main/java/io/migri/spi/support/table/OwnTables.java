package io.migri.spi.support.table;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.support.Spelling;
import io.migri.spi.support.StandardSpelling;
import io.migri.spi.support.session.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * How a database keeps Migri's own tables. {@link TableLog}, {@link TableJournal} and {@link TableLocks} do the rest. Bound to one
 * connection; used by the thread that uses the session. Implemented by dialects; it grows only by default methods.
 */
public interface OwnTables {
    Connection connection();

    /**
     * How names and values are spelled. The same at each call. The first call comes before any migration ran, and may ask the server for the
     * schema that the tables are in.
     */
    Spelling spelling() throws SQLException;

    /**
     * The same for the tables of that history. By default those of another schema are spelled like the others.
     *
     * @throws MigriException where the history is to be in another schema, and names of this database have none
     */
    default Spelling spelling(HistoryTable history) throws SQLException {
        Spelling here = spelling();
        if (history.schema() == null) {
            return here;
        }
        if (here instanceof StandardSpelling standard) {
            return new SpellingInSchema(standard, standard.folded(history.schema()));
        }
        throw MigriException.of(
                        ErrorCode.CONFIGURATION_INVALID,
                        "the history cannot be " + history + ": tables of this database have no schema")
                .help("give its name alone")
                .build();
    }

    /** The types of the columns. */
    ColumnTypes types();

    /** Whether a query failed because a table that it names is not there. Sends nothing. */
    boolean isMissing(SQLException failure);

    /** An expression for the present time by the database's clock, which does not stand still in a transaction. */
    default String now() {
        return "current_timestamp";
    }

    /** An expression for the user who applies migrations. */
    default String user() {
        return "current_user";
    }

    /** An expression for a number that tells this connection from others. */
    default String connectionId() {
        return "0";
    }

    /** The first column of the first row that {@code query} gives; empty where there is none, or null in it. */
    default Optional<String> text(String query) throws SQLException {
        return new Query(connection()).text(query);
    }

    /** A time as {@link Spelling#time} wrote it. Empty where it is null, or no time. */
    default Optional<Instant> time(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /**
     * A statement that fails in the database unless {@code condition} holds, and changes nothing. By default it divides by zero; where that
     * is no error, write another.
     */
    default String failUnless(String condition) {
        return "select 1 / (case when " + condition + " then 1 else 0 end)";
    }
}
