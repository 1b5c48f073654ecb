package io.migri.dialect.postgresql.report;

import io.migri.dialect.postgresql.report.PostgresqlSnapshot.Activity;
import io.migri.dialect.postgresql.report.PostgresqlSnapshot.Part;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.postgresql.PGStatement;

/**
 * Asks the catalogs. All names are qualified, because the script may have set another search path; system relations, whose identifiers
 * are below 16384, are left out.
 */
public final class PostgresqlCatalog {
    private static final String FIRST_OF_USERS = "16384::pg_catalog.oid";

    private static final String HELD = "with held as materialized (select l.relation, l.mode from pg_catalog.pg_locks l"
            + " where l.pid operator(pg_catalog.=) pg_catalog.pg_backend_pid() and l.locktype operator(pg_catalog.=) 'relation' and l.granted and l.mode operator(pg_catalog.<>) 'SIReadLock'"
            + " and l.relation operator(pg_catalog.>=) " + FIRST_OF_USERS + " and l.relation operator(pg_catalog.<=) ";

    private static final String LOCKS =
            "select 'lock' as what, h.relation::pg_catalog.int8 as id, h.mode::pg_catalog.text as name, 0::pg_catalog.int8 as a, 0::pg_catalog.int8 as b,"
                    + " 0::pg_catalog.int8 as c from held h";

    private static final String ACTIVITY =
            " union all select 'activity', c.oid::pg_catalog.int8, '', pg_catalog.pg_stat_get_xact_numscans(c.oid),"
                    + " pg_catalog.pg_stat_get_xact_tuples_returned(c.oid),"
                    + " pg_catalog.pg_stat_get_xact_tuples_updated(c.oid)"
                    + " operator(pg_catalog.+) pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid)"
                    + " from pg_catalog.pg_class c where c.relkind operator(pg_catalog.=) any (array['r', 'm']::pg_catalog.\"char\"[]) and c.oid operator(pg_catalog.>=) "
                    + FIRST_OF_USERS
                    + " and c.oid operator(pg_catalog.<=) (select b.last from bounds b) and (pg_catalog.pg_stat_get_xact_numscans(c.oid) operator(pg_catalog.>) 0"
                    + " or pg_catalog.pg_stat_get_xact_tuples_updated(c.oid) operator(pg_catalog.>) 0"
                    + " or pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid) operator(pg_catalog.>) 0)";

    private static final String FILES =
            " union all select 'file', c.oid::pg_catalog.int8, '', c.relfilenode::pg_catalog.int8, 0, 0"
                    + " from pg_catalog.pg_class c where c.relkind operator(pg_catalog.=) any (array['r', 'm', 'p', 'v', 'f']::pg_catalog.\"char\"[]) and c.oid operator(pg_catalog.>=) "
                    + FIRST_OF_USERS;

    private static final String INDEXES =
            " union all select 'index', i.indexrelid::pg_catalog.int8, c.relname::pg_catalog.text,"
                    + " i.indrelid::pg_catalog.int8, c.relfilenode::pg_catalog.int8, 0 from pg_catalog.pg_index i"
                    + " join pg_catalog.pg_class c on c.oid operator(pg_catalog.=) i.indexrelid where i.indisvalid and c.relkind operator(pg_catalog.=) 'i' and i.indrelid operator(pg_catalog.>=) "
                    + FIRST_OF_USERS;

    private static final String CONSTRAINTS =
            " union all select 'constraint', n.oid::pg_catalog.int8, n.conname::pg_catalog.text,"
                    + " n.conrelid::pg_catalog.int8, 0, 0 from pg_catalog.pg_constraint n"
                    + " where n.convalidated and n.contype operator(pg_catalog.=) any (array['c', 'f']::pg_catalog.\"char\"[]) and n.conrelid operator(pg_catalog.>=) "
                    + FIRST_OF_USERS;

