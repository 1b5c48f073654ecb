package io.migri.dialect.mysql.report;

import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.language.MySqlText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a table is stored.
 *
 * @param indexes their names
 * @param nullable of each column, in order, whether it may be null
 * @param types those of the columns, by their names in lower case
 * @param files what tells the files of the table and its partitions from each other; empty where this user may not know, or they
 *     are not InnoDB's
 */
record MySqlShape(
        Set<String> indexes, List<String> nullable, Map<String, MySqlColumnType> types, Optional<Set<String>> files) {
    /** The user may not; no such column, as {@code total_row_versions} before MySQL 8.0.29; no such table. */
    private static final Set<Integer> UNANSWERED = Set.of(1227, 1054, 1109);

    /** That of a table that there is not, or that nobody asked for. */
    static final MySqlShape NONE = new MySqlShape(Set.of(), List.of(), Map.of(), Optional.empty());

    static MySqlShape of(Connection connection, MySqlServer server, String database, String table) throws SQLException {
        String place = " where table_schema = " + MySqlText.literal(database) + " and table_name = "
                + MySqlText.literal(table);
        List<String> indexes =
                column(connection, "select distinct index_name from information_schema.statistics" + place);
        List<String> nullable = column(
                connection,
                "select is_nullable from information_schema.columns" + place + " order by ordinal_position");
        return new MySqlShape(
                new LinkedHashSet<>(indexes),
                nullable,
                MySqlColumnType.all(connection, place),
                files(connection, server, database, table));
    }

    /** Whether all of it was written anew between the two; empty where that cannot be told. */
    Optional<Boolean> rewritten(MySqlShape later) {
        return files.flatMap(
                before -> later.files.map(after -> !after.containsAll(before) && !before.containsAll(after)));
    }

    /**
     * How many times columns were added or dropped at once since all rows were written; see <a
     * href="https://dev.mysql.com/doc/refman/9.7/en/innodb-online-ddl-operations.html">the limit</a>.
     */
    static int rowVersions(Connection connection, String database, String table) throws SQLException {
        List<String> versions = asked(
                        connection,
                        "select max(total_row_versions) from information_schema.innodb_tables where name = "
                                + file(database, table))
                .orElse(List.of());
        return versions.isEmpty() || versions.get(0) == null ? 0 : Integer.parseInt(versions.get(0));
    }

    private static Optional<Set<String>> files(Connection connection, MySqlServer server, String database, String table)
            throws SQLException {
        Optional<List<String>> files = asked(
                connection,
                "select concat(table_id, '/', space) from information_schema."
                        + (server.mariaDb() || server.number() < 8_00_00 ? "innodb_sys_tables" : "innodb_tables")
                        + " where substring_index(name, '#', 1) = " + file(database, table));
        return files.filter(found -> !found.isEmpty()).map(LinkedHashSet::new);
    }

    /** Empty where this user may not ask, and where the server has no such table or column. */
    private static Optional<List<String>> asked(Connection connection, String query) throws SQLException {
        try {
            return Optional.of(column(connection, query));
        } catch (SQLException failure) {
            if (!UNANSWERED.contains(failure.getErrorCode())) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    /** https://dev.mysql.com/doc/refman/9.7/en/identifier-mapping.html, but for letters, which have codes of their own. */
    private static String file(String database, String table) {
        StringBuilder name = new StringBuilder();
        for (String part : List.of(database, "/", table)) {
            part.chars().forEach(next -> {
                boolean plain = (MySqlText.isWordCharacter(next) && next != '$') || part.equals("/");
                name.append(plain ? String.valueOf((char) next) : String.format("@%04x", next));
            });
        }
        return MySqlText.literal(name.toString());
    }

    private static List<String> column(Connection connection, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
