package io.migri.dialect.postgresql.schema;

import java.util.ArrayList;
import java.util.List;

/** Schemas, extensions, types, and what else has no table. */
final class PostgresqlObjectParts {
    private static final String SCHEMAS = """
            select 10, '', format('schema %I', n.nspname), format('CREATE SCHEMA %I', n.nspname) from ns n
             where not exists (select from member m where m.classid = 'pg_namespace'::regclass and m.objid = n.oid)
            union all
            select 11, '', format('extension %I', e.extname),
                   format('CREATE EXTENSION %I SCHEMA %I VERSION %L', e.extname, n.nspname, e.extversion)
              from pg_extension e join pg_namespace n on n.oid = e.extnamespace
            union all
            select 12, '', format('language %I', l.lanname), format('CREATE LANGUAGE %I', l.lanname) from pg_language l
             where l.lanispl and not exists (select from member m where m.classid = 'pg_language'::regclass and m.objid = l.oid)
            union all
            select 13, '', format('foreign data wrapper %I', f.fdwname), format('CREATE FOREIGN DATA WRAPPER %I', f.fdwname)
              from pg_foreign_data_wrapper f
             where not exists (select from member m where m.classid = 'pg_foreign_data_wrapper'::regclass and m.objid = f.oid)
            union all
            select 14, '', format('server %I', s.srvname), format('CREATE SERVER %I FOREIGN DATA WRAPPER %I', s.srvname, f.fdwname)
              from pg_foreign_server s join pg_foreign_data_wrapper f on f.oid = s.srvfdw
            """;

    private static final String TYPES = """
            select 20, '', 'type ' || t.name, concat('CREATE TYPE ', t.name, case t.typtype
                     when 'e' then format(' AS ENUM (%s)', (
                       select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid))
                     when 'c' then format(' AS (%s)', (
                       select string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' order by a.attnum)
                         from pg_attribute a where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped))
                     when 'r' then (
                       select concat(' AS RANGE (SUBTYPE = ', format_type(g.rngsubtype, null),
                                case when g.rngcanonical <> 0 then format(', CANONICAL = %s', g.rngcanonical) end,
                                case when g.rngsubdiff <> 0 then format(', SUBTYPE_DIFF = %s', g.rngsubdiff) end, ')')
                         from pg_range g where g.rngtypid = t.oid)
                     else format(' (INPUT = %s, OUTPUT = %s)', t.typinput, t.typoutput) end)
              from typ t where t.typtype <> 'd'
            union all
            select 21, '', 'type ' || t.name,
                   concat('CREATE DOMAIN ', t.name, ' AS ', format_type(t.typbasetype, t.typtypmod),
                     case when t.typcollation <> b.typcollation then format(' COLLATE %I.%I', n.nspname, c.collname) end)
              from typ t join pg_type b on b.oid = t.typbasetype left join pg_collation c on c.oid = t.typcollation
              left join pg_namespace n on n.oid = c.collnamespace where t.typtype = 'd'
            union all
            select 22, '', format('type %s default', t.name), format('ALTER DOMAIN %s SET DEFAULT %s', t.name, t.typdefault)
              from typ t where t.typtype = 'd' and t.typdefault is not null
            union all
            select 22, '', format('type %s not null', t.name), format('ALTER DOMAIN %s SET NOT NULL', t.name)
              from typ t where t.typtype = 'd' and t.typnotnull
            union all
            select 22, '', format('constraint %s.%I', t.name, k.conname),
                   format('ALTER DOMAIN %s ADD CONSTRAINT %I %s', t.name, k.conname, pg_get_constraintdef(k.oid))
              from pg_constraint k join typ t on t.oid = k.contypid where k.contype = 'c'
            """;

    private static final String COLLATIONS = """
            select 15, '', format('collation %I.%I', n.nspname, c.collname),
                   concat(format('CREATE COLLATION %I.%I (', n.nspname, c.collname),
                     case c.collprovider when 'i' then 'PROVIDER = icu, ' when 'b' then 'PROVIDER = builtin, ' end,
                     format('LOCALE = %L', coalesce(to_jsonb(c) ->> 'colllocale', to_jsonb(c) ->> 'colliculocale', c.collcollate::text)),
                     case when not c.collisdeterministic then ', DETERMINISTIC = false' end, ')')
              from pg_collation c join ns n on n.oid = c.collnamespace
             where not exists (select from member m where m.classid = 'pg_collation'::regclass and m.objid = c.oid)
            """;

