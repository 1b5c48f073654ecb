package io.migri.spi;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Opens further connections to the database that a session leads to, as the same user. Implemented by the core; thread-safe. */
@FunctionalInterface
public interface ConnectionSource {

    /** Has none to give, as where all that Migri was handed is one open connection. */
    ConnectionSource NONE = Optional::empty;

    /** A connection in auto-commit mode, which the caller closes; empty where there is no way to come by one. */
    Optional<Connection> open() throws SQLException;
}
