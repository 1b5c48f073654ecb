package io.migri.dialect.postgresql.rehearsal.reach;

import io.migri.dialect.postgresql.language.PostgresqlStatement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names that mean more than they say during a rehearsal: routines that reach beyond their transaction, tables whose triggers, rules or
 * defaults call one, foreign tables; and what the rehearsal itself has made. Only last parts of names are compared, so that too much is left out
 * rather than too little.
 */
public final class PostgresqlRehearsedNames {
    private final Map<String, String> routines = new HashMap<>();
    private final Map<String, String> read = new HashMap<>();
    private final Map<String, String> written = new HashMap<>();
    private final Map<String, String> operators = new HashMap<>();
    private final Set<String> made = new HashSet<>();
    private @Nullable String defining;

    /** @param reason why calling it is more than a transaction holds, in words */
    void routine(String name, String reason) {
        routines.put(name, reason);
    }

    /** Notes that calling it is nothing more. */
    void harmless(String routine) {
        routines.remove(routine);
    }

    /** @param reason why to read from it is more than a transaction holds */
    void read(String relation, String reason) {
        read.put(relation, reason);
    }

    /** @param reason why to write to it is more than a transaction holds */
    void written(String relation, String reason) {
        written.put(relation, reason);
    }

    /** @param reason why to use it is more than a transaction holds */
    void operator(String symbol, String reason) {
        operators.put(symbol, reason);
    }

    /** @param reason why any definition is more than a transaction holds */
    void defining(String reason) {
        defining = reason;
    }

    /** What any definition does. */
    Optional<String> defined() {
        return Optional.ofNullable(defining);
    }

    /** Notes a table or a sequence that the rehearsal makes. */
    void made(String name) {
        made.add(name);
    }

    /** How much is known, which only grows while it is found out. */
    int known() {
        return routines.size() + read.size() + written.size() + operators.size() + (defining == null ? 0 : 1);
    }

    Optional<String> reading(String relation) {
        return Optional.ofNullable(read.get(relation));
    }

    Optional<String> writing(String relation) {
        return Optional.ofNullable(written.get(relation));
    }

    /** What the operator there does, which is written in symbols without a gap. */
    Optional<String> used(PostgresqlStatement statement, int index) {
        for (Map.Entry<String, String> operator : operators.entrySet()) {
            int start = statement.lexemes().start(index);
            if (statement.text().startsWith(operator.getKey(), start)) {
                return Optional.of(operator.getValue());
            }
        }
        return Optional.empty();
    }

    Optional<String> called(String name) {
        return Optional.ofNullable(routines.get(name));
    }

    /** What naming the relation there does. */
    Optional<String> named(PostgresqlStatement statement, int index) {
        if (read.isEmpty() && written.isEmpty()) {
            return Optional.empty();
        }
        String name = statement.name(index);
        String reading = read.get(name);
        if (reading != null) {
            return Optional.of(reading);
        }
        String writing = written.get(name);
        return writing != null && isTarget(statement, index) ? Optional.of(writing) : Optional.empty();
    }

    /** Whether a statement writes to the relation that it names there. */
    private static boolean isTarget(PostgresqlStatement statement, int name) {
        int before = name - 1;
        while (statement.is(before, '.')) {
            before -= 2;
        }
        while (statement.is(before, "ONLY") || statement.is(before, "TABLE")) {
            before--;
        }
        return worksOnRows(statement)
                || statement.is(before, "INTO")
                || statement.is(before, "UPDATE")
                || statement.is(before, "COPY")
                || statement.is(before, "TRUNCATE")
                || (statement.is(before, "FROM") && statement.is(before - 1, "DELETE"))
                || (statement.is(before, ',') && statement.is(0, "TRUNCATE"));
    }

    /** Whether it executes what its table has to check or to compute, without writing to it. */
    private static boolean worksOnRows(PostgresqlStatement statement) {
        boolean alters = statement.is(0, "ALTER") && statement.is(1, "TABLE");
        return statement.is(0, "REINDEX")
                || statement.is(0, "CLUSTER")
                || (alters && statement.find(2, "VALIDATE") < statement.count())
                || (alters && statement.find(2, "TYPE") < statement.count());
    }

    /** Whether the sequence that the argument there names was made by the rehearsal, which takes it away again. */
    boolean makes(PostgresqlStatement statement, int argument) {
        if (statement.is(argument, "PG_GET_SERIAL_SEQUENCE") || statement.is(argument + 2, "PG_GET_SERIAL_SEQUENCE")) {
            int table = statement.is(argument, "PG_GET_SERIAL_SEQUENCE") ? argument + 2 : argument + 4;
            return statement
                    .literal(table)
                    .map(PostgresqlRehearsedNames::lastPart)
                    .filter(made::contains)
                    .isPresent();
        }
        return statement
                .literal(argument)
                .map(PostgresqlRehearsedNames::lastPart)
                .filter(name -> made.contains(name) || ofTable(name))
                .isPresent();
    }

    /** The server names the sequence of a column after both. */
    private boolean ofTable(String sequence) {
        return sequence.endsWith("_seq") && made.stream().anyMatch(table -> sequence.startsWith(table + "_"));
    }

    private static String lastPart(String text) {
        PostgresqlStatement name = PostgresqlStatement.of(text);
        return name.name(name.lastPart(0));
    }
}
