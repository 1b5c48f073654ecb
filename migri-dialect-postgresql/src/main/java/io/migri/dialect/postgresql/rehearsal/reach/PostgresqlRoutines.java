package io.migri.dialect.postgresql.rehearsal.reach;

import io.migri.dialect.postgresql.language.PostgresqlStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Reads what the database's own code does, so that a rehearsal knows what calling it, or writing to its tables, would do. */
public final class PostgresqlRoutines {
    private final PostgresqlRehearsedNames names = new PostgresqlRehearsedNames();
    private final Map<String, String> routines = new HashMap<>();
    private final Map<String, Map<String, String>> ofRelations = new HashMap<>();

    private PostgresqlRoutines() {}

    /** Asks once, outside of a transaction. */
    public static PostgresqlRehearsedNames read(Connection connection) throws SQLException {
        PostgresqlRoutines read = new PostgresqlRoutines();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(PostgresqlCodeQuery.TEXT)) {
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
        PostgresqlReach.ofRoutine(statement, statement.find(0, "("), names)
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
            found = PostgresqlServerFunctions.called(name).or(() -> names.called(name));
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
}
