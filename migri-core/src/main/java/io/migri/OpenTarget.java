package io.migri;

import io.migri.api.DatabaseError;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.core.reading.SchemaToCome;
import io.migri.spi.ConnectionSource;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.wire.StatementFailedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * An open connection.
 *
 * @param name what it leads to, for messages
 * @param schema that it was asked to use; empty where it was left to the server
 */
record OpenTarget(Dialect dialect, Connection connection, End end, String name, Optional<String> schema)
        implements AutoCloseable {

    /**
     * Bound to the connection.
     *
     * @throws MigriException with code {@code VALIDATION} where the schema that somebody named is not there
     */
    DialectSession session(ConnectionSource others) throws SQLException {
        DialectSession session = sessionToRun(others);
        Optional<SchemaToCome> missing = missing(session);
        if (missing.isPresent()) {
            throw missing.get().refusal();
        }
        return session;
    }

    /** The same without a look for the schema. */
    DialectSession sessionToRun(ConnectionSource others) throws SQLException {
        return dialect.session(connection, others);
    }

    /** The schema that somebody named and that is not there. */
    Optional<SchemaToCome> missing(DialectSession session) throws SQLException {
        return schema.isPresent()
                ? session.history().missingSchema().map(missing -> new SchemaToCome(missing, name))
                : Optional.empty();
    }

    /** What the user should know about a connection that Migri made. */
    List<String> remarks() throws SQLException {
        return dialect.remarks(connection);
    }

    /** What a failure beside all migrations means, in the dialect's words. */
    MigriException failed(SQLException failure) {
        DatabaseError error = explained(dialect, failure);
        String prefix =
                switch (error.kind()) {
                    case UNREACHABLE -> "cannot use " + name + ": ";
                    case CONNECTION_LOST, SESSION_ENDED -> "lost the connection to " + name + ": ";
                    default -> "";
                };
        return failed(prefix, error, failure);
    }

    @Override
    public void close() {
        try {
            end.end();
        } catch (SQLException | RuntimeException e) {
            // everything is committed or rolled back by now, and the failure that matters was thrown already
        }
    }

    static MigriException failed(String prefix, DatabaseError error, SQLException failure) {
        return MigriException.of(ErrorCode.DATABASE_UNAVAILABLE, prefix + error.message())
                .saying(error)
                .because(failure)
                .build();
    }

    static DatabaseError explained(Dialect dialect, SQLException failure) {
        return dialect.explain(StatementFailedException.unwrap(failure), "");
    }

    /** What becomes of the connection when all is done. */
    @FunctionalInterface
    interface End {
        void end() throws SQLException;
    }
}
