package io.migri.dialect.postgresql.facade.codec;

import java.sql.SQLException;

/** A statement has more parameters than asyncpg would send. */
public final class PostgresqlTooManyArguments extends SQLException {
    private static final long serialVersionUID = 1L;

    public PostgresqlTooManyArguments(int most) {
        super("the number of query arguments cannot exceed " + most);
    }
}