    /**
     * Sizes are read from the files only where nobody holds, or waits for, a lock on the table or its indexes that would make that wait
     * (<a href="https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADMIN-DBSIZE">manual</a>).
     */
    private static final String TABLES =
            "select c.oid::pg_catalog.int8, case when pg_catalog.pg_table_is_visible(c.oid) then pg_catalog.quote_ident(c.relname)"
                    + " else pg_catalog.quote_ident(n.nspname) operator(pg_catalog.||) '.' operator(pg_catalog.||) pg_catalog.quote_ident(c.relname) end,"
                    + " c.relname::pg_catalog.text, c.relkind::pg_catalog.text, c.reltuples::pg_catalog.float8,"
                    + " case when not c.relkind operator(pg_catalog.=) any (array['r', 'm']::pg_catalog.\"char\"[]) then null"
                    + " when o.relation is null then pg_catalog.pg_total_relation_size(c.oid)"
                    + " else c.relpages::pg_catalog.int8 operator(pg_catalog.*) 8192 end,"
                    + " case when c.relkind operator(pg_catalog.=) any (array['r', 'm']::pg_catalog.\"char\"[]) and o.relation is null then pg_catalog.pg_relation_size(c.oid) end"
                    + " from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace"
                    + " left outer join (select coalesce(i.indrelid, l.relation) as relation"
                    + " from pg_catalog.pg_locks l left outer join pg_catalog.pg_index i on i.indexrelid operator(pg_catalog.=) l.relation"
                    + " where l.locktype operator(pg_catalog.=) 'relation' and l.mode operator(pg_catalog.=) 'AccessExclusiveLock'"
                    + " and l.pid operator(pg_catalog.<>) pg_catalog.pg_backend_pid() group by 1) o on o.relation operator(pg_catalog.=) c.oid"
                    + " where c.relkind operator(pg_catalog.=) any (array['r', 'm', 'p', 'v']::pg_catalog.\"char\"[]) and c.oid operator(pg_catalog.>=) "
                    + FIRST_OF_USERS
                    + " and n.nspname operator(pg_catalog.<>) 'information_schema' and n.nspname operator(pg_catalog.!~) '^pg_'";

    private final Connection connection;

    public PostgresqlCatalog(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /** All tables but those of these names. */
    Map<Long, PostgresqlTable> tables(Set<String> except) throws SQLException {
        Map<Long, PostgresqlTable> tables = new HashMap<>();
        try (Statement statement = statement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                if (!except.contains(rows.getString(3))) {
                    PostgresqlTable table = table(rows);
                    tables.put(table.oid(), table);
                }
            }
        }
        return tables;
    }

    /**
     * What is so now.
     *
     * @param complete whether of all tables; else of those on which this session holds a lock
     * @param last the greatest identifier that a table of interest has, so that a run that makes many new ones does not look at them
     *     again and again
     */
    PostgresqlSnapshot snapshot(boolean complete, long last) throws SQLException {
        PostgresqlSnapshot snapshot = PostgresqlSnapshot.empty(complete);
        try (Statement statement = statement();
                ResultSet rows = statement.executeQuery(query(complete, last))) {
            while (rows.next()) {
                enter(snapshot, rows);
            }
        }
        return snapshot;
    }

    private static String query(boolean complete, long last) {
        String held = " operator(pg_catalog.=) any (select h.relation from held h)";
        return HELD + last + "::pg_catalog.oid), bounds as (select " + last + "::pg_catalog.oid as last) " + LOCKS
                + ACTIVITY
                + FILES
                + (complete ? "" : " and c.oid" + held)
                + INDEXES
                + (complete ? "" : " and i.indrelid" + held)
                + CONSTRAINTS
                + (complete ? "" : " and n.conrelid" + held);
    }

    private static void enter(PostgresqlSnapshot snapshot, ResultSet rows) throws SQLException {
        long id = rows.getLong(2);
        String name = rows.getString(3);
        long first = rows.getLong(4);
        switch (rows.getString(1)) {
            case "lock" ->
                snapshot.locks()
                        .merge(
                                id,
                                PostgresqlLockMode.valueOf(name),
                                (one, other) -> one.compareTo(other) >= 0 ? one : other);
            case "activity" -> snapshot.activity().put(id, new Activity(first, rows.getLong(5), rows.getLong(6)));
            case "index" -> {
                snapshot.indexes().put(id, new Part(first, name));
                snapshot.files().put(id, rows.getLong(5));
            }
            case "constraint" -> snapshot.constraints().put(id, new Part(first, name));
            default -> snapshot.files().put(id, first);
        }
    }

    /** A table that was never analysed has an estimate of -1, or 0 in old servers. */
    private static PostgresqlTable table(ResultSet rows) throws SQLException {
        double estimate = rows.getDouble(5);
        long bytes = rows.getLong(6);
        OptionalLong size = rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(bytes);
        long main = rows.getLong(7);
        boolean empty = !rows.wasNull() && main == 0;
        OptionalLong count =
                empty ? OptionalLong.of(0) : estimate >= 1 ? OptionalLong.of((long) estimate) : OptionalLong.empty();
        return new PostgresqlTable(rows.getLong(1), rows.getString(2), size, count);
    }

    /** Without a prepared statement on the server, which a script's {@code DISCARD ALL} would take away. */
    private Statement statement() throws SQLException {
        Statement statement = connection.createStatement();
        if (statement.isWrapperFor(PGStatement.class)) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        }
        return statement;
    }
}
