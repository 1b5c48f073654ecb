package io.migri.dialect.postgresql.rehearsal.reach;

import io.migri.dialect.postgresql.language.PostgresqlText;

/** Asks for all code that the database keeps: rows of a kind, a name, the code or what it calls, and the language where nobody may trust it. */
final class PostgresqlCodeQuery {
    private static final String EQ = PostgresqlText.EQ;

    private static final String OF_USERS = " join pg_catalog.pg_namespace n on n.oid" + EQ
            + "c.%s where n.nspname operator(pg_catalog.<>) 'pg_catalog'"
            + " and n.nspname operator(pg_catalog.<>) 'information_schema'";

    private static final String ROUTINES =
            "select 'routine', c.proname::pg_catalog.text, pg_catalog.pg_get_functiondef(c.oid),"
                    + " case when not l.lanpltrusted and not (l.lanname" + EQ
                    + "any (array['c', 'internal']::pg_catalog.name[])"
                    + " and exists (select from pg_catalog.pg_depend d where d.objid" + EQ + "c.oid and d.classid" + EQ
                    + "'pg_catalog.pg_proc'::pg_catalog.regclass::pg_catalog.oid and d.deptype" + EQ
                    + "'e')) then l.lanname::pg_catalog.text end from pg_catalog.pg_proc c"
                    + " join pg_catalog.pg_language l on l.oid" + EQ + "c.prolang"
                    + String.format(OF_USERS, "pronamespace")
                    + " and c.prokind operator(pg_catalog.<>) 'a'";

    private static final String TRIGGERS =
            " union all select 'trigger', c.relname::pg_catalog.text, p.proname::pg_catalog.text, null"
                    + " from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid" + EQ + "t.tgrelid"
                    + " join pg_catalog.pg_proc p on p.oid" + EQ + "t.tgfoid" + String.format(OF_USERS, "relnamespace")
                    + " and not t.tgisinternal";

    private static final String RULES =
            " union all select case when r.ev_type" + EQ + "'1' then 'view' else 'rule' end,"
                    + " c.relname::pg_catalog.text, pg_catalog.pg_get_ruledef(r.oid), null"
                    + " from pg_catalog.pg_rewrite r join pg_catalog.pg_class c on c.oid" + EQ + "r.ev_class"
                    + String.format(OF_USERS, "relnamespace");

    private static final String DEFAULTS =
            " union all select 'default', c.relname::pg_catalog.text, pg_catalog.pg_get_expr(d.adbin, d.adrelid), null"
                    + " from pg_catalog.pg_attrdef d join pg_catalog.pg_class c on c.oid" + EQ + "d.adrelid"
                    + String.format(OF_USERS, "relnamespace");

    private static final String FOREIGN =
            " union all select 'foreign', c.relname::pg_catalog.text, coalesce(pg_catalog.array_to_string(f.ftoptions, ' '), ''), null"
                    + " from pg_catalog.pg_class c join pg_catalog.pg_foreign_table f on f.ftrelid" + EQ + "c.oid"
                    + String.format(OF_USERS, "relnamespace");

    /** Of tables and, where there is none, of domains. */
    private static final String CHECKS =
            " union all select case when k.conrelid" + EQ + "0::pg_catalog.oid then 'domain' else 'check' end,"
                    + " coalesce(r.relname, t.typname)::pg_catalog.text, pg_catalog.pg_get_constraintdef(k.oid), null"
                    + " from pg_catalog.pg_constraint k left join pg_catalog.pg_class r on r.oid" + EQ + "k.conrelid"
                    + " left join pg_catalog.pg_type t on t.oid" + EQ + "k.contypid"
                    + String.format(OF_USERS.replace("c.%s", "k.%s"), "connamespace")
                    + " and k.contype" + EQ + "any (array['c', 'x']::pg_catalog.\"char\"[])";

