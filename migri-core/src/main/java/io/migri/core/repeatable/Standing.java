package io.migri.core.repeatable;

import io.migri.api.AppliedMigration;
import io.migri.api.Migration;
import io.migri.api.text.Text;
import io.migri.core.record.Comparison;
import io.migri.core.source.Repeatable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How repeatables stand.
 *
 * @param entries what is recorded of them, by name, the one that was applied last comes last
 * @param due why each of those is to be applied that are, by name, in that order
 * @param gone the names of those that are recorded and have no file any more
 */
public record Standing(Map<String, AppliedMigration> entries, Map<String, Text> due, List<String> gone) {

    private static final Text NEW = Text.of("it is new");

    /** How {@code files} stand where nothing is recorded. */
    static Standing ofNew(List<Repeatable> files) {
        Map<String, Text> due = new LinkedHashMap<>();
        files.forEach(file -> due.put(file.name(), NEW));
        return new Standing(Map.of(), due, List.of());
    }

    /** Looks how {@code files} stand, which are in the order of their dependencies. */
    static Standing of(List<Repeatable> files, List<AppliedMigration> recorded, Changed changed) throws SQLException {
        Map<String, AppliedMigration> entries = new LinkedHashMap<>();
        Map<String, Integer> places = new HashMap<>();
        for (AppliedMigration one : recorded) {
            entries.put(one.name(), one);
            places.put(one.name(), places.size());
        }
        Map<String, Text> due = new LinkedHashMap<>();
        List<String> gone = new ArrayList<>(entries.keySet());
        for (Repeatable file : files) {
            gone.remove(file.name());
            AppliedMigration entry = entries.get(file.name());
            if (entry == null) {
                due.put(file.name(), NEW);
            } else if (changed.since(entry, file)) {
                due.put(file.name(), Text.of("its text has changed"));
            } else {
                depending(file, due.keySet(), places, due);
            }
        }
        return new Standing(entries, due, gone);
    }

    /** Whoever was applied before what it depends on has yet to see what that has become. */
    private static void depending(
            Repeatable file, Set<String> before, Map<String, Integer> places, Map<String, Text> due) {
        int own = places.getOrDefault(file.name(), 0);
        for (String other : file.depends()) {
            if (before.contains(other) || places.getOrDefault(other, own + 1) > own) {
                due.put(file.name(), Text.of(other + ", which it depends on, has changed"));
                return;
            }
        }
    }

    /** Those of {@code files} that are due, in order. */
    public List<Migration> due(List<Repeatable> files) {
        return files.stream()
                .map(Repeatable::migration)
                .filter(file -> due.containsKey(file.name()))
                .toList();
    }

    /** What is recorded of those that are not due. */
    List<AppliedMigration> current() {
        List<AppliedMigration> current = new ArrayList<>();
        for (AppliedMigration entry : entries.values()) {
            if (!due.containsKey(entry.name()) && !gone.contains(entry.name())) {
                current.add(entry);
            }
        }
        return current;
    }

    /** Whether a file says something else than what was applied, as {@link Comparison} tells. */
    @FunctionalInterface
    interface Changed {
        boolean since(AppliedMigration entry, Repeatable file) throws SQLException;
    }
}
