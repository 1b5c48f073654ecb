package io.migri;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.core.plugin.DialectRegistry;
import io.migri.spi.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import javax.sql.DataSource;

/** Takes a connection out of a pool for each run and gives it back as it came. */
record PooledTarget(DialectRegistry dialects, DataSource pool) implements Target {

    @Override
    public OpenTarget open(Errand errand) {
        try {
            LentConnection lent = LentConnection.pooled(connection(), errand.writes());
            return lent.open(dialects, lent::giveBack);
        } catch (SQLException e) {
            throw MigriException.of(
                            ErrorCode.DATABASE_UNAVAILABLE,
                            "the data source has no connection to give: " + e.getMessage())
                    .help("check that the database runs, what the pool is told of it, and that a connection is free")
                    .because(e)
                    .build();
        }
    }

    /** A pool that is made at the first call fails with an exception of its own. */
    private Connection connection() throws SQLException {
        try {
            return pool.getConnection();
        } catch (RuntimeException e) {
            throw new SQLException(e.getMessage(), e);
        }
    }

    /** The pool may have wrapped what the driver threw. One that has no connection to give may have one later. */
    @Override
    public boolean mayComeUp(MigriException failure) {
        Optional<SQLException> first = Optional.empty();
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal) {
                first = Optional.of(refusal);
            }
        }
        return first.filter(
                        refusal -> refusal instanceof SQLTransientConnectionException || dialects.mayComeUp(refusal))
                .isPresent();
    }

    @Override
    public String name() {
        return "the database of the data source";
    }

    @Override
    public ConnectionSource others() {
        return new SpareConnection(pool);
    }
}
