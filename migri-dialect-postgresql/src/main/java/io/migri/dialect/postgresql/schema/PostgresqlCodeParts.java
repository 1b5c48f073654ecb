package io.migri.dialect.postgresql.schema;

import java.util.List;

/** What the server executes for others: routines, triggers, rules, policies. */
final class PostgresqlCodeParts {
    private static final String ROUTINES = """
            select 61, '', 'routine ' || p.name, btrim(pg_get_functiondef(p.oid), E' \\n') from proc p where p.prokind <> 'a'
            union all
            select 62, '', 'routine ' || p.name,
                   concat('CREATE AGGREGATE ', p.name, ' (SFUNC = ', a.aggtransfn, ', STYPE = ', format_type(a.aggtranstype, null),
                     case when a.aggfinalfn <> 0 then format(', FINALFUNC = %s', a.aggfinalfn) end,
                     case when a.aggcombinefn <> 0 then format(', COMBINEFUNC = %s', a.aggcombinefn) end,
                     case when a.agginitval is not null then format(', INITCOND = %L', a.agginitval) end,
                     case when a.aggsortop <> 0 then format(', SORTOP = %s', a.aggsortop::regoperator) end,
                     case when p.proparallel <> 'u' then format(', PARALLEL = %s', p.proparallel) end, ')')
              from proc p join pg_aggregate a on a.aggfnoid = p.oid
            """;

    /** Those of a partition that came from its parent depend on the parent's. */
    private static final String TRIGGERS = """
            select 70, r.home, format('trigger %s.%I', r.name, t.tgname), pg_get_triggerdef(t.oid)
              from pg_trigger t join rel r on r.oid = t.tgrelid
             where not t.tgisinternal and not exists (
                   select from pg_depend d where d.classid = 'pg_trigger'::regclass and d.objid = t.oid and d.deptype in ('P', 'S'))
            union all
            select 71, r.home, format('trigger %s.%I enabled', r.name, t.tgname),
                   format('ALTER TABLE %s %s TRIGGER %I', r.name,
                     case t.tgenabled when 'D' then 'DISABLE' when 'R' then 'ENABLE REPLICA' else 'ENABLE ALWAYS' end, t.tgname)
              from pg_trigger t join rel r on r.oid = t.tgrelid where not t.tgisinternal and t.tgenabled <> 'O'
            union all
            select 71, r.home, format('triggers of %s enabled', k.conname),
                   format('ALTER TABLE %s %s TRIGGER ALL -- those of the constraint %I', r.name,
                     case min(t.tgenabled) when 'D' then 'DISABLE' when 'R' then 'ENABLE REPLICA' else 'ENABLE ALWAYS' end, k.conname)
              from pg_trigger t join rel r on r.oid = t.tgrelid join pg_constraint k on k.oid = t.tgconstraint
             where t.tgisinternal and t.tgenabled <> 'O' group by r.home, r.name, k.conname
            """;

    private static final String RULES = """
            select 72, r.home, format('rule %s.%I', r.name, w.rulename), rtrim(pg_get_ruledef(w.oid), ';')
              from pg_rewrite w join rel r on r.oid = w.ev_class where w.rulename <> '_RETURN'
            union all
            select 73, r.home, format('rule %s.%I enabled', r.name, w.rulename),
                   format('ALTER TABLE %s %s RULE %I', r.name,
                     case w.ev_enabled when 'D' then 'DISABLE' when 'R' then 'ENABLE REPLICA' else 'ENABLE ALWAYS' end, w.rulename)
              from pg_rewrite w join rel r on r.oid = w.ev_class where w.rulename <> '_RETURN' and w.ev_enabled <> 'O'
            """;

    private static final String POLICIES = """
            select 74, r.home, format('policy %s.%I', r.name, p.polname),
                   concat(format('CREATE POLICY %I ON %s', p.polname, r.name), case when not p.polpermissive then ' AS RESTRICTIVE' end,
                     case p.polcmd when 'r' then ' FOR SELECT' when 'a' then ' FOR INSERT' when 'w' then ' FOR UPDATE'
                                   when 'd' then ' FOR DELETE' end,
                     ' TO ', (select string_agg(case when o = 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(o)) end, ', ' order by
                                case when o = 0 then '' else pg_get_userbyid(o)::text end collate "C") from unnest(p.polroles) o),
                     case when p.polqual is not null then format(' USING (%s)', pg_get_expr(p.polqual, p.polrelid)) end,
                     case when p.polwithcheck is not null then format(' WITH CHECK (%s)', pg_get_expr(p.polwithcheck, p.polrelid)) end)
              from pg_policy p join rel r on r.oid = p.polrelid
            """;

    private static final String EVENT_TRIGGERS = """
            select 75, '', format('event trigger %I', e.evtname),
                   concat(format('CREATE EVENT TRIGGER %I ON %s', e.evtname, e.evtevent),
                     case when e.evttags is not null then format(' WHEN TAG IN (%s)',
                       (select string_agg(quote_literal(t), ', ') from unnest(e.evttags) t)) end,
                     format(' EXECUTE FUNCTION %s()', e.evtfoid::regproc))
              from pg_event_trigger e
             where not exists (select from member m where m.classid = 'pg_event_trigger'::regclass and m.objid = e.oid)
            union all
            select 75, '', format('event trigger %I enabled', e.evtname),
                   format('ALTER EVENT TRIGGER %I %s', e.evtname,
                     case e.evtenabled when 'D' then 'DISABLE' when 'R' then 'ENABLE REPLICA' else 'ENABLE ALWAYS' end)
              from pg_event_trigger e where e.evtenabled <> 'O'
            """;

    static final List<String> ALL = List.of(ROUTINES, TRIGGERS, RULES, POLICIES, EVENT_TRIGGERS);

    private PostgresqlCodeParts() {}
}
