package io.migri.core.foreign.tools;

import io.migri.api.Migration;
import io.migri.core.foreign.reading.Conflict;
import io.migri.core.foreign.reading.ForeignTool;
import io.migri.core.foreign.reading.Numbers;
import io.migri.core.foreign.reading.Place;
import io.migri.core.foreign.reading.Trace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Flyway, and with the same names Evolve, refinery and pgmigrate: {@code V2__users.sql} is applied by its number, {@code U2__users.sql}
 * undoes it, {@code R__views.sql} comes behind all others, {@code B5__all.sql} stands for all up to it, and {@code afterMigrate.sql}
 * and the like are called at their events.
 */
final class Flyway implements ForeignTool {
    private static final String NAME = "Flyway";
    private static final List<String> WHEN = List.of("before", "after");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Trace> trace(Place place) {
        List<Migration> versioned = prefixed(place, 'V');
        List<Migration> repeatable = prefixed(place, 'R');
        List<Migration> undoing = prefixed(place, 'U');
        if (versioned.isEmpty() && repeatable.isEmpty() && undoing.isEmpty()) {
            return Optional.empty();
        }
        return undoing(undoing)
                .or(() -> baseline(place, versioned))
                .or(() -> event(place))
                .or(() -> order(versioned))
                .or(() -> repeatable(repeatable, versioned))
                .map(conflict -> Trace.of(NAME, conflict))
                .or(() -> Optional.of(Trace.harmless(NAME, (versioned.isEmpty() ? repeatable : versioned).get(0))));
    }

    private static List<Migration> prefixed(Place place, char prefix) {
        return place.scripts().stream()
                .filter(script -> isPrefixed(script.name(), prefix))
                .toList();
    }

    private static boolean isPrefixed(String name, char prefix) {
        int separator = name.indexOf("__");
        if (separator < 1 || name.charAt(0) != prefix) {
            return false;
        }
        return prefix == 'R'
                ? separator == 1
                : !Numbers.version(name.substring(1, separator)).isEmpty();
    }

    private static Optional<Conflict> undoing(List<Migration> undoing) {
        return undoing.stream()
                .findFirst()
                .map(first -> conflict(
                        first,
                        "which executes it only to undo V" + first.fileName().substring(1)
                                + "; a plain run would execute it like any other",
                        true));
    }

    private static Optional<Conflict> baseline(Place place, List<Migration> versioned) {
        return prefixed(place, 'B').stream()
                .filter(baseline -> versioned.stream().anyMatch(one -> compare(one, baseline) <= 0))
                .findFirst()
                .map(baseline -> conflict(
                        baseline,
                        "which executes it in place of those up to its number; a plain run would execute it and them",
                        false));
    }

    private static Optional<Conflict> event(Place place) {
        return place.scripts().stream()
                .filter(script -> isEvent(script.name()))
                .findFirst()
                .map(script -> conflict(
                        script, "which calls it at that event; a plain run would execute it once, in its turn", false));
    }

    /** Such as {@code afterMigrate}, also with a description. */
    private static boolean isEvent(String name) {
        int end = name.indexOf("__");
        String event = end < 0 ? name : name.substring(0, end);
        return event.equals("createSchema")
                || WHEN.stream()
                        .anyMatch(when -> event.startsWith(when)
                                && event.length() > when.length()
                                && Character.isUpperCase(event.charAt(when.length())));
    }

    private static Optional<Conflict> order(List<Migration> versioned) {
        List<Migration> sorted = new ArrayList<>(versioned);
        sorted.sort(Flyway::compare);
        for (int i = 0; i < sorted.size(); i++) {
            if (!sorted.get(i).equals(versioned.get(i))) {
                return Optional.of(Numbers.disorder(NAME, versioned.get(i), sorted.get(i)));
            }
        }
        return Optional.empty();
    }

    private static Optional<Conflict> repeatable(List<Migration> repeatable, List<Migration> versioned) {
        return repeatable.isEmpty() || versioned.isEmpty()
                ? Optional.empty()
                : Optional.of(Numbers.disorder(NAME, repeatable.get(0), versioned.get(versioned.size() - 1)));
    }

    private static int compare(Migration left, Migration right) {
        return Numbers.compare(version(left), version(right));
    }

    private static List<BigInteger> version(Migration file) {
        return Numbers.version(file.name().substring(1, file.name().indexOf("__")));
    }

    private static Conflict conflict(Migration script, String what, boolean undoes) {
        return new Conflict(script, 1, "", script.fileName() + " is written for " + NAME + ", " + what, undoes);
    }
}
