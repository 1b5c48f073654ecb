package io.migri.core.foreign.tools;

import io.migri.core.foreign.reading.ForeignTool;
import io.migri.core.foreign.reading.Mark;
import io.migri.core.foreign.reading.Numbers;
import io.migri.core.foreign.reading.Place;
import io.migri.core.foreign.reading.Sections;
import io.migri.core.foreign.reading.Trace;
import java.io.IOException;
import java.util.Optional;

/** tern: one line in each file, above it what is applied and below it what undoes it. */
final class Tern implements ForeignTool {
    private final Sections sections = new Sections(
            this, comment -> false, comment -> Mark.normal(comment).startsWith("-- create above / drop below"));

    @Override
    public String name() {
        return "tern";
    }

    @Override
    public boolean marks(String comment) {
        return sections.marks(comment);
    }

    @Override
    public Optional<Trace> trace(Place place) throws IOException {
        Optional<Trace> trace = sections.trace(place);
        return trace.isEmpty() || trace.get().conflict().isPresent()
                ? trace
                : Numbers.disorder(name(), place.marked(this))
                        .map(conflict -> Trace.of(name(), conflict))
                        .or(() -> trace);
    }
}
