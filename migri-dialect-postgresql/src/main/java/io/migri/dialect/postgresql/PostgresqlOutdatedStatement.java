package io.migri.dialect.postgresql;

import java.sql.SQLException;

/**
 * A statement returns other columns than when it was prepared. The server says so where it kept the statement; where the driver prepared it
 * anew, nobody does.
 */
final class PostgresqlOutdatedStatement extends SQLException {
    private static final long serialVersionUID = 1L;

    PostgresqlOutdatedStatement() {
        super("cached plan must not change result type", "0A000");
    }
}
