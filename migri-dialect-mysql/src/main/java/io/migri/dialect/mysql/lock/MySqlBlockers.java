package io.migri.dialect.mysql.lock;

import io.migri.api.LockHolder;
import io.migri.dialect.mysql.connection.MySqlServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds whom a connection waits for. Servers tell about their locks only where their performance schema is on, which it is not on
 * MariaDB unless somebody sets it, and only to those who may read it (<a
 * href="https://dev.mysql.com/doc/refman/9.7/en/performance-schema-metadata-locks-table.html">manual</a>).
 */
record MySqlBlockers(Connection connection, MySqlServer server) {
    /** On the object for whose lock it waits. Who holds one on it may hold a harmless one, which cannot be told in a query. */
    private static final String METADATA =
            "select distinct h.processlist_id from performance_schema.metadata_locks wanted"
                    + " join performance_schema.threads w on w.thread_id = wanted.owner_thread_id"
                    + " join performance_schema.metadata_locks held on held.object_type = wanted.object_type"
                    + " and held.object_schema <=> wanted.object_schema and held.object_name <=> wanted.object_name"
                    + " and held.lock_status = 'GRANTED' and held.owner_thread_id <> wanted.owner_thread_id"
                    + " join performance_schema.threads h on h.thread_id = held.owner_thread_id"
                    + " where wanted.lock_status = 'PENDING' and h.processlist_id is not null and w.processlist_id = ";

    private static final String ROWS = "select distinct b.trx_mysql_thread_id from %s waits"
            + " join information_schema.innodb_trx b on b.trx_id = waits.%s"
            + " join information_schema.innodb_trx w on w.trx_id = waits.%s where w.trx_mysql_thread_id = ";

    /** Where the server does not show locks, those with an open transaction are the ones who may have them. */
    private static final String OPEN = "select distinct t.trx_mysql_thread_id from information_schema.innodb_trx t"
            + " join information_schema.processlist w on w.state like 'Waiting for%lock%' or exists (select 1"
            + " from information_schema.innodb_trx own where own.trx_mysql_thread_id = w.id and own.trx_state = 'LOCK WAIT')"
            + " where t.trx_mysql_thread_id not in (0, w.id) and w.id = ";

    List<LockHolder> of(long session) {
        Set<Long> found = new LinkedHashSet<>(ids(rows() + session));
        found.addAll(ids(METADATA + session));
        if (found.isEmpty()) {
            List<Long> candidates = ids(OPEN + session);
            // of several nobody knows which one it is
            found.addAll(candidates.size() == 1 ? candidates : List.of());
        }
        return found.stream().map(this::named).toList();
    }

    private String rows() {
        return server.mariaDb()
                ? String.format(ROWS, "information_schema.innodb_lock_waits", "blocking_trx_id", "requesting_trx_id")
                : String.format(
                        ROWS,
                        "performance_schema.data_lock_waits",
                        "blocking_engine_transaction_id",
                        "requesting_engine_transaction_id");
    }

    /** None where this user may not look, or where the server is too old to have such a table. */
    private List<Long> ids(String query) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<Long> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
            return ids;
        } catch (SQLException e) {
            return List.of();
        }
    }

    private LockHolder named(long id) {
        try {
            return MySqlOtherConnections.named(connection, id);
        } catch (SQLException e) {
            return MySqlOtherConnections.unknown(id);
        }
    }
}
