package io.migri.core.foreign.tools;

import io.migri.api.Migration;
import io.migri.core.foreign.reading.Conflict;
import io.migri.core.foreign.reading.ForeignTool;
import io.migri.core.foreign.reading.Mark;
import io.migri.core.foreign.reading.Numbers;
import io.migri.core.foreign.reading.Place;
import io.migri.core.foreign.reading.Trace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sqitch: {@code -- Deploy app:users to pg} begins a script; those to revert and to verify say so likewise. The order is that of {@code
 * sqitch.plan}, beside the scripts or in the directory above.
 */
final class Sqitch implements ForeignTool {
    private static final List<String> PLANS = List.of("sqitch.plan", "../sqitch.plan");

    @Override
    public String name() {
        return "Sqitch";
    }

    @Override
    public boolean marks(String comment) {
        return isHead(comment, "deploy", " to ")
                || isHead(comment, "revert", " from ")
                || isHead(comment, "verify", " on ");
    }

    /** Such as {@code Deploy app:users to pg}; the project in front of the colon marks it off from prose. */
    private static boolean isHead(String comment, String verb, String preposition) {
        String text = Mark.normal(comment);
        int end = text.lastIndexOf(preposition);
        if (!Mark.says(text, verb) || end <= verb.length()) {
            return false;
        }
        String change = text.substring(verb.length() + 1, end);
        String engine = text.substring(end + preposition.length());
        return change.indexOf(':') > 0 && change.indexOf(' ') < 0 && engine.indexOf(' ') < 0;
    }

    @Override
    public Optional<Trace> trace(Place place) throws IOException {
        List<String> plan = plan(place);
        List<Migration> marked = place.marked(this::marks);
        for (Migration script : marked) {
            Optional<Mark> other = place.outline(script).marks().stream()
                    .filter(mark -> Mark.says(mark.text(), "revert") || Mark.says(mark.text(), "verify"))
                    .filter(mark -> marks(mark.text()))
                    .findFirst();
            if (other.isPresent()) {
                return Optional.of(Trace.of(name(), reverting(script, other.get())));
            }
        }
        List<Migration> planned = place.scripts().stream()
                .filter(script -> plan.contains(script.name()))
                .toList();
        return disorder(planned, plan)
                .or(() -> guessed(plan, marked))
                .map(conflict -> Trace.of(name(), conflict))
                .or(() -> (planned.isEmpty() ? marked : planned)
                        .stream().findFirst().map(first -> Trace.harmless(name(), first)));
    }

    private Conflict reverting(Migration script, Mark mark) {
        boolean revert = Mark.says(mark.text(), "revert");
        String message = script.fileName() + " is written for " + name() + ", which executes it only to "
                + (revert ? "revert" : "verify") + " a change; a plain run would execute it like any other";
        return new Conflict(script, mark.line(), mark.text(), message, revert);
    }

    private Optional<Conflict> disorder(List<Migration> planned, List<String> plan) {
        for (int i = 1; i < planned.size(); i++) {
            Migration before = planned.get(i - 1);
            if (plan.indexOf(before.name()) > plan.indexOf(planned.get(i).name())) {
                return Optional.of(Numbers.disorder(name() + "'s plan", before, planned.get(i)));
            }
        }
        return Optional.empty();
    }

    /** Without its plan nobody knows the order of several. */
    private Optional<Conflict> guessed(List<String> plan, List<Migration> marked) {
        if (!plan.isEmpty() || marked.size() < 2) {
            return Optional.empty();
        }
        String message = marked.get(0).fileName() + " is written for " + name()
                + ", which goes by the order of sqitch.plan, and there is none; a plain run would go by the names";
        return Optional.of(new Conflict(marked.get(0), 1, "", message, false));
    }

    /** The names of the changes, in order; nothing where there is no plan. */
    private static List<String> plan(Place place) throws IOException {
        for (String name : PLANS) {
            Optional<Migration.Content> plan = place.companion(name);
            if (plan.isPresent()) {
                return changes(plan.get());
            }
        }
        return List.of();
    }

    private static List<String> changes(Migration.Content plan) throws IOException {
        List<String> changes = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(plan.open(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String change = firstWord(line.strip());
                if (!change.isEmpty() && "%#@".indexOf(change.charAt(0)) < 0) {
                    changes.add(change);
                }
            }
        }
        return changes;
    }

    private static String firstWord(String line) {
        int end = 0;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        return line.substring(0, end);
    }
}
