package io.migri;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.text.Text;
import io.migri.spi.Databases;
import io.migri.spi.Dialect;
import java.sql.SQLException;
import java.util.Optional;

/** One database as a whole, by what its dialect does; failures are put into words. */
record WholeDatabases(Dialect dialect, ConnectionConfig config, Databases databases) {

    /** @throws MigriException with code {@code REQUEST_UNSUPPORTED} where {@code target}'s dialect has no way to do that */
    static WholeDatabases of(ConfiguredTarget target) {
        Dialect dialect = target.dialect();
        Databases databases = dialect.databases().orElseThrow(() -> MigriException.of(
                        ErrorCode.REQUEST_UNSUPPORTED,
                        "the dialect " + dialect.id() + " neither creates nor drops databases")
                .help("create or drop it by hand")
                .build());
        return new WholeDatabases(dialect, target.config(), databases);
    }

    boolean exists() {
        return done("look for", () -> databases.exists(config));
    }

    boolean create() {
        return done("create", () -> databases.create(config));
    }

    Optional<Text> refusesDrop() {
        return databases.refusesDrop(config);
    }

    boolean drop() {
        return done("drop", () -> databases.drop(config));
    }

    private boolean done(String what, Work work) {
        try {
            return work.run();
        } catch (SQLException e) {
            DatabaseError error = OpenTarget.explained(dialect, e);
            String prefix =
                    switch (error.kind()) {
                        case UNREACHABLE, AUTHENTICATION, CONNECTION_LOST, SESSION_ENDED ->
                            "cannot connect to " + config.describe() + ": ";
                        default -> "cannot " + what + " the database " + config.describe() + ": ";
                    };
            throw OpenTarget.failed(prefix, error, e);
        }
    }

    @FunctionalInterface
    private interface Work {
        boolean run() throws SQLException;
    }
}
