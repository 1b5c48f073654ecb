package io.migri.dialect.postgresql.schema;

import java.util.List;

/** Who owns what, and who may do what: only what differs from what a new object of the user would have. */
final class PostgresqlPrivilegeParts {
    private static final String OBJECTS = """
            (select home, word, name, owner, acl, case when acl is not null then acldefault(kind, owner) end as usual from (
              select r.home, case r.relkind when 'S' then 'SEQUENCE' else 'TABLE' end, r.name, r.relowner, r.relacl,
                     case r.relkind when 'S' then 's' else 'r' end::"char" from rel r
              union all select '', 'SCHEMA', quote_ident(n.nspname), n.nspowner, n.nspacl, 'n' from ns n
              union all select '', p.word, p.name, p.proowner, p.proacl, 'f' from proc p
              union all select '', 'TYPE', t.name, t.typowner, t.typacl, 'T' from typ t
              union all select '', 'FOREIGN SERVER', quote_ident(s.srvname), s.srvowner, s.srvacl, 'S' from pg_foreign_server s
              union all select '', 'DATABASE', quote_ident(d.datname), d.datdba, d.datacl, 'd' from pg_database d
                         where d.datname = current_database()
              ) o (home, word, name, owner, acl, kind)) o
            """;

    private static final String OWNERS =
            """
            select 91, o.home, format('owner of %s %s', lower(o.word), o.name),
                   format('ALTER %s %s OWNER TO %I', o.word, o.name, pg_get_userbyid(o.owner)) from
            """ + OBJECTS + " where o.owner <> (select u.oid from pg_roles u where u.rolname = session_user)";

    private static final String WHO =
            "case x.grantee when 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(x.grantee)) end";

    private static final String GRANTABLE = "case when x.is_grantable then ' WITH GRANT OPTION' end";

    private static final String GRANTS = "select distinct 92, o.home,"
            + " format('privilege %s on %s %s of %s', x.privilege_type, lower(o.word), o.name, " + WHO + "),"
            + " concat(format('GRANT %s ON %s %s TO %s', x.privilege_type, o.word, o.name, " + WHO + "), " + GRANTABLE
            + ") from "
            + OBJECTS + """
            cross join lateral aclexplode(o.acl) x where not exists (
              select from aclexplode(o.usual) y
               where y.grantee = x.grantee and y.privilege_type = x.privilege_type and y.is_grantable = x.is_grantable)
            union all select distinct 92, o.home, format('privilege %s on %s %s of %s', x.privilege_type, lower(o.word), o.name,
            """
            + WHO + "), format('REVOKE %s ON %s %s FROM %s', x.privilege_type, o.word, o.name, " + WHO + ") from "
            + OBJECTS + """
            cross join lateral aclexplode(o.usual) x where not exists (
              select from aclexplode(o.acl) y where y.grantee = x.grantee and y.privilege_type = x.privilege_type)
            """;

    private static final String OF_COLUMNS = "select distinct 92, r.home,"
            + " format('privilege %s on column %s.%I of %s', x.privilege_type, r.name, a.attname, " + WHO + "),"
            + " concat(format('GRANT %s (%I) ON TABLE %s TO %s', x.privilege_type, a.attname, r.name, " + WHO + "), "
            + GRANTABLE + ") from rel r join pg_attribute a on a.attrelid = r.oid and not a.attisdropped"
            + " cross join lateral aclexplode(a.attacl) x";

    private static final String TO_COME = """
            (select format('ALTER DEFAULT PRIVILEGES FOR ROLE %I', pg_get_userbyid(d.defaclrole))
                      || coalesce(format(' IN SCHEMA %I', n.nspname), '') as name,
                    case d.defaclobjtype when 'r' then 'TABLES' when 'S' then 'SEQUENCES' when 'f' then 'FUNCTIONS'
                      when 'T' then 'TYPES' when 'n' then 'SCHEMAS' else 'LARGE OBJECTS' end as word, d.defaclacl as acl,
                    case when d.defaclnamespace = 0 and d.defaclobjtype <> 'L'
                         then acldefault(case d.defaclobjtype when 'S' then 's' else d.defaclobjtype end, d.defaclrole) end as usual
               from pg_default_acl d left join pg_namespace n on n.oid = d.defaclnamespace) o
            """;

    private static final String DEFAULTS =
            "select distinct 93, '', format('default privilege %s %s on %s of %s', o.name,"
                    + " x.privilege_type, o.word, " + WHO
                    + "), concat(format('%s GRANT %s ON %s TO %s', o.name, x.privilege_type, o.word, "
                    + WHO + "), " + GRANTABLE + ") from " + TO_COME + """
            cross join lateral aclexplode(o.acl) x where not exists (
              select from aclexplode(o.usual) y
               where y.grantee = x.grantee and y.privilege_type = x.privilege_type and y.is_grantable = x.is_grantable)
            union all select distinct 93, '', format('default privilege %s %s on %s of %s', o.name, x.privilege_type, o.word,
            """
                    + WHO + "), format('%s REVOKE %s ON %s FROM %s', o.name, x.privilege_type, o.word, " + WHO
                    + ") from " + TO_COME + """
            cross join lateral aclexplode(o.usual) x where not exists (
              select from aclexplode(o.acl) y where y.grantee = x.grantee and y.privilege_type = x.privilege_type)
            """;

    static final List<String> ALL = List.of(OWNERS, GRANTS, OF_COLUMNS, DEFAULTS);

    private PostgresqlPrivilegeParts() {}
}
