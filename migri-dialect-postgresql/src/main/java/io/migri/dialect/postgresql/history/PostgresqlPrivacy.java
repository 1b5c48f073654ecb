package io.migri.dialect.postgresql.history;

import io.migri.dialect.postgresql.language.PostgresqlText;

/**
 * Makes tables of Migri's own. The types that a definition names are the server's, whatever the search path. What a table keeps is for its owner
 * alone: rights that the server gives others by default (<a
 * href="https://www.postgresql.org/docs/current/sql-alterdefaultprivileges.html">manual</a>) are taken away, those that are granted later stay.
 */
public final class PostgresqlPrivacy {
    private static final String REVOKE =
            "declare grantee pg_catalog.text; begin for grantee in select distinct case when a.grantee"
                    + PostgresqlText.EQ + "0::pg_catalog.oid then 'public' else"
                    + " pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) end"
                    + " from pg_catalog.pg_class c, pg_catalog.aclexplode(c.relacl) a where c.oid" + PostgresqlText.EQ
                    + "pg_catalog.to_regclass(%1$s)::pg_catalog.oid and a.grantee operator(pg_catalog.<>) c.relowner loop execute"
                    + " pg_catalog.concat('revoke all on table ', %1$s, ' from ', grantee); end loop; end; ";

    private PostgresqlPrivacy() {}

    /** A command that executes {@code body}, a part of a block in PL/pgSQL, with nobody else's names in sight. */
    public static String command(String body) {
        return "do "
                + PostgresqlText.literal(
                        "declare path_before pg_catalog.text = pg_catalog.current_setting('search_path'); begin"
                                + " perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true); " + body
                                + "perform pg_catalog.set_config('search_path', path_before, true); end");
    }

    /** A part of such a body: makes a table, for its owner alone, unless it is there. */
    public static String making(String schema, String table, String definition) {
        String name =
                PostgresqlText.literal(PostgresqlText.identifier(schema) + '.' + PostgresqlText.identifier(table));
        return "if pg_catalog.to_regclass(" + name + ") is null then " + definition + "; " + String.format(REVOKE, name)
                + "end if; ";
    }
}
