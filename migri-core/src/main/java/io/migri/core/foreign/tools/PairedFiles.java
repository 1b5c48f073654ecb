package io.migri.core.foreign.tools;

import io.migri.core.foreign.reading.ForeignTool;
import io.migri.core.foreign.reading.Pairs;
import io.migri.core.foreign.reading.Place;
import io.migri.core.foreign.reading.Trace;
import java.util.List;
import java.util.Optional;

/** Other tools whose directories have a file to apply and one to undo, such as Diesel and dogfish: {@code up.sql} and {@code down.sql}, {@code deploy.sql} and {@code revert.sql}. */
final class PairedFiles implements ForeignTool {
    private static final String NAME = "a tool that undoes migrations";
    private static final List<Pairs> PAIRS = List.of(
            new Pairs(NAME, "deploy", "revert"),
            new Pairs(NAME, "upgrade", "downgrade"),
            new Pairs(NAME, "migrate", "rollback"),
            new Pairs(NAME, "apply", "rollback"),
            new Pairs(NAME, "apply", "revert"),
            new Pairs(NAME, "do", "undo"),
            new Pairs(NAME, "forward", "backward"),
            new Pairs(NAME, "forward", "reverse"),
            new Pairs(NAME, "", "down"),
            new Pairs(NAME, "up", "rollback"),
            new Pairs(NAME, "up", "revert"));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Trace> trace(Place place) {
        return PAIRS.stream()
                .flatMap(pairs -> pairs.undoing(place).stream())
                .findFirst()
                .map(conflict -> Trace.of(name(), conflict));
    }
}
