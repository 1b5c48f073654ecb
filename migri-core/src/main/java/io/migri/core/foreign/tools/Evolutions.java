package io.migri.core.foreign.tools;

import io.migri.core.foreign.reading.ForeignTool;
import io.migri.core.foreign.reading.Mark;
import io.migri.core.foreign.reading.Numbers;
import io.migri.core.foreign.reading.Place;
import io.migri.core.foreign.reading.Sections;
import io.migri.core.foreign.reading.Trace;
import java.io.IOException;
import java.util.Optional;

/** Play evolutions: {@code # --- !Ups} and {@code # --- !Downs} in each file; goes by the numbers in the names. */
final class Evolutions implements ForeignTool {
    private final Sections sections = new Sections(
            this, comment -> Mark.says(trimmed(comment), "!ups"), comment -> Mark.says(trimmed(comment), "!downs"));

    @Override
    public String name() {
        return "Play evolutions";
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
                : Numbers.disorder(name(), place.marked(this::marks))
                        .map(conflict -> Trace.of(name(), conflict))
                        .or(() -> trace);
    }

    /** The dashes are as many as one likes. */
    private static String trimmed(String comment) {
        int start = 0;
        while (start < comment.length() && comment.charAt(start) == '-') {
            start++;
        }
        return comment.substring(start).strip();
    }
}
