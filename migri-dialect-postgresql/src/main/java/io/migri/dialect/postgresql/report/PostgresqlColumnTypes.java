package io.migri.dialect.postgresql.report;

import io.migri.dialect.postgresql.language.PostgresqlStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGStatement;

/** The types of the columns of those tables that a statement may give others. */
record PostgresqlColumnTypes(Map<Column, String> types) {
    static final PostgresqlColumnTypes NONE = new PostgresqlColumnTypes(Map.of());

    private static final String QUERY = "select c.oid::pg_catalog.int8, a.attname::pg_catalog.text,"
            + " pg_catalog.format_type(a.atttypid, a.atttypmod) from pg_catalog.pg_class c"
            + " join pg_catalog.pg_attribute a on a.attrelid operator(pg_catalog.=) c.oid"
            + " where c.relname operator(pg_catalog.=) ?::pg_catalog.name and a.attnum operator(pg_catalog.>) 0 and not a.attisdropped"
            + " and c.relkind operator(pg_catalog.=) any (array['r', 'p']::pg_catalog.\"char\"[])";

    /** Asks nothing where the statement changes no type. */
    static PostgresqlColumnTypes of(Connection connection, PostgresqlStatement statement) throws SQLException {
        boolean changes = statement.is(0, "ALTER") && statement.is(1, "TABLE");
        if (!changes || statement.find(2, "TYPE") == statement.count()) {
            return NONE;
        }
        int name = statement.behind(statement.behind(2, "IF", "EXISTS"), "ONLY");
        return read(connection, statement.name(statement.lastPart(name)));
    }

    private static PostgresqlColumnTypes read(Connection connection, String table) throws SQLException {
        Map<Column, String> types = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            if (query.isWrapperFor(PGStatement.class)) {
                query.unwrap(PGStatement.class).setPrepareThreshold(0);
            }
            query.setString(1, table);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    types.put(new Column(rows.getLong(1), rows.getString(2)), rows.getString(3));
                }
            }
        }
        return new PostgresqlColumnTypes(types);
    }

    /** What may have been lost since {@code earlier}. */
    List<Narrowed> since(PostgresqlColumnTypes earlier) {
        List<Narrowed> narrowed = new ArrayList<>();
        types.forEach((column, type) -> {
            String was = earlier.types.get(column);
            if (was != null && PostgresqlColumnType.of(was).narrowsTo(PostgresqlColumnType.of(type))) {
                narrowed.add(new Narrowed(
                        column.table, "narrows the column `" + column.name + "` from " + was + " to " + type));
            }
        });
        return narrowed;
    }

    /** A column of the table with that identifier. */
    record Column(long table, String name) {}

    /** What happened to a table, in words. */
    record Narrowed(long table, String what) {}
}
