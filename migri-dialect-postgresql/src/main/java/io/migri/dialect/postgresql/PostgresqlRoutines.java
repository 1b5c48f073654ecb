package io.migri.dialect.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads what the database's own code does, so that a rehearsal knows what calling it, or writing to its tables, would do. */
final class PostgresqlRoutines {
    private static final String EQ = " operator(pg_catalog.=) ";

    private static final String OF_USERS = " join pg_catalog.pg_namespace n on n.oid" + EQ
            + "c.%s where n.nspname operator(pg_catalog.<>) 'pg_catalog'"
            + " and n.nspname operator(pg_catalog.<>) 'information_schema'";

    private static final String ROUTINES =
            "select 'routine', c.proname::pg_catalog.text, pg_catalog.pg_get_functiondef(c.oid),"
                    + " case when not l.lanpltrusted and l.lanispl then l.lanname::pg_catalog.text end from pg_catalog.pg_proc c"
                    + " join pg_catalog.pg_language l on l.oid" + EQ + "c.prolang"
                    + String.format(OF_USERS, "pronamespace")
                    + " and c.prokind operator(pg_catalog.<>) 'a' and l.lanname operator(pg_catalog.<>) 'c'"
                    + " and l.lanname operator(pg_catalog.<>) 'internal'";

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
            " union all select 'foreign', c.relname::pg_catalog.text, '', null from pg_catalog.pg_class c"
                    + String.format(OF_USERS, "relnamespace") + " and c.relkind" + EQ + "'f'";

    private final PostgresqlRehearsedNames names = new PostgresqlRehearsedNames();
    private final Map<String, String> routines = new HashMap<>();
    private final Map<String, Map<String, String>> ofRelations = new HashMap<>();

    private PostgresqlRoutines() {}

    /** Asks once, outside of a transaction. */
    static PostgresqlRehearsedNames read(Connection connection) throws SQLException {
        PostgresqlRoutines read = new PostgresqlRoutines();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ROUTINES + TRIGGERS + RULES + DEFAULTS + FOREIGN)) {
            while (rows.next()) {
                read.enter(rows);
            }
        }
        read.followRoutines();
        read.followRelations();
        return read.names;
    }

    private void enter(ResultSet row) throws SQLException {
        String kind = row.getString(1);
        String name = row.getString(2);
        String text = row.getString(3);
        if (kind.equals("foreign")) {
            names.written(name, "it writes to " + name + ", a table of another server");
        } else if (!kind.equals("routine")) {
            ofRelations.computeIfAbsent(kind, key -> new HashMap<>()).merge(name, text, (a, b) -> a + " ; " + b);
        } else if (row.getString(4) != null) {
            names.routine(name, "it calls " + name + ", which is written in " + row.getString(4));
        } else {
            routines.merge(name, text, (a, b) -> a + " ; " + b);
        }
    }

    /** Those that call one that reaches beyond the transaction do so, too. */
    private void followRoutines() {
        boolean found = true;
        while (found) {
            found = false;
            for (Map.Entry<String, String> routine : routines.entrySet()) {
                if (names.called(routine.getKey()).isEmpty()) {
                    found |= follow(routine.getKey(), routine.getValue());
                }
            }
        }
    }

    private boolean follow(String name, String definition) {
        PostgresqlStatement statement = PostgresqlStatement.of(definition);
        Optional<String> reason = beyond(statement, statement.find(0, "("), names);
        reason.ifPresent(why -> names.routine(name, "it calls " + name + ", where " + why));
        return reason.isPresent();
    }

    private void followRelations() {
        ofRelations.getOrDefault("trigger", Map.of()).forEach((table, called) -> {
            PostgresqlStatement list = PostgresqlStatement.of(called);
            for (int i = 0; i < list.count(); i++) {
                names.called(list.name(i)).ifPresent(why -> names.written(table, "a trigger of " + table + ": " + why));
            }
        });
        for (String kind : new String[] {"rule", "default"}) {
            ofRelations.getOrDefault(kind, Map.of()).forEach((table, text) -> PostgresqlReach.ofDefinition(
                            PostgresqlStatement.of(text), 0, names)
                    .ifPresent(why -> names.written(table, "a " + kind + " of " + table + ": " + why)));
        }
        ofRelations.getOrDefault("view", Map.of()).forEach((view, text) -> PostgresqlReach.ofDefinition(
                        PostgresqlStatement.of(text), 0, names)
                .ifPresent(why -> names.read(view, "the view " + view + ": " + why)));
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
        return language.endsWith("u") && language.startsWith("pl");
    }
}
