package io.migri.dialect.mysql.lock;

import io.migri.api.LockHolder;
import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.language.MySqlTexts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Other connections of the server. Without the privilege PROCESS, those of other users are no more than a number. */
final class MySqlOtherConnections {
    private MySqlOtherConnections() {}

    static LockHolder named(Connection connection, long id) throws SQLException {
        List<LockHolder> found = find(connection, "id = " + id);
        return found.isEmpty() ? unknown(id) : found.get(0);
    }

    static LockHolder unknown(long id) {
        return LockHolder.builder("connection", id).build();
    }

    private static List<LockHolder> find(Connection connection, String condition) throws SQLException {
        String query =
                "select id, user, host, command, time, info from information_schema.processlist where " + condition;
        MySqlServer server = MySqlServer.of(connection);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<LockHolder> found = new ArrayList<>();
            while (rows.next()) {
                found.add(LockHolder.builder("connection", rows.getLong(1))
                        .user(rows.getString(2))
                        .host(rows.getString(3))
                        .state(rows.getString(4))
                        .stateFor(Duration.ofSeconds(Math.max(0, rows.getLong(5))))
                        .statement(rows.getString(6), sql -> MySqlTexts.leftOut(sql, server))
                        .build());
            }
            return found;
        }
    }
}
