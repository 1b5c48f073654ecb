package io.migri.dialect.postgresql;

import io.migri.dialect.postgresql.PostgresqlSnapshot.Activity;
import io.migri.dialect.postgresql.PostgresqlSnapshot.Part;
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
final class PostgresqlCatalog {
    private static final String FIRST_OF_USERS = "16384";

    private static final String HELD = "with held as materialized (select l.relation, l.mode from pg_catalog.pg_locks l"
            + " where l.pid = pg_catalog.pg_backend_pid() and l.locktype = 'relation' and l.granted and l.mode <> 'SIReadLock'"
            + " and l.relation between " + FIRST_OF_USERS + " and ";

    private static final String LOCKS =
            "select 'lock' as what, h.relation::bigint as id, h.mode::text as name, 0::bigint as a, 0::bigint as b,"
                    + " 0::bigint as c from held h";

    private static final String ACTIVITY =
            " union all select 'activity', c.oid::bigint, '', pg_catalog.pg_stat_get_xact_numscans(c.oid),"
                    + " pg_catalog.pg_stat_get_xact_tuples_returned(c.oid),"
                    + " pg_catalog.pg_stat_get_xact_tuples_updated(c.oid)"
                    + " + pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid)"
                    + " from pg_catalog.pg_class c where c.relkind in ('r', 'm') and c.oid between " + FIRST_OF_USERS
                    + " and (select last from bounds) and (pg_catalog.pg_stat_get_xact_numscans(c.oid) > 0"
                    + " or pg_catalog.pg_stat_get_xact_tuples_updated(c.oid) > 0"
                    + " or pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid) > 0)";

    private static final String FILES = " union all select 'file', c.oid::bigint, '', c.relfilenode::bigint, 0, 0"
            + " from pg_catalog.pg_class c where c.relkind in ('r', 'm', 'p', 'v', 'f') and c.oid >= " + FIRST_OF_USERS;

    private static final String INDEXES = " union all select 'index', i.indexrelid::bigint, c.relname::text,"
            + " i.indrelid::bigint, c.relfilenode::bigint, 0 from pg_catalog.pg_index i"
            + " join pg_catalog.pg_class c on c.oid = i.indexrelid where i.indisvalid and c.relkind = 'i' and i.indrelid >= "
            + FIRST_OF_USERS;

    private static final String CONSTRAINTS = " union all select 'constraint', n.oid::bigint, n.conname::text,"
            + " n.conrelid::bigint, 0, 0 from pg_catalog.pg_constraint n"
            + " where n.convalidated and n.contype in ('c', 'f') and n.conrelid >= " + FIRST_OF_USERS;

    /**
     * Sizes are read from the files only where nobody holds, or waits for, a lock on the table or its indexes that would make that wait
     * (<a href="https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADMIN-DBSIZE">manual</a>).
     */
    private static final String TABLES =
            "select c.oid::bigint, case when pg_catalog.pg_table_is_visible(c.oid) then pg_catalog.quote_ident(c.relname)"
                    + " else pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) end,"
                    + " c.relname::text, c.relkind::text, c.reltuples::float8,"
                    + " case when c.relkind not in ('r', 'm') then null"
                    + " when o.relation is null then pg_catalog.pg_total_relation_size(c.oid)"
                    + " else c.relpages::bigint * 8192 end,"
                    + " case when c.relkind in ('r', 'm') and o.relation is null then pg_catalog.pg_relation_size(c.oid) end"
                    + " from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                    + " left outer join (select coalesce(i.indrelid, l.relation) as relation"
                    + " from pg_catalog.pg_locks l left outer join pg_catalog.pg_index i on i.indexrelid = l.relation"
                    + " where l.locktype = 'relation' and l.mode = 'AccessExclusiveLock'"
                    + " and l.pid <> pg_catalog.pg_backend_pid() group by 1) o on o.relation = c.oid"
                    + " where c.relkind in ('r', 'm', 'p', 'v') and c.oid >= " + FIRST_OF_USERS
                    + " and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'";

    private final Connection connection;

    PostgresqlCatalog(Connection connection) {
        this.connection = connection;
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
        String held = " in (select h.relation from held h)";
        return HELD + last + "), bounds as (select " + last + "::oid as last) " + LOCKS
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
