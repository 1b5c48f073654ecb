package io.migri.dialect.postgresql.lock;

import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.spi.client.ClientLock;
import io.migri.spi.history.HistoryTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The run's lock as a client takes it. */
public final class PostgresqlClientLock {
    private PostgresqlClientLock() {}

    /** That of a history table, which is named by its schema, so that the script means the same on a copy of the database. */
    public static ClientLock of(Connection connection, HistoryTable table) throws SQLException {
        String key = PostgresqlLock.keyOf(table.in(schema(connection, table)));
        return new ClientLock(
                List.of(command("if not pg_catalog.pg_try_advisory_lock(" + key + ") then raise exception"
                        + " 'another run holds the lock of the history'; end if;")),
                List.of(command("if not " + PostgresqlLock.heldHere(key) + " then raise exception"
                        + " 'this session does not hold the lock of the history any more'; end if;")),
                List.of(command("perform pg_catalog.pg_advisory_unlock(" + key + ");")));
    }

    private static String command(String body) {
        return "do " + PostgresqlText.literal("begin " + body + " end");
    }

    private static String schema(Connection connection, HistoryTable table) throws SQLException {
        String query = "select coalesce((select n.nspname from pg_catalog.pg_class c join pg_catalog.pg_namespace n"
                + " on n.oid operator(pg_catalog.=) c.relnamespace where c.oid operator(pg_catalog.=)"
                + " pg_catalog.to_regclass("
                + PostgresqlText.literal(PostgresqlText.identifier(table.schema(), table.name()))
                + ")::pg_catalog.oid), pg_catalog.current_schema())";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
