package io.migri.core.foreign.tools;

import io.migri.core.foreign.reading.ForeignTool;
import io.migri.core.foreign.reading.Pairs;
import io.migri.core.foreign.reading.Place;
import io.migri.core.foreign.reading.Trace;
import java.util.List;
import java.util.Optional;

/** postgrator: {@code 001.do.sql} and {@code 001.undo.sql}. */
final class Postgrator implements ForeignTool {
    private static final List<Pairs> PAIRS = List.of(new Pairs("postgrator", "do", "undo"));

    @Override
    public String name() {
        return "postgrator";
    }

    @Override
    public Optional<Trace> trace(Place place) {
        return PAIRS.stream()
                .flatMap(pairs -> pairs.undoing(place).stream())
                .findFirst()
                .map(conflict -> Trace.of(name(), conflict));
    }
}
