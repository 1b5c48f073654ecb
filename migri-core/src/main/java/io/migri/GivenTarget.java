package io.migri;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.core.plugin.DialectRegistry;
import io.migri.spi.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;

/** Uses one open connection, and leaves it open and as it was. */
record GivenTarget(DialectRegistry dialects, Connection connection) implements Target {

    @Override
    public OpenTarget open(Errand errand) {
        try {
            LentConnection lent = LentConnection.given(connection, errand.writes());
            return lent.open(dialects, lent::putBack);
        } catch (SQLException e) {
            throw MigriException.of(ErrorCode.DATABASE_UNAVAILABLE, "the connection cannot be used: " + e.getMessage())
                    .help("give Migri a connection that is open")
                    .because(e)
                    .build();
        }
    }

    /** It is open already. */
    @Override
    public boolean mayComeUp(MigriException failure) {
        return false;
    }

    @Override
    public String name() {
        return "the database";
    }

    @Override
    public ConnectionSource others() {
        return ConnectionSource.NONE;
    }
}
