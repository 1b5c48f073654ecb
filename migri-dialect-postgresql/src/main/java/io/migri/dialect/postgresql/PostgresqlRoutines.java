package io.migri.dialect.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Reads what the database's own code does, so that a rehearsal knows what calling it, or writing to its tables, would do. */
final class PostgresqlRoutines {
    private static final String EQ = " operator(pg_catalog.=) ";

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

    private static final String QUERY =
            ROUTINES + TRIGGERS + RULES + DEFAULTS + FOREIGN + CHECKS + INDEXES + POLICIES + USES + ALONG;

    private final PostgresqlRehearsedNames names = new PostgresqlRehearsedNames();
    private final Map<String, String> routines = new HashMap<>();
    private final Map<String, Map<String, String>> ofRelations = new HashMap<>();

    private PostgresqlRoutines() {}

    /** Asks once, outside of a transaction. */
    static PostgresqlRehearsedNames read(Connection connection) throws SQLException {
        PostgresqlRoutines read = new PostgresqlRoutines();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(QUERY)) {
            while (rows.next()) {
                read.enter(rows);
            }
        }
        read.follow();
        return read.names;
    }

    private void enter(ResultSet row) throws SQLException {
        String kind = row.getString(1);
        String name = row.getString(2);
        String text = row.getString(3);
        if (kind.equals("foreign")) {
            names.written(name, "it writes to " + name + ", a table of another server");
            if (text.startsWith("program=") || text.contains(" program=")) {
                names.read(name, "it reads " + name + ", which runs a program on the server");
            }
        } else if (!kind.equals("routine")) {
            ofRelations.computeIfAbsent(kind, key -> new HashMap<>()).merge(name, text, (a, b) -> a + " ; " + b);
        } else if (row.getString(4) != null) {
            names.routine(name, "it calls " + name + ", which is written in " + row.getString(4));
        } else {
            routines.merge(name, text, (a, b) -> a + " ; " + b);
        }
    }

    /** What calls or writes to something that reaches beyond the transaction does so, too. */
    private void follow() {
        int known;
        do {
            known = names.known();
            for (Map.Entry<String, String> routine : routines.entrySet()) {
                if (names.called(routine.getKey()).isEmpty()) {
                    follow(routine.getKey(), routine.getValue());
                }
            }
            followUses();
            followRelations();
        } while (names.known() > known);
    }

    private void follow(String name, String definition) {
        PostgresqlStatement statement = PostgresqlStatement.of(definition);
        beyond(statement, statement.find(0, "("), names)
                .ifPresent(why -> names.routine(name, "it calls " + name + ", where " + why));
    }

    /** What calls functions without naming them. */
    private void followUses() {
        each("trigger", (table, called) -> ofCalled(called)
                .ifPresent(why -> names.written(table, "a trigger of " + table + ": " + why)));
        each("event", (trigger, called) -> ofCalled(called)
                .ifPresent(why -> names.defining("the event trigger " + trigger + ": " + why)));
        each("operator", (symbol, called) -> ofCalled(called)
                .ifPresent(why -> names.operator(symbol, "the operator " + symbol + ": " + why)));
        each("cast", (type, called) -> ofCalled(called)
                .ifPresent(why -> names.read(type, "a cast to " + type + ": " + why)));
        each("aggregate", (name, called) -> ofCalled(called)
                .ifPresent(why -> names.routine(name, "it calls " + name + ", where " + why)));
    }

    private void followRelations() {
        for (String kind : new String[] {"rule", "default", "check", "index"}) {
            each(kind, (table, text) -> ofText(text)
                    .ifPresent(why -> names.written(table, "a " + kind + " of " + table + ": " + why)));
        }
        each("policy", (table, text) -> ofText(text)
                .ifPresent(why -> names.read(table, "a policy of " + table + ": " + why)));
        each("domain", (domain, text) -> ofText(text)
                .ifPresent(why -> names.read(domain, "a check of " + domain + ": " + why)));
        each("view", this::followView);
        each("along", (table, other) -> ofWritten(other)
                .ifPresent(why ->
                        names.written(table, "it writes to " + table + ", which leads to " + other + ": " + why)));
    }

    private void followView(String view, String text) {
        ofText(text).ifPresent(why -> names.read(view, "the view " + view + ": " + why));
        PostgresqlStatement definition = PostgresqlStatement.of(text);
        for (int i = 0; i < definition.count(); i++) {
            if (!definition.name(i).equals(view)) {
                names.writing(definition.name(i))
                        .ifPresent(why -> names.written(view, "through the view " + view + ": " + why));
            }
        }
    }

    private Optional<String> ofText(String text) {
        return PostgresqlReach.ofDefinition(PostgresqlStatement.of(text), 0, names);
    }

    /** Of a list of functions' names. */
    private Optional<String> ofCalled(String called) {
        PostgresqlStatement list = PostgresqlStatement.of(called);
        Optional<String> found = Optional.empty();
        for (int i = 0; i < list.count() && found.isEmpty(); i++) {
            String name = list.name(i);
            found = PostgresqlReach.called(name).or(() -> names.called(name));
        }
        return found;
    }

    /** Of a list of tables' and domains' names. */
    private Optional<String> ofWritten(String relations) {
        PostgresqlStatement list = PostgresqlStatement.of(relations);
        Optional<String> found = Optional.empty();
        for (int i = 0; i < list.count() && found.isEmpty(); i++) {
            String name = list.name(i);
            found = names.writing(name);
            found = found.isPresent() ? found : names.reading(name).filter(reason -> !isView(name));
        }
        return found;
    }

    private boolean isView(String name) {
        return ofRelations.getOrDefault("view", Map.of()).containsKey(name);
    }

    private void each(String kind, BiConsumer<String, String> action) {
        ofRelations.getOrDefault(kind, Map.of()).forEach(action);
    }

    /**
     * What of a routine's definition reaches beyond the transaction of its caller.
     *
     * @param from the place behind its name
     */
    static Optional<String> beyond(PostgresqlStatement definition, int from, PostgresqlRehearsedNames names) {
        int language = definition.find(from, "LANGUAGE") + 1;
        String written = definition.literal(language).orElse(definition.name(language));
        if (untrusted(written)) {
            return Optional.of("it is written in " + written);
        }
        return PostgresqlReach.ofDefinition(definition, from, names);
    }

    /** Such languages may do whatever the server's own user may (<a href="https://www.postgresql.org/docs/current/plpython.html">manual</a>). */
    static boolean untrusted(String language) {
        return (language.endsWith("u") && language.startsWith("pl"))
                || language.equalsIgnoreCase("c")
                || language.equalsIgnoreCase("internal");
    }
}
