package io.migri.dialect.postgresql;

import java.util.List;

/** The files of the facade, which cannot be listed where they lie in a jar. */
final class PostgresqlFacadeFiles {
    static final List<String> NAMES = List.of(
            "__init__.py",
            "callbacks.py",
            "channel.py",
            "connection.py",
            "copying.py",
            "cursor.py",
            "queries.py",
            "statement.py",
            "transaction.py");

    private PostgresqlFacadeFiles() {}
}
