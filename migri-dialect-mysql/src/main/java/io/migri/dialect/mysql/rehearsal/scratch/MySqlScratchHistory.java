package io.migri.dialect.mysql.rehearsal.scratch;

import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchSource.Table;
import io.migri.spi.history.HistoryTable;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Brings a history that is kept in another database into that of a dry run. */
record MySqlScratchHistory(MySqlScratchConnections connections, String scratch) {

    /**
     * Copies its tables, with all rows, unless they are in the database that is copied anyway. They take the place of others of their
     * names.
     */
    void copy(MySqlScratchSource database, HistoryTable history) throws SQLException {
        String schema = history.schema();
        if (schema == null || database.is(schema)) {
            return;
        }
        MySqlScratchSource source = new MySqlScratchSource(connections.real(), schema);
        MySqlScratchCarrier carrier = connections.apart()
                ? new MySqlScratchAcross(connections, source, scratch)
                : new MySqlScratchHere(connections.copy(), source, scratch);
        for (Table table : source.tables()) {
            if (history.names().contains(table.name()) && !table.view()) {
                MySqlConnection.execute(
                        connections.copy(), "drop table if exists " + MySqlText.identifier(scratch, table.name()));
                MySqlConnection.execute(
                        connections.copy(), source.show("table", table.name()).getOrDefault("create table", ""));
                carrier.first(table, OptionalLong.empty());
            }
        }
    }
}
