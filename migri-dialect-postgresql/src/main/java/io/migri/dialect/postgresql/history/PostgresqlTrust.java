package io.migri.dialect.postgresql.history;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.dialect.postgresql.language.PostgresqlText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * Whose tables Migri reads and writes. To plan a query on a view runs code of its owner already, so the question stands in front of the query, in
 * the same message, and fails there.
 *
 * <p>A table of this user, of a role that it belongs to, of a superuser or of the database's owner is trusted. One of anybody else is taken
 * if it carries no code: another deploy role, or the role of the Python tool, is usual.
 */
public final class PostgresqlTrust {
    private static final String EQ = PostgresqlText.EQ;
    private static final String NE = " operator(pg_catalog.<>) ";
    private static final String FAILED = "22012";

    private static final String ME = "(select m.oid from pg_catalog.pg_roles m where m.rolname" + EQ + "current_user)";

    private static final String SUPERUSER =
            "(select m.rolsuper from pg_catalog.pg_roles m where m.rolname" + EQ + "current_user)";

    private static final String OWNER_IS_KNOWN = "exists (select from pg_catalog.pg_roles r where r.oid" + EQ
            + "c.relowner and (r.rolname" + EQ + "current_user or r.rolname" + EQ
            + "session_user or r.rolsuper or r.oid"
            + EQ + "(select d.datdba from pg_catalog.pg_database d where d.datname" + EQ
            + "pg_catalog.current_database()) or (not " + SUPERUSER + " and pg_catalog.pg_has_role(r.oid, 'member'))))";

    /** A superuser counts as a member of every role, so the grants are looked at. */
    private static final String MEMBER = "c.relowner" + EQ + "any (with recursive up as (select " + ME
            + " as id union select a.roleid from pg_catalog.pg_auth_members a join up on a.member" + EQ
            + "up.id) select up.id from up)";

    /** What there is of code, and whether the relation has it. */
    private static final String[][] CODE = {
        {"it is no ordinary table", "c.relkind" + NE + "'r' and c.relkind" + NE + "'p'"},
        {
            "it has a trigger",
            "exists (select from pg_catalog.pg_trigger t where t.tgrelid" + EQ + "c.oid and not t.tgisinternal)"
        },
        {"it has a rule", "c.relhasrules"},
        {"it has a policy", "exists (select from pg_catalog.pg_policy p where p.polrelid" + EQ + "c.oid)"},
        {
            "other tables inherit from it",
            "exists (select from pg_catalog.pg_inherits i where i.inhparent" + EQ + "c.oid)"
        },
        {
            "it has a constraint that is more than a key",
            "exists (select from pg_catalog.pg_constraint k where k.conrelid" + EQ + "c.oid and k.contype" + NE
                    + "'p' and k.contype" + NE + "'u' and k.contype" + NE + "'n')"
        },
        {
            "it has an index over an expression",
            "exists (select from pg_catalog.pg_index x where x.indrelid" + EQ
                    + "c.oid and (x.indexprs is not null or x.indpred is not null or exists (select from"
                    + " pg_catalog.unnest(x.indclass) o where o operator(pg_catalog.>=) 16384)))"
        },
        {
            "it has a column of a type that somebody made",
            "exists (select from pg_catalog.pg_attribute a where a.attrelid" + EQ
                    + "c.oid and a.attnum operator(pg_catalog.>) 0 and not a.attisdropped and a.atttypid"
                    + " operator(pg_catalog.>=) 16384)"
        },
        {
            "it has a default that calls a function",
            "exists (select from pg_catalog.pg_attrdef f join pg_catalog.pg_depend e on e.objid" + EQ
                    + "f.oid and e.classid" + EQ + "2604 and e.refclassid" + NE + "1259 where f.adrelid" + EQ + "c.oid)"
        },
    };

    private static final String HIDDEN = "pg_catalog.row_security_active(c.oid)";

