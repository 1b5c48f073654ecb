package io.migri.dialect.postgresql.schema;

import java.util.List;

/** Tables and views, with what belongs to the whole of one. Of what a partition has from its parent, nothing is told again. */
final class PostgresqlTableParts {
    private static final String TABLES = """
            select 40, r.home, 'table ' || r.name,
                   concat('CREATE ', case r.relpersistence when 'u' then 'UNLOGGED ' end, r.word, ' ', r.name,
                     case when r.reloftype <> 0 then ' OF ' || format_type(r.reloftype, null) end,
                     case when r.relkind = 'p' then ' PARTITION BY ' || pg_get_partkeydef(r.oid) end,
                     case when a.amname <> 'heap' then format(' USING %I', a.amname) end,
                     case when s.spcname is not null then format(' TABLESPACE %I', s.spcname) end,
                     case when v.srvname is not null then format(' SERVER %I', v.srvname) end)
              from rel r left join pg_am a on a.oid = r.relam left join pg_tablespace s on s.oid = r.reltablespace
              left join pg_foreign_table f on f.ftrelid = r.oid left join pg_foreign_server v on v.oid = f.ftserver
             where r.relkind in ('r', 'p', 'f')
            """;

    private static final String VIEWS = """
            select 60, r.home, 'view ' || r.name,
                   concat('CREATE ', r.word, ' ', r.name, ' AS ', rtrim(btrim(pg_get_viewdef(r.oid), E' \\n'), ';'),
                     case when not r.relispopulated then ' WITH NO DATA' end)
              from rel r where r.relkind in ('v', 'm')
            """;

    private static final String OPTIONS = """
            select 45, r.home, format('option %s %s', r.name, split_part(o, '=', 1)), format('ALTER %s %s SET (%s)', r.word, r.name, o)
              from rel r left join pg_class t on t.oid = r.reltoastrelid,
                   unnest(r.reloptions || array(select 'toast.' || x from unnest(t.reloptions) x)) o
            union all
            select 56, r.home, format('option %s %s', i.indexrelid::regclass, split_part(o, '=', 1)),
                   format('ALTER INDEX %s SET (%s)', i.indexrelid::regclass, o)
              from rel r join pg_index i on i.indrelid = r.oid join pg_class c on c.oid = i.indexrelid, unnest(c.reloptions) o
             where exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
            union all
            select 45, r.home, format('row security %s', r.name), format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', r.name)
              from rel r where r.relrowsecurity
            union all
            select 45, r.home, format('forced row security %s', r.name), format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', r.name)
              from rel r where r.relforcerowsecurity
            union all
            select 57, r.home, format('replica identity %s', r.name),
                   format('ALTER TABLE %s REPLICA IDENTITY %s', r.name,
                     case r.relreplident when 'f' then 'FULL' when 'n' then 'NOTHING' else (
                       select format('USING INDEX %I', c.relname) from pg_index i join pg_class c on c.oid = i.indexrelid
                        where i.indrelid = r.oid and i.indisreplident) end)
              from rel r where r.relkind in ('r', 'p') and r.relreplident <> 'd'
            """;

    private static final String PARENTS = """
            select 46, r.home, format('parent %s of %s', i.inhparent::regclass, r.name),
                   case when r.relispartition
                        then format('ALTER TABLE %s ATTACH PARTITION %s %s', i.inhparent::regclass, r.name,
                                    pg_get_expr(r.relpartbound, r.oid))
                        else format('ALTER TABLE %s INHERIT %s', r.name, i.inhparent::regclass) end
              from rel r join pg_inherits i on i.inhrelid = r.oid
            """;

    private static final String CONSTRAINTS = """
            select case k.contype when 'f' then 58 else 50 end, r.home, format('constraint %s.%I', r.name, k.conname),
                   format('ALTER TABLE %s ADD CONSTRAINT %I %s', r.name, k.conname, pg_get_constraintdef(k.oid))
              from pg_constraint k join rel r on r.oid = k.conrelid
             where (k.contype in ('c', 'f', 'p', 'u', 'x') or (k.contype = 'n' and not k.convalidated))
               and k.conparentid = 0 and k.conislocal
            """;

    private static final String INDEXES = """
            select 55, r.home, format('index %s', i.indexrelid::regclass),
                   concat(pg_get_indexdef(i.indexrelid), case when not i.indisvalid then ' -- not valid' end)
              from rel r join pg_index i on i.indrelid = r.oid join pg_class c on c.oid = i.indexrelid
             where not c.relispartition
               and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
            union all
            select 56, r.home, format('cluster %s', r.name), format('ALTER TABLE %s CLUSTER ON %I', r.name, c.relname)
              from rel r join pg_index i on i.indrelid = r.oid join pg_class c on c.oid = i.indexrelid where i.indisclustered
            """;

    private static final String STATISTICS = """
            select 59, c.relname::text, format('statistics %I.%I', n.nspname, s.stxname), pg_get_statisticsobjdef(s.oid)
              from pg_statistic_ext s join ns n on n.oid = s.stxnamespace join pg_class c on c.oid = s.stxrelid
             where not exists (select from member m where m.classid = 'pg_statistic_ext'::regclass and m.objid = s.oid)
            union all
            select 59, c.relname::text, format('target of statistics %I.%I', n.nspname, s.stxname),
                   format('ALTER STATISTICS %I.%I SET STATISTICS %s', n.nspname, s.stxname, to_jsonb(s) ->> 'stxstattarget')
              from pg_statistic_ext s join ns n on n.oid = s.stxnamespace join pg_class c on c.oid = s.stxrelid
             where (to_jsonb(s) ->> 'stxstattarget')::int >= 0
            """;

    static final List<String> ALL = List.of(TABLES, VIEWS, OPTIONS, PARENTS, CONSTRAINTS, INDEXES, STATISTICS);

    private PostgresqlTableParts() {}
}
