package io.migri.dialect.postgresql;

/** Takes the rights on a new table away that the server gives others by default (<a
 * href="https://www.postgresql.org/docs/current/sql-alterdefaultprivileges.html">manual</a>). Those that are granted later stay. */
final class PostgresqlPrivacy {
    private static final String BLOCK = "declare grantee text; begin for grantee in select distinct case when a.grantee"
            + PostgresqlTrust.EQ
            + "0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) end"
            + " from pg_catalog.pg_class c, pg_catalog.aclexplode(c.relacl) a where c.oid" + PostgresqlTrust.EQ
            + "pg_catalog.to_regclass(%1$s)::pg_catalog.oid and a.grantee operator(pg_catalog.<>) c.relowner loop execute"
            + " pg_catalog.concat('revoke all on table ', %1$s, ' from ', grantee); end loop; end";

    private PostgresqlPrivacy() {}

    /** A command for the message that makes the table. */
    static String of(String schema, String table) {
        String name = PostgresqlText.identifier(schema) + '.' + PostgresqlText.identifier(table);
        return "do " + PostgresqlText.literal(block(name));
    }

    /** The same as a part of another block. */
    static String block(String name) {
        return String.format(BLOCK, PostgresqlText.literal(name));
    }
}
