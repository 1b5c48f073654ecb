package io.migri.cli.report;

import io.migri.api.MigrationStatus;
import io.migri.api.MigrationStatus.State;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Words;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** How many migrations stand how. */
public record StatusTotals(Map<State, Integer> counts) {

    public static StatusTotals of(List<MigrationStatus> statuses) {
        Map<State, Integer> counts = new EnumMap<>(State.class);
        statuses.forEach(status -> counts.merge(status.state(), 1, Integer::sum));
        return new StatusTotals(counts);
    }

    /** Such as {@code 3 applied, 1 pending}. */
    public String text() {
        StringJoiner text = new StringJoiner(", ", "", "\n").setEmptyValue("no migrations\n");
        counts.forEach((state, count) -> text.add(count + " " + Words.of(state)));
        return text.toString();
    }

    /** The words in front of the numbers, all of them. */
    Map<String, Integer> members() {
        Map<String, Integer> members = new LinkedHashMap<>();
        for (State state : State.values()) {
            members.put(Words.of(state), counts.getOrDefault(state, 0));
        }
        return members;
    }

    /** The warning that nothing of what is recorded has a file. */
    public Optional<String> unfit() {
        int missing = counts.getOrDefault(State.MISSING, 0);
        boolean others = counts.keySet().stream().anyMatch(state -> state == State.APPLIED || state == State.CHANGED);
        return missing == 0 || others
                ? Optional.empty()
                : Optional.of((missing == 1
                                ? "the one recorded migration has no file here"
                                : "none of the " + missing + " recorded migrations has a file here")
                        + "; is this the right directory, and the right database?");
    }

    public ExitStatus status() {
        if (unfit().isPresent()) {
            return ExitStatus.INVALID;
        }
        boolean pending = counts.keySet().stream().anyMatch(State::pending);
        return pending ? ExitStatus.PENDING : ExitStatus.DONE;
    }
}
