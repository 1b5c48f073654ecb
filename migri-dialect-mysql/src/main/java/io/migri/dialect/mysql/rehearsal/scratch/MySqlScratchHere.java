package io.migri.dialect.mysql.rehearsal.scratch;

import static io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchSource.list;

import io.migri.dialect.mysql.language.MySqlText;
import io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchSource.ForeignKey;
import io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchSource.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import java.util.StringJoiner;

/** Copies rows within one server, which sees both databases. */
final class MySqlScratchHere implements MySqlScratchCarrier {
    private final Connection connection;
    private final MySqlScratchSource source;
    private final String scratch;

    MySqlScratchHere(Connection connection, MySqlScratchSource source, String scratch) {
        this.connection = connection;
        this.source = source;
        this.scratch = scratch;
    }

    @Override
    public long first(Table table, OptionalLong limit) throws SQLException {
        String columns = list("", table.columnNames());
        return insert("insert into " + target(table.name()) + " (" + columns + ") select " + columns + " from "
                + source.qualified(table.name()) + (limit.isEmpty() ? "" : " limit " + limit.getAsLong()));
    }

    @Override
    public long missing(ForeignKey key, Table child, Table parent) throws SQLException {
        StringJoiner wanted = new StringJoiner(" and ");
        for (int i = 0; i < key.columns().size(); i++) {
            wanted.add("o." + MySqlText.identifier(key.referenced().get(i)) + " = m."
                    + MySqlText.identifier(key.columns().get(i)));
        }
        String columns = list("", parent.columnNames());
        return insert("insert ignore into " + target(parent.name()) + " (" + columns + ") select "
                + list("o.", parent.columnNames()) + " from (select distinct " + list("c.", key.columns())
                + MySqlScratchSource.lacking(key, target(key.child()), target(parent.name())) + ") m straight_join "
                + source.qualified(parent.name()) + " o on " + wanted);
    }

    private String target(String table) {
        return MySqlText.identifier(scratch) + "." + MySqlText.identifier(table);
    }

    private long insert(String statement) throws SQLException {
        try (Statement sent = connection.createStatement()) {
            sent.setEscapeProcessing(false);
            return sent.executeLargeUpdate(statement);
        }
    }
}
