package io.migri.meaning;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a database of PostgreSQL holds, but for our own tables, line by line. */
record PostgresqlState(List<String> lines) {
    private static final String USERS = " NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' ";
    private static final String OURS = " NOT IN ('applied_migration', 'migri_journal', 'migri_source') ";

    private static final List<String> QUERIES = List.of(
            "SELECT 'relation', nspname, relname, relkind, relpersistence, pg_get_userbyid(relowner), relrowsecurity, relacl, attname,"
                    + " format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid), attacl FROM pg_class c"
                    + " JOIN pg_namespace n ON n.oid = relnamespace LEFT JOIN pg_attribute ON attrelid = c.oid AND attnum > 0"
                    + " AND NOT attisdropped LEFT JOIN pg_attrdef ON adrelid = c.oid AND adnum = attnum WHERE nspname"
                    + USERS
                    + "AND relkind IN ('r', 'p', 'v', 'm', 'f') AND relname" + OURS,
            "SELECT 'schema', nspname, nspacl FROM pg_namespace WHERE nspname" + USERS,
            "SELECT 'index', pg_get_indexdef(indexrelid), indisvalid FROM pg_index JOIN pg_class c ON c.oid = indrelid"
                    + " JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname" + USERS + "AND relname" + OURS,
            "SELECT 'constraint', conname, conrelid::regclass, pg_get_constraintdef(o.oid), convalidated, condeferred FROM pg_constraint o"
                    + " JOIN pg_namespace n ON n.oid = connamespace LEFT JOIN pg_class c ON c.oid = conrelid WHERE nspname"
                    + USERS
                    + "AND coalesce(relname, '')" + OURS,
            "SELECT 'routine', p.oid::regprocedure, prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname"
                    + USERS,
            "SELECT 'trigger', tgrelid::regclass, tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal",
            "SELECT 'event trigger', evtname FROM pg_event_trigger",
            "SELECT 'large object', oid, encode(lo_get(oid), 'escape') FROM pg_largeobject_metadata",
            "SELECT 'role', rolname FROM pg_roles WHERE rolname LIKE 'meaning%'",
            "SELECT 'setting', setdatabase, setrole, setconfig FROM pg_db_role_setting");

    static PostgresqlState of(Connection connection) {
        List<String> lines = new ArrayList<>();
        QUERIES.forEach(query -> lines.addAll(rows(connection, query)));
        Set<String> tables = new TreeSet<>(rows(
                connection,
                "SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname"
                        + USERS + "AND relkind IN ('r', 'p', 'm') AND relname" + OURS));
        tables.forEach(table -> lines.addAll(rows(connection, "SELECT '" + table + "', * FROM " + table)));
        Collections.sort(lines);
        return new PostgresqlState(List.copyOf(lines));
    }

    /** What is more and what is less than in {@code expected}; empty where they are equal. */
    String differenceTo(PostgresqlState expected) {
        List<String> more = without(lines, expected.lines);
        List<String> less = without(expected.lines, lines);
        return more.isEmpty() && less.isEmpty() ? "" : "has " + clipped(more) + " but not " + clipped(less);
    }

    private static List<String> without(List<String> all, List<String> these) {
        List<String> left = new ArrayList<>(all);
        these.forEach(left::remove);
        return left;
    }

    private static List<String> clipped(List<String> lines) {
        return lines.subList(0, Math.min(lines.size(), 8));
    }

    private static List<String> rows(Connection connection, String query) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(rows.getString(i)));
                }
                found.add(String.join("|", row));
            }
            return found;
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }
}
