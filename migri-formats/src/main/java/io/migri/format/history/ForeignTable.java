package io.migri.format.history;

import io.migri.spi.DialectSession;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table of another tool, in the schema in which the session makes tables. A view of that name does not count: to read it could execute
 * somebody else's code.
 *
 * @param connection to its database
 * @param qualified its name, in quotes
 * @param columns their names in lower case
 */
public record ForeignTable(Connection connection, String qualified, Set<String> columns) {
    private static final Set<String> TABLES = Set.of("TABLE", "BASE TABLE");

    public ForeignTable {
        columns = Set.copyOf(columns);
    }

    /** The table of that name, in lower case; empty where there is none. */
    public static Optional<ForeignTable> find(DialectSession session, String name) throws SQLException {
        Connection connection = session.connection();
        DatabaseMetaData data = connection.getMetaData();
        String schema = connection.getSchema();
        if (!isThere(data, connection.getCatalog(), schema, name)) {
            return Optional.empty();
        }
        Set<String> columns = new HashSet<>();
        try (ResultSet found = data.getColumns(connection.getCatalog(), schema, name, null)) {
            while (found.next()) {
                if (name.equals(found.getString("TABLE_NAME"))) {
                    columns.add(found.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                }
            }
        }
        String quote = data.getIdentifierQuoteString();
        String table = quoted(name, quote);
        return Optional.of(
                new ForeignTable(connection, schema == null ? table : quoted(schema, quote) + "." + table, columns));
    }

    private static boolean isThere(
            DatabaseMetaData data, @Nullable String catalog, @Nullable String schema, String name) throws SQLException {
        try (ResultSet found = data.getTables(catalog, schema, name, null)) {
            while (found.next()) {
                // the name was a pattern
                if (name.equals(found.getString("TABLE_NAME")) && TABLES.contains(found.getString("TABLE_TYPE"))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String quoted(String name, String quote) {
        return quote + name.replace(quote, quote + quote) + quote;
    }

    /** Whether it has all of these columns. */
    public boolean has(String... names) {
        return columns.containsAll(List.of(names));
    }

    /**
     * All rows.
     *
     * @param wanted columns with commas between them
     * @param order a column
     */
    public <T> List<T> rows(String wanted, String order, Reader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT " + wanted + " FROM " + qualified + " ORDER BY " + order)) {
            while (found.next()) {
                rows.add(Objects.requireNonNull(reader.read(new ForeignRow(found))));
            }
        }
        return rows;
    }

    /** Makes something of a row. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ForeignRow row) throws SQLException;
    }
}
