package io.migri.core.foreign.tools;

import io.migri.core.foreign.reading.ForeignTool;
import io.migri.core.foreign.reading.Numbers;
import io.migri.core.foreign.reading.Place;
import io.migri.core.foreign.reading.Sections;
import io.migri.core.foreign.reading.Trace;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/** A tool whose comments part each file into what is applied and what undoes it; goes by the numbers at the start of the names. */
final class NumberedSections implements ForeignTool {
    private final String name;
    private final Sections sections;

    /**
     * Looks at nothing yet.
     *
     * @param name the tool's
     * @param up whether a comment begins what is applied
     * @param down whether a comment begins what undoes it
     */
    NumberedSections(String name, Predicate<String> up, Predicate<String> down) {
        this.name = name;
        this.sections = new Sections(this, up, down);
    }

    @Override
    public String name() {
        return name;
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
                : Numbers.disorder(name, place.marked(this::marks))
                        .map(conflict -> Trace.of(name, conflict))
                        .or(() -> trace);
    }
}
