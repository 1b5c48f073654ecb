package io.migri.dialect.mysql.rehearsal.scratch;

import static io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchSource.list;

import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchSource.Column;
import io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchSource.ForeignKey;
import io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchSource.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.StringJoiner;

/**
 * Copies rows from one server to another. One row and one message are in memory at a time. Both sessions have the server send bytes as
 * they are while it lasts.
 */
final class MySqlScratchAcross implements MySqlScratchCarrier {
    private static final String AS_THEY_ARE = "set character_set_results = binary";
    private static final String AS_TEXT = "set character_set_results = utf8mb4";
    /** So many rows are looked for at a time. */
    private static final int KEYS = 500;

    private final Connection real;
    private final Connection copy;
    private final MySqlScratchSource source;
    private final String scratch;
    private final int packetLimit;

    MySqlScratchAcross(MySqlScratchConnections connections, MySqlScratchSource source, String scratch)
            throws SQLException {
        this.real = connections.real();
        this.copy = connections.copy();
        this.source = source;
        this.scratch = scratch;
        this.packetLimit = MySqlConnection.of(copy).packetLimit();
        // a server that has to wait for the other one is not to give up, as it does after a minute
        MySqlConnection.execute(real, "set net_write_timeout = 3600");
    }

    @Override
    public long first(Table table, OptionalLong limit) throws SQLException {
        return carry(table, "", (limit.isEmpty() ? "" : " limit " + limit.getAsLong()));
    }

    /** Keys that nothing in the real database answers to stay in front of the others, and are passed over. */
    @Override
    public long missing(ForeignKey key, Table child, Table parent) throws SQLException {
        long carried = 0;
        long unanswered = 0;
        while (true) {
            List<String> wanted = wanted(key, child, parent, unanswered);
            if (wanted.isEmpty()) {
                return carried;
            }
            long found = carry(
                    parent,
                    "ignore ",
                    " where (" + list("", key.referenced()) + ") in (" + String.join(", ", wanted) + ")");
            carried += found;
            unanswered += Math.max(0, wanted.size() - found);
        }
    }

    private List<String> wanted(ForeignKey key, Table child, Table parent, long passed) throws SQLException {
        List<Column> columns = columns(key, child, parent);
        String query = "select distinct " + asked("c.", key.columns(), columns)
                + MySqlScratchSource.lacking(key, target(child.name()), target(parent.name())) + " order by "
                + list("c.", key.columns()) + " limit " + passed + ", " + KEYS;
        List<String> wanted = new ArrayList<>();
        MySqlConnection.execute(copy, AS_THEY_ARE);
        try (Statement statement = copy.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                StringJoiner values = new StringJoiner(", ", "(", ")");
                for (int i = 0; i < columns.size(); i++) {
                    Column column = columns.get(i);
                    values.add(MySqlScratchForm.of(column).compared(rows.getBytes(i + 1), column));
                }
                wanted.add(values.toString());
            }
        }
        MySqlConnection.execute(copy, AS_TEXT);
        return wanted;
    }

    private long carry(Table table, String ignore, String which) throws SQLException {
        List<Column> columns = table.columns();
        List<MySqlScratchForm> forms =
                columns.stream().map(MySqlScratchForm::of).toList();
        String query =
                "select " + asked("", table.columnNames(), columns) + " from " + source.qualified(table.name()) + which;
        MySqlScratchMessage message = new MySqlScratchMessage(
                copy,
                "insert " + ignore + "into " + target(table.name()) + " (" + list("", table.columnNames())
                        + ") values ",
                table.name(),
                packetLimit);
        MySqlConnection.execute(real, AS_THEY_ARE);
        try (Statement statement = real.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.setFetchSize(Integer.MIN_VALUE); // the driver's word for one row at a time
            try (ResultSet rows = statement.executeQuery(query)) {
                pass(rows, forms, message);
            }
        }
        MySqlConnection.execute(real, AS_TEXT);
        return message.sent();
    }

    /** Closing what is left of a result would read all of it, so it is cut off. */
    private void pass(ResultSet rows, List<MySqlScratchForm> forms, MySqlScratchMessage message) throws SQLException {
        try {
            while (rows.next()) {
                message.add(row(rows, forms));
            }
        } catch (SQLException | RuntimeException e) {
            MySqlConnection.of(real).killQuery();
            throw e;
        }
    }

    private static String row(ResultSet rows, List<MySqlScratchForm> forms) throws SQLException {
        StringJoiner values = new StringJoiner(",", "(", ")");
        for (int i = 0; i < forms.size(); i++) {
            byte[] value = rows.getBytes(i + 1);
            values.add(value == null ? "NULL" : forms.get(i).written(value));
        }
        return values.toString();
    }

    /** What the columns of a key are like. Those of either table are of one kind, but one that is computed is not known. */
    private static List<Column> columns(ForeignKey key, Table child, Table parent) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < key.columns().size(); i++) {
            String referenced = key.referenced().get(i);
            columns.add(child.column(key.columns().get(i))
                    .or(() -> parent.column(referenced))
                    .orElseGet(() -> new Column(referenced, "", "")));
        }
        return columns;
    }

    private static String asked(String prefix, List<String> names, List<Column> columns) {
        StringJoiner asked = new StringJoiner(", ");
        for (int i = 0; i < names.size(); i++) {
            asked.add(MySqlScratchForm.of(columns.get(i)).asked(prefix + MySqlText.identifier(names.get(i))));
        }
        return asked.toString();
    }

    private String target(String table) {
        return MySqlText.identifier(scratch) + "." + MySqlText.identifier(table);
    }
}
