package io.migri.dialect.postgresql.facade.codec;

import java.sql.SQLException;

/**
 * A statement returns other columns than when it was prepared. The server says so where it kept the statement; where the driver prepared it
 * anew, nobody does.
 */
public final class PostgresqlOutdatedStatement extends SQLException {
    private static final long serialVersionUID = 1L;

    public PostgresqlOutdatedStatement() {
        super("cached plan must not change result type", "0A000");
    }
}
