package io.migri.dialect.postgresql.schema;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the queries of this package share. Each query has four columns: a rank, the table that the part belongs to or an empty text, the
 * identity and the statement. They rely on a search path of {@code pg_catalog} alone, and on it no other operators can be found. Columns
 * that older servers lack are read out of the whole row as JSON.
 */
final class PostgresqlCommonParts {
    private static final String COMMON = """
            with ns as materialized (
              select n.* from pg_namespace n where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'),
            member as materialized (select d.classid, d.objid from pg_depend d where d.deptype = 'e'),
            rel as materialized (
              select c.*, format('%I.%I', n.nspname, c.relname) as name, coalesce(h.relname, c.relname)::text as home,
                     case c.relkind when 'v' then 'VIEW' when 'm' then 'MATERIALIZED VIEW' when 'S' then 'SEQUENCE'
                                    when 'f' then 'FOREIGN TABLE' else 'TABLE' end as word
                from pg_class c join ns n on n.oid = c.relnamespace
                left join lateral (
                  select t.relname from pg_depend d join pg_class t on t.oid = d.refobjid
                   where c.relkind = 'S' and d.classid = 'pg_class'::regclass and d.objid = c.oid
                     and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and d.deptype in ('a', 'i') limit 1) h on true
               where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
                 and not exists (select from member m where m.classid = 'pg_class'::regclass and m.objid = c.oid)),
            typ as materialized (
              select t.*, format('%I.%I', n.nspname, t.typname) as name
                from pg_type t join ns n on n.oid = t.typnamespace left join pg_class c on c.oid = t.typrelid
               where (t.typtype in ('e', 'd', 'r') or (t.typtype = 'c' and c.relkind = 'c') or (t.typtype = 'b' and t.typisdefined
                      and not exists (select from pg_type e where e.typarray = t.oid)))
                 and not exists (select from member m where m.classid = 'pg_type'::regclass and m.objid = t.oid)),
            proc as materialized (
              select p.*, p.oid::regprocedure::text as name, case p.prokind when 'p' then 'PROCEDURE' else 'FUNCTION' end as word
                from pg_proc p join ns n on n.oid = p.pronamespace
               where not exists (select from member m where m.classid = 'pg_proc'::regclass and m.objid = p.oid)
                 and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid
                                    and d.deptype = 'i'))
            """;

    private PostgresqlCommonParts() {}

    /** One query of all parts, in the order in which somebody would make them. */
    static String query(int version) {
        return COMMON
                + "select * from ("
                + Stream.of(
                                PostgresqlTableParts.ALL,
                                PostgresqlColumnParts.ALL,
                                PostgresqlObjectParts.of(version),
                                PostgresqlCodeParts.ALL,
                                PostgresqlPrivilegeParts.ALL)
                        .flatMap(List::stream)
                        .collect(Collectors.joining(" union all "))
                + ") part (rank, home, identity, statement) order by rank, identity collate \"C\", statement collate \"C\"";
    }
}
