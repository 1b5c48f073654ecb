package io.migri.dialect.postgresql;

import java.util.List;

/** The files of the facade, which cannot be listed where they lie in a jar. */
final class PostgresqlFacadeFiles {
    static final List<String> NAMES = List.of(
            "__init__.py",
            "callbacks.py",
            "codecs.py",
            "codecs_array.py",
            "codecs_builtin.py",
            "codecs_composite.py",
            "codecs_exact.py",
            "codecs_geometry.py",
            "codecs_interval.py",
            "codecs_kinds.py",
            "codecs_network.py",
            "codecs_range.py",
            "codecs_scalar.py",
            "codecs_time.py",
            "connection.py",
            "copier.py",
            "copying.py",
            "cursor.py",
            "driver.py",
            "errors.py",
            "errors_made.py",
            "errors_roots.py",
            "errors_table.py",
            "exchange.py",
            "identity.py",
            "introspection.py",
            "names.py",
            "queries.py",
            "record.py",
            "server.py",
            "statement.py",
            "transaction.py",
            "types.py",
            "types_bits.py",
            "types_geometry.py",
            "types_named.py",
            "types_range.py",
            "types_uuid.py");

    private PostgresqlFacadeFiles() {}
}
