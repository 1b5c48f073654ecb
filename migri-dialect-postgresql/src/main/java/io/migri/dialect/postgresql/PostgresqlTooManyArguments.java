package io.migri.dialect.postgresql;

import java.sql.SQLException;

/** A statement has more parameters than asyncpg would send. */
final class PostgresqlTooManyArguments extends SQLException {
    private static final long serialVersionUID = 1L;

    PostgresqlTooManyArguments(int most) {
        super("the number of query arguments cannot exceed " + most);
    }
}
