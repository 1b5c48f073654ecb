package io.migri.dialect.postgresql.history;

import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.dialect.postgresql.wire.PostgresqlErrors;
import io.migri.spi.history.HistoryTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A look at the history.
 *
 * @param history what was found
 * @param serverAhead how far the server's clock was ahead of this machine's
 */
record PostgresqlHistoryReading(PostgresqlHistory history, Duration serverAhead) {
    private static final String EQ = PostgresqlText.EQ;

    /** Reads it; empty where there is none. A table that {@code trust} does not know is looked at before it is read. */
    static Optional<PostgresqlHistoryReading> of(Connection connection, HistoryTable table, PostgresqlTrust trust)
            throws SQLException {
        try {
            return Optional.of(once(connection, table, trust));
        } catch (SQLException e) {
            if (PostgresqlErrors.UNDEFINED_TABLE.equals(e.getSQLState())) {
                return Optional.empty();
            }
            String beside = sourceOid(table);
            if (trust.pardons(connection, name(table), e) || trust.pardons(connection, source(table), beside, e)) {
                return of(connection, table, trust);
            }
            throw e;
        }
    }

    private static PostgresqlHistoryReading once(Connection connection, HistoryTable table, PostgresqlTrust trust)
            throws SQLException {
        String check = "(" + trust.check(name(table)) + ") operator(pg_catalog.+) ("
                + trust.check(source(table), sourceOid(table)) + ")";
        Instant asked = Instant.now();
        try (Statement statement = connection.createStatement()) {
            statement.execute(query(table, check));
            PostgresqlHistory.About about;
            try (ResultSet answer = statement.getResultSet()) {
                about = PostgresqlHistory.About.of(answer);
            }
            statement.getMoreResults();
            try (ResultSet rows = statement.getResultSet()) {
                PostgresqlHistory found = PostgresqlHistory.read(about, rows, table);
                return new PostgresqlHistoryReading(found, Duration.between(asked, found.readAt()));
            }
        }
    }

    /**
     * Two queries for one message. The first fails where the table must not be used, and describes the table; without one it gives nulls.
     * The second gives the rows.
     *
     * @param check of {@link PostgresqlTrust#check}, of this table and of the one that keeps the files
     */
    static String query(HistoryTable table, String check) {
        String name = name(table);
        return "select " + check
                + ", n.nspname, pg_catalog.statement_timestamp(), c.relhasrules or c.relrowsecurity or exists ("
                + "select from pg_catalog.pg_trigger t where t.tgrelid" + EQ + "c.oid and not t.tgisinternal),"
                + " coalesce(pg_catalog.has_table_privilege(s.oid, 'insert') and pg_catalog.has_table_privilege(s.oid, 'delete')"
                + " and pg_catalog.has_table_privilege(s.oid, 'select'), false)"
                + " from (select pg_catalog.to_regclass(" + PostgresqlText.literal(name)
                + ")::pg_catalog.oid as id) as found left join pg_catalog.pg_class c on c.oid" + EQ + "found.id"
                + " left join pg_catalog.pg_namespace n on n.oid" + EQ + "c.relnamespace"
                + " left join pg_catalog.pg_class s on s.relnamespace" + EQ + "n.oid and s.relname" + EQ
                + PostgresqlText.literal(table.source()) + "; select * from " + name;
    }

    /** Whether this user may read the files. Asked by those who only look, and may not write there. */
    static boolean mayReadSources(Connection connection, HistoryTable table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.has_table_privilege("
                        + PostgresqlTrust.oid(source(table)) + ", 'select')")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** An expression for the table that keeps the files, beside the history. */
    static String sourceOid(HistoryTable table) {
        return "(select s.oid from pg_catalog.pg_class s join pg_catalog.pg_class h on h.relnamespace" + EQ
                + "s.relnamespace where s.relname" + EQ + PostgresqlText.literal(table.source())
                + " and h.oid" + EQ
                + PostgresqlTrust.oid(name(table)) + ")";
    }

    private static String name(HistoryTable table) {
        return PostgresqlText.identifier(table.schema(), table.name());
    }

    private static String source(HistoryTable table) {
        return PostgresqlText.identifier(table.schema(), table.source());
    }
}
