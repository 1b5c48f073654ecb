package io.migri.dialect.postgresql.connection;

import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.spi.examination.Finding;
import io.migri.spi.history.HistoryTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks whether a user can keep a history and change the schema. */
public final class PostgresqlExamination {
    private static final String QUERY = """
            select current_user, pg_catalog.current_schema(), pg_catalog.pg_is_in_recovery(),
                   pg_catalog.has_schema_privilege(pg_catalog.current_schema(), 'create'),
                   c.oid::pg_catalog.regclass::pg_catalog.text,
                   pg_catalog.has_table_privilege(c.oid, 'select') and pg_catalog.has_table_privilege(c.oid, 'insert'),
                   (select pg_catalog.string_agg(distinct o.relname operator(pg_catalog.||) ': ' operator(pg_catalog.||)
                           case when a.grantee operator(pg_catalog.=) 0::pg_catalog.oid then 'everybody'
                                else pg_catalog.pg_get_userbyid(a.grantee) end, ', ')
                      from pg_catalog.pg_class o, pg_catalog.aclexplode(o.relacl) a
                     where o.relnamespace operator(pg_catalog.=) c.relnamespace
                       and o.relname operator(pg_catalog.=) any (array[c.relname, ?, ?])
                       and a.grantee operator(pg_catalog.<>) o.relowner
                       and a.privilege_type operator(pg_catalog.=) any (array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER'])),
                   (select pg_catalog.has_schema_privilege(n.oid, 'usage') and pg_catalog.has_schema_privilege(n.oid, 'create')
                      from pg_catalog.pg_namespace n where n.nspname operator(pg_catalog.=) ?)
              from (select pg_catalog.to_regclass(?)::pg_catalog.oid as id) found
              left join pg_catalog.pg_class c on c.oid operator(pg_catalog.=) found.id
            """;

    private PostgresqlExamination() {}

    public static List<Finding> of(Connection connection, HistoryTable table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setString(1, table.journal());
            query.setString(2, table.source());
            query.setString(3, table.schema());
            query.setString(4, PostgresqlText.identifier(table.schema(), table.name()));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                List<Finding> findings = new ArrayList<>(List.of(user(row), history(row, table)));
                String writers = row.getString(7);
                if (writers != null) {
                    findings.add(writers(writers));
                }
                return findings;
            }
        }
    }

    static PostgresqlServer server(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select " + PostgresqlServer.COLUMNS)) {
            row.next();
            return new PostgresqlServer(row.getString(1), row.getString(2));
        }
    }

    private static Finding user(ResultSet row) throws SQLException {
        String user = row.getString(1);
        @Nullable String schema = row.getString(2);
        if (row.getBoolean(3)) {
            return Finding.problem(
                    "privileges", "the server is a standby and takes no writes", "connect to the primary");
        }
        if (schema == null) {
            return Finding.problem(
                    "privileges",
                    Text.of("no schema of the search_path exists"),
                    Text.of("create one, or name it with ", Option.SCHEMA));
        }
        return row.getBoolean(4)
                ? Finding.ok("privileges", user + " can create in the schema " + schema)
                : Finding.problem(
                        "privileges",
                        user + " cannot create in the schema " + schema,
                        "grant create on schema \"" + schema + "\" to \"" + user + "\"");
    }

    private static Finding writers(String writers) {
        return Finding.warning(
                "writers",
                "others may write to Migri's tables: " + writers,
                "revoke these rights, unless that role migrates, too");
    }

    /** The history is to be in another schema than the tables of the migrations. */
    private static Finding unmakeable(ResultSet row, String schema) throws SQLException {
        row.getBoolean(8);
        String name = PostgresqlText.identifier(schema);
        return row.wasNull()
                ? Finding.problem(
                        "history",
                        "the schema " + schema + ", in which the history is to be kept, does not exist",
                        "create schema " + name + " authorization \"" + row.getString(1) + "\"")
                : Finding.problem(
                        "history",
                        row.getString(1) + " cannot make the history in the schema " + schema,
                        "grant usage, create on schema " + name + " to \"" + row.getString(1) + "\"");
    }

    private static Finding history(ResultSet row, HistoryTable table) throws SQLException {
        if (row.getString(5) == null && table.schema() != null && !row.getBoolean(8)) {
            return unmakeable(row, table.schema());
        }
        if (row.getString(5) == null) {
            return Finding.ok("history", "no table " + table + " yet; the first run makes it");
        }
        return row.getBoolean(6)
                ? Finding.ok("history", "the table " + row.getString(5) + " can be read and written")
                : Finding.problem(
                        "history",
                        row.getString(1) + " cannot read and write the table " + row.getString(5),
                        "grant select, insert on " + row.getString(5) + " to \"" + row.getString(1) + "\"");
    }
}