    private static final String OPERATORS = """
            select 63, '', 'operator ' || o.oid::regoperator,
                   concat(format('CREATE OPERATOR %I.%s (FUNCTION = %s', n.nspname, o.oprname, o.oprcode),
                     case when o.oprleft <> 0 then ', LEFTARG = ' || format_type(o.oprleft, null) end,
                     case when o.oprright <> 0 then ', RIGHTARG = ' || format_type(o.oprright, null) end,
                     case when o.oprcom <> 0 then format(', COMMUTATOR = %s', o.oprcom::regoper) end,
                     case when o.oprnegate <> 0 then format(', NEGATOR = %s', o.oprnegate::regoper) end,
                     case when o.oprcanhash then ', HASHES' end, case when o.oprcanmerge then ', MERGES' end, ')')
              from pg_operator o join ns n on n.oid = o.oprnamespace
             where o.oprcode <> 0 and not exists (select from member m where m.classid = 'pg_operator'::regclass and m.objid = o.oid)
            union all
            select 64, '', format('cast %s to %s', format_type(c.castsource, null), format_type(c.casttarget, null)),
                   concat(format('CREATE CAST (%s AS %s) ', format_type(c.castsource, null), format_type(c.casttarget, null)),
                     case c.castmethod when 'f' then format('WITH FUNCTION %s', c.castfunc::regprocedure) when 'i' then 'WITH INOUT'
                                       else 'WITHOUT FUNCTION' end,
                     case c.castcontext when 'i' then ' AS IMPLICIT' when 'a' then ' AS ASSIGNMENT' end)
              from pg_cast c
             where c.oid >= 16384 and not exists (
                   select from pg_depend d where d.classid = 'pg_cast'::regclass and d.objid = c.oid and d.deptype in ('e', 'i'))
            """;

    private static final String PUBLICATIONS = """
            select 80, '', format('publication %I', p.pubname),
                   concat(format('CREATE PUBLICATION %I', p.pubname), case when p.puballtables then ' FOR ALL TABLES' end,
                     format(' WITH (publish = %L', concat_ws(', ', case when p.pubinsert then 'insert' end,
                       case when p.pubupdate then 'update' end, case when p.pubdelete then 'delete' end,
                       case when p.pubtruncate then 'truncate' end)),
                     case when to_jsonb(p) ->> 'pubviaroot' = 'true' then ', publish_via_partition_root = true' end,
                     case when to_jsonb(p) ->> 'pubgencols' = 's' then ', publish_generated_columns = stored' end, ')')
              from pg_publication p
            union all
            select 81, c.relname::text, format('publication %I of %s', p.pubname, r.prrelid::regclass),
                   concat(format('ALTER PUBLICATION %I ADD TABLE %s', p.pubname, r.prrelid::regclass),
                     (select format(' (%s)', string_agg(quote_ident(a.attname), ', ' order by a.attnum)) from pg_attribute a
                       where a.attrelid = r.prrelid and to_jsonb(r) -> 'prattrs' @> to_jsonb(a.attnum) having count(*) > 0),
                     (select format(' WHERE %s', to_jsonb(t) ->> 'rowfilter') from pg_publication_tables t
                       where t.pubname = p.pubname and t.schemaname = n.nspname and t.tablename = c.relname
                         and to_jsonb(t) ->> 'rowfilter' is not null))
              from pg_publication_rel r join pg_publication p on p.oid = r.prpubid join pg_class c on c.oid = r.prrelid
              join pg_namespace n on n.oid = c.relnamespace
            """;

    private static final String PUBLISHED_SCHEMAS = """
            select 81, '', format('publication %I of schema %I', p.pubname, n.nspname),
                   format('ALTER PUBLICATION %I ADD TABLES IN SCHEMA %I', p.pubname, n.nspname)
              from pg_publication_namespace r join pg_publication p on p.oid = r.pnpubid join pg_namespace n on n.oid = r.pnnspid
            """;

    private static final String COMMENTS = """
            select 90, coalesce(r.home, ''), format('comment on %s %s', o.type, o.identity),
                   format('COMMENT ON %s %s IS %L', case when o.type like '% column' then 'COLUMN' when o.type = 'table constraint'
                     then 'CONSTRAINT' else upper(o.type) end, o.identity, d.description)
              from pg_description d left join rel r on d.classoid = 'pg_class'::regclass and r.oid = d.objoid
              cross join lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) o
             where (d.objoid >= 16384 or exists (select from ns n where d.classoid = 'pg_namespace'::regclass and n.oid = d.objoid))
               and d.classoid <> 'pg_extension'::regclass and o.identity not like '%pg_temp%'
               and not exists (select from member m where m.classid = d.classoid and m.objid = d.objoid)
            """;

    /** The first server on which whole schemas can be published. */
    private static final int SCHEMAS_PUBLISHED = 15;

    private PostgresqlObjectParts() {}

    static List<String> of(int version) {
        List<String> all = new ArrayList<>(List.of(SCHEMAS, TYPES, COLLATIONS, OPERATORS, PUBLICATIONS, COMMENTS));
        if (version >= SCHEMAS_PUBLISHED) {
            all.add(PUBLISHED_SCHEMAS);
        }
        return List.copyOf(all);
    }
}