    private static final String INDEXES =
            " union all select 'index', c.relname::pg_catalog.text, pg_catalog.pg_get_indexdef(i.indexrelid), null"
                    + " from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid" + EQ + "i.indrelid"
                    + String.format(OF_USERS, "relnamespace")
                    + " and (i.indexprs is not null or i.indpred is not null)";

    private static final String POLICIES = " union all select 'policy', c.relname::pg_catalog.text,"
            + " pg_catalog.concat(pg_catalog.pg_get_expr(p.polqual, p.polrelid), ' ; ', pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)), null"
            + " from pg_catalog.pg_policy p join pg_catalog.pg_class c on c.oid" + EQ + "p.polrelid"
            + String.format(OF_USERS, "relnamespace");

    private static final String USES =
            " union all select 'event', e.evtname::pg_catalog.text, p.proname::pg_catalog.text, null from pg_catalog.pg_event_trigger e"
                    + " join pg_catalog.pg_proc p on p.oid" + EQ
                    + "e.evtfoid where e.evtenabled operator(pg_catalog.<>) 'D'"
                    + " union all select 'operator', o.oprname::pg_catalog.text, p.proname::pg_catalog.text, null from pg_catalog.pg_operator o"
                    + " join pg_catalog.pg_proc p on p.oid" + EQ + "o.oprcode join pg_catalog.pg_namespace n on n.oid"
                    + EQ
                    + "p.pronamespace where n.nspname operator(pg_catalog.<>) 'pg_catalog'"
                    + " union all select 'cast', t.typname::pg_catalog.text, p.proname::pg_catalog.text, null from pg_catalog.pg_cast k"
                    + " join pg_catalog.pg_proc p on p.oid" + EQ + "k.castfunc join pg_catalog.pg_type t on t.oid" + EQ
                    + "k.casttarget join pg_catalog.pg_namespace n on n.oid" + EQ
                    + "p.pronamespace where n.nspname operator(pg_catalog.<>) 'pg_catalog'"
                    + " union all select 'aggregate', c.proname::pg_catalog.text, pg_catalog.concat(p.proname, ' ', f.proname), null"
                    + " from pg_catalog.pg_aggregate a join pg_catalog.pg_proc c on c.oid" + EQ
                    + "a.aggfnoid::pg_catalog.oid"
                    + " join pg_catalog.pg_proc p on p.oid" + EQ
                    + "a.aggtransfn::pg_catalog.oid left join pg_catalog.pg_proc f on f.oid" + EQ
                    + "a.aggfinalfn::pg_catalog.oid" + String.format(OF_USERS, "pronamespace");

    /** What writes to another table along with the one that is named. */
    private static final String ALONG =
            " union all select 'along', p.relname::pg_catalog.text, c.relname::pg_catalog.text, null from pg_catalog.pg_inherits i"
                    + " join pg_catalog.pg_class p on p.oid" + EQ + "i.inhparent join pg_catalog.pg_class c on c.oid"
                    + EQ + "i.inhrelid"
                    + " union all select 'along', p.relname::pg_catalog.text, c.relname::pg_catalog.text, null from pg_catalog.pg_constraint k"
                    + " join pg_catalog.pg_class p on p.oid" + EQ + "k.confrelid join pg_catalog.pg_class c on c.oid"
                    + EQ
                    + "k.conrelid where k.contype" + EQ + "'f'"
                    + " union all select 'along', c.relname::pg_catalog.text, t.typname::pg_catalog.text, null from pg_catalog.pg_attribute a"
                    + " join pg_catalog.pg_class c on c.oid" + EQ + "a.attrelid join pg_catalog.pg_type t on t.oid" + EQ
                    + "a.atttypid and t.typtype" + EQ + "'d'" + String.format(OF_USERS, "relnamespace")
                    + " and c.relkind" + EQ + "any (array['r', 'p']::pg_catalog.\"char\"[])";

    static final String TEXT =
            ROUTINES + TRIGGERS + RULES + DEFAULTS + FOREIGN + CHECKS + INDEXES + POLICIES + USES + ALONG;

    private PostgresqlCodeQuery() {}
}
