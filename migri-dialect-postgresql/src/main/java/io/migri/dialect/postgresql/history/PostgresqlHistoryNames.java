package io.migri.dialect.postgresql.history;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.text.Text;
import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.spi.history.HistoryTable;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which names a history can have, and under which there are others. */
public final class PostgresqlHistoryNames {
    private static final String EQ = PostgresqlText.EQ;

    /** The server cuts longer names without an error. */
    private static final int LONGEST = 63;

    private PostgresqlHistoryNames() {}

    /** Why the server cannot keep the history there; empty where it can. Sends nothing. */
    public static Optional<Text> refusal(HistoryTable table) {
        String schema = table.schema() == null ? "public" : table.schema();
        if (schema.startsWith("pg_") || schema.equals("information_schema")) {
            return Optional.of(Text.of(
                    "the schema " + schema + " belongs to PostgreSQL itself; keep the history in one of your own"));
        }
        if (bytes(schema) > LONGEST || bytes(table.journal()) > LONGEST) {
            int room = LONGEST - (bytes(table.journal()) - bytes(table.name()));
            return Optional.of(Text.of("the name " + table + " is too long for PostgreSQL: a schema has room for "
                    + LONGEST + " bytes, a history for " + room + ", since Migri names tables after it"));
        }
        return Optional.empty();
    }

    /**
     * The history of the usual name that the search path leads to, and those of other names in all schemas that this user may read. In
     * other schemas one of the same name may be that of another tenant.
     */
    public static List<HistoryTable> others(Connection connection, HistoryTable table) throws SQLException {
        String usual = PostgresqlText.literal(HistoryTable.USUAL.name());
        String query = "select n.nspname, c.relname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid"
                + EQ + "c.relnamespace where c.relkind" + EQ + "'r' and (c.oid" + EQ + "pg_catalog.to_regclass(" + usual
                + ")::pg_catalog.oid or (c.relname operator(pg_catalog.<>) " + usual + " and c.relname"
                + " operator(pg_catalog.<>) " + PostgresqlText.literal(table.name())
                + " and pg_catalog.has_schema_privilege(n.oid, 'usage') and exists (select from pg_catalog.pg_class s"
                + " where s.relnamespace" + EQ + "n.oid and s.relname" + EQ + "pg_catalog.concat(c.relname, "
                + PostgresqlText.literal(HistoryTable.SOURCE_SUFFIX) + "))))"
                + " and pg_catalog.has_table_privilege(c.oid, 'select') order by 1, 2";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<HistoryTable> found = new ArrayList<>();
            while (rows.next()) {
                found.add(new HistoryTable(rows.getString(1), rows.getString(2)));
            }
            return found;
        }
    }

    /** What to say where the schema that was named for the history is not there. */
    static MigriException missing(String schema) {
        return MigriException.of(
                        ErrorCode.VALIDATION,
                        "the schema " + schema + ", in which the history is to be kept, does not exist; nothing was"
                                + " applied")
                .help("create it: CREATE SCHEMA " + PostgresqlText.identifier(schema)
                        + "; or name one that exists, in upper and lower case as it is stored")
                .build();
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }
}
