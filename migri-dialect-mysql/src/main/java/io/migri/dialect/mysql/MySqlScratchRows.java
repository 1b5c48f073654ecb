package io.migri.dialect.mysql;

import io.migri.dialect.mysql.MySqlScratchSource.ForeignKey;
import io.migri.dialect.mysql.MySqlScratchSource.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.StringJoiner;

/** Copies rows on the server, so many of each table, and then the rows that those refer to. */
final class MySqlScratchRows {
    /** Parents of parents, and so on. */
    private static final int GENERATIONS = 500;

    private final Connection connection;
    private final MySqlScratchSource source;
    private final String scratch;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Set<String> cut = new HashSet<>();
    private long copied;

    MySqlScratchRows(Connection connection, MySqlScratchSource source, String scratch) {
        this.connection = connection;
        this.source = source;
        this.scratch = scratch;
    }

    /** Copies the first rows of {@code table}. */
    void copy(Table table, OptionalLong limit) throws SQLException {
        tables.put(table.name(), table);
        String columns = list("", table.columns());
        long count = insert("insert into " + target(table.name()) + " (" + columns + ") select " + columns + " from "
                + source.qualified(table.name()) + (limit.isEmpty() ? "" : " limit " + limit.getAsLong()));
        if (limit.isPresent() && count >= limit.getAsLong()) {
            cut.add(table.name());
        }
    }

    /**
     * Copies the rows that copied ones refer to, until none is missing.
     *
     * @return whether that came to an end
     */
    boolean complete(List<ForeignKey> keys) throws SQLException {
        for (int i = 0; i < GENERATIONS; i++) {
            long before = copied;
            for (ForeignKey key : keys) {
                Table parent = tables.get(key.parent());
                if (parent != null && cut.contains(key.parent()) && tables.containsKey(key.child())) {
                    insert(missing(key, parent));
                }
            }
            if (copied == before) {
                return true;
            }
        }
        return false;
    }

    long copied() {
        return copied;
    }

    /** Tables of which perhaps not all rows are copied. */
    Set<String> cut() {
        return cut;
    }

    private String missing(ForeignKey key, Table parent) {
        StringJoiner present = new StringJoiner(" and ");
        StringJoiner wanted = new StringJoiner(" and ");
        StringJoiner known = new StringJoiner(" and ");
        for (int i = 0; i < key.columns().size(); i++) {
            String column = MySqlText.identifier(key.columns().get(i));
            String referenced = MySqlText.identifier(key.referenced().get(i));
            present.add("p." + referenced + " = c." + column);
            wanted.add("o." + referenced + " = m." + column);
            known.add("c." + column + " is not null");
        }
        String first = "p." + MySqlText.identifier(key.referenced().get(0));
        String columns = list("", parent.columns());
        return "insert ignore into " + target(parent.name()) + " (" + columns + ") select "
                + list("o.", parent.columns())
                + " from (select distinct " + list("c.", key.columns()) + " from " + target(key.child())
                + " c left join " + target(parent.name()) + " p on " + present + " where " + known + " and " + first
                + " is null) m straight_join " + source.qualified(parent.name()) + " o on " + wanted;
    }

    private String target(String table) {
        return MySqlText.identifier(scratch) + "." + MySqlText.identifier(table);
    }

    private static String list(String prefix, List<String> columns) {
        StringJoiner list = new StringJoiner(", ");
        columns.forEach(column -> list.add(prefix + MySqlText.identifier(column)));
        return list.toString();
    }

    private long insert(String statement) throws SQLException {
        try (Statement sent = connection.createStatement()) {
            sent.setEscapeProcessing(false);
            long count = sent.executeLargeUpdate(statement);
            copied += count;
            return count;
        }
    }
}
