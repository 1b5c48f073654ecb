package io.migri.dialect.sqlite.facade;

import java.sql.SQLException;

/** What Python's {@code sqlite3} itself refuses, before the database or behind it. */
final class SqliteFacadeRefusal extends SQLException {
    private static final long serialVersionUID = 1L;

    private final String exception;

    /** @param exception the name of the exception to raise */
    SqliteFacadeRefusal(String exception, String message) {
        super(message);
        this.exception = exception;
    }

    String exception() {
        return exception;
    }
}