    private final Set<String> foreign = new HashSet<>();

    /** Whether that table, which belongs to somebody else, is looked at again before each row. */
    boolean isForeign(String table) {
        return foreign.contains(table);
    }

    /**
     * An expression of type integer that fails in the database where {@code name} leads to what must not be used.
     *
     * @param name of the relation, quoted, with or without a schema
     */
    public String check(String name) {
        return check(name, oid(name));
    }

    /** The same for a relation that is found otherwise. */
    String check(String name, String oid) {
        String trusted = foreign.contains(name) ? "(" + MEMBER + " or " + harmless() + ")" : OWNER_IS_KNOWN;
        return "1 operator(pg_catalog./) coalesce((select case when " + trusted + " and not " + HIDDEN
                + " then 1 else 0 end from pg_catalog.pg_class c where c.oid" + EQ + oid + "), 1)";
    }

    public boolean pardons(Connection connection, String name, SQLException failure) throws SQLException {
        return pardons(connection, name, oid(name), failure);
    }

    /** Where the last message with {@link #check} failed: whether it may be sent again, since the table turned out to be harmless. */
    boolean pardons(Connection connection, String name, String oid, SQLException failure) throws SQLException {
        if (!FAILED.equals(failure.getSQLState()) || foreign.contains(name)) {
            return false;
        }
        return isHarmless(connection, name, oid) && foreign.add(name);
    }

    /**
     * Whether it belongs to somebody else and may be used nevertheless.
     *
     * @throws MigriException where the table carries foreign code, or hides rows
     */
    private static boolean isHarmless(Connection connection, String name, String oid) throws SQLException {
        StringBuilder reasons = new StringBuilder();
        for (String[] code : CODE) {
            reasons.append(" when ")
                    .append(code[1])
                    .append(" then '")
                    .append(code[0])
                    .append('\'');
        }
        String query = "select pg_catalog.pg_get_userbyid(c.relowner), n.nspname, current_user, " + HIDDEN + ", "
                + OWNER_IS_KNOWN + " or " + MEMBER + ", case" + reasons + " end from pg_catalog.pg_class c"
                + " join pg_catalog.pg_namespace n on n.oid" + EQ + "c.relnamespace where c.oid" + EQ + oid;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            if (!row.next()) {
                return false;
            }
            String table = row.getString(2) + "."
                    + name.substring(name.lastIndexOf(".\"") + 1).replace("\"", "");
            if (row.getBoolean(4)) {
                throw hidden(table, row.getString(3));
            }
            if (!row.getBoolean(5) && row.getString(6) != null) {
                throw foreign(table, row.getString(1), row.getString(3), row.getString(6));
            }
            return true;
        }
    }

    private static String harmless() {
        StringBuilder harmless = new StringBuilder("not (false");
        for (String[] code : CODE) {
            harmless.append(" or ").append(code[1]);
        }
        return harmless.append(')').toString();
    }

    static String oid(String name) {
        return "pg_catalog.to_regclass(" + PostgresqlText.literal(name) + ")::pg_catalog.oid";
    }

    private static MigriException hidden(String table, String user) {
        return MigriException.of(
                        ErrorCode.HISTORY_UNUSABLE,
                        "row level security on the table " + table + " hides rows from " + user)
                .help("nothing was changed; switch it off for this table (ALTER TABLE " + table
                        + " DISABLE ROW LEVEL SECURITY), or connect as the table's owner")
                .build();
    }

    private static MigriException foreign(String table, String owner, String user, String code) {
        return MigriException.of(
                        ErrorCode.HISTORY_UNUSABLE,
                        "the table " + table + " belongs to " + owner + ", and " + code + ", so that code of " + owner
                                + " would run with the rights of " + user)
                .help(
                        "nothing was changed; look who made it. If it is the history, remove that part of it, or make it yours (ALTER TABLE "
                                + table + " OWNER TO " + user + ")")
                .build();
    }
}
