package io.migri.dialect.postgresql.schema;

import java.util.List;

/** Columns and sequences: what differs from what the server does by itself is a part of its own. */
final class PostgresqlColumnParts {
    /** What a sequence {@code s} has that a new one of its type would not. */
    private static final String SEQUENCE = """
            concat(case when s.seqincrement <> 1 then format(' INCREMENT BY %s', s.seqincrement) end,
              case when s.seqincrement < 0 or s.seqmin <> 1 then format(' MINVALUE %s', s.seqmin) end,
              case when s.seqincrement < 0 or s.seqmax <> case s.seqtypid when 'int2'::regtype then 32767
                        when 'int4'::regtype then 2147483647 else 9223372036854775807 end
                   then format(' MAXVALUE %s', s.seqmax) end,
              case when s.seqstart <> case when s.seqincrement > 0 then s.seqmin else s.seqmax end
                   then format(' START WITH %s', s.seqstart) end,
              case when s.seqcache <> 1 then format(' CACHE %s', s.seqcache) end, case when s.seqcycle then ' CYCLE' end)
            """;

    private static final String SEQUENCES = """
            select 30, r.home, 'sequence ' || r.name,
                   concat('CREATE ', case r.relpersistence when 'u' then 'UNLOGGED ' end, 'SEQUENCE ', r.name, ' AS ',
                     format_type(s.seqtypid, null),""" + SEQUENCE + """
            )
              from rel r join pg_sequence s on s.seqrelid = r.oid
             where not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = r.oid
                                  and d.deptype = 'i')
            union all
            select 44, r.home, 'owner of sequence ' || r.name,
                   format('ALTER SEQUENCE %s OWNED BY %s.%I', r.name, a.attrelid::regclass, a.attname)
              from rel r join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = r.oid and d.deptype = 'a'
              join pg_attribute a on d.refclassid = 'pg_class'::regclass and a.attrelid = d.refobjid and a.attnum = d.refobjsubid
             where r.relkind = 'S' and a.attnum > 0
            """;

    private static final String COLUMN =
            " from rel r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0" + " and not a.attisdropped ";

    private static final String TABLES = " r.relkind in ('r', 'p', 'f') ";

    private static final String IDENTITY = "r.home, format('column %s.%I', r.name, a.attname)";

    private static final String ALTER = "format('ALTER %s %s ALTER COLUMN %I ', r.word, r.name, a.attname)";

    private static final String COLUMNS = "select 41, " + IDENTITY + """
            , concat(format('ALTER %s %s ADD COLUMN %I %s', r.word, r.name, a.attname, format_type(a.atttypid, a.atttypmod)),
                case when a.attcollation <> t.typcollation then format(' COLLATE %I.%I', n.nspname, c.collname) end,
                case a.attgenerated when 's' then format(' GENERATED ALWAYS AS (%s) STORED', pg_get_expr(d.adbin, d.adrelid))
                                    when 'v' then format(' GENERATED ALWAYS AS (%s) VIRTUAL', pg_get_expr(d.adbin, d.adrelid)) end)
            """ + COLUMN + """
            join pg_type t on t.oid = a.atttypid left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            left join pg_collation c on c.oid = a.attcollation left join pg_namespace n on n.oid = c.collnamespace
            where a.attislocal and""" + TABLES;

    /** A column of a partition or child has the default of its parent, unless it was given another. */
    private static final String DEFAULTS = "select 42, " + IDENTITY + " || ' default', " + ALTER
            + " || 'SET DEFAULT ' || pg_get_expr(d.adbin, d.adrelid)"
            + COLUMN + """
            join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attgenerated = '' and not exists (
              select from pg_inherits i join pg_attribute p on p.attrelid = i.inhparent and p.attname = a.attname
                join pg_attrdef e on e.adrelid = p.attrelid and e.adnum = p.attnum
               where i.inhrelid = a.attrelid and pg_get_expr(e.adbin, e.adrelid) = pg_get_expr(d.adbin, d.adrelid))
            union all select 43,"""
            + IDENTITY + " || ' not null', " + ALTER + " || 'SET NOT NULL'" + COLUMN + """
            where a.attnotnull and not exists (
              select from pg_inherits i join pg_attribute p on p.attrelid = i.inhparent and p.attname = a.attname
               where i.inhrelid = a.attrelid and p.attnotnull) and"""
            + TABLES;

    private static final String IDENTITIES =
            "select 42, " + IDENTITY + " || ' identity', " + ALTER + """
             || concat('ADD GENERATED ', case a.attidentity when 'a' then 'ALWAYS' else 'BY DEFAULT' end, ' AS IDENTITY (SEQUENCE NAME ',
                s.seqrelid::regclass,""" + SEQUENCE + ", ')')" + COLUMN + """
            join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = a.attrelid and d.refobjsubid = a.attnum
             and d.classid = 'pg_class'::regclass and d.deptype = 'i' join pg_sequence s on s.seqrelid = d.objid
            where a.attidentity <> '' and a.attislocal
            """;

    private static final String SETTINGS = "select 44, " + IDENTITY + " || ' storage', " + ALTER + """
             || 'SET STORAGE ' || case a.attstorage when 'p' then 'PLAIN' when 'e' then 'EXTERNAL' when 'm' then 'MAIN' else 'EXTENDED' end
            """
            + COLUMN + " join pg_type t on t.oid = a.atttypid where a.attstorage <> t.typstorage and a.attislocal and "
            + TABLES
            + " union all select 44, " + IDENTITY + " || ' compression', " + ALTER + """
             || 'SET COMPRESSION ' || case to_jsonb(a) ->> 'attcompression' when 'p' then 'pglz' else 'lz4' end
            """
            + COLUMN + " where to_jsonb(a) ->> 'attcompression' in ('p', 'l') and a.attislocal and " + TABLES
            + " union all select 44, " + IDENTITY + " || ' statistics', " + ALTER
            + " || 'SET STATISTICS ' || a.attstattarget" + COLUMN + " where a.attstattarget >= 0 and r.relkind <> 'S'"
            + " union all select 44, " + IDENTITY + " || ' option ' || split_part(o, '=', 1), " + ALTER
            + " || format('SET (%s)', o)" + COLUMN + ", unnest(a.attoptions) o";

    static final List<String> ALL = List.of(SEQUENCES, COLUMNS, DEFAULTS, IDENTITIES, SETTINGS);

    private PostgresqlColumnParts() {}
}
