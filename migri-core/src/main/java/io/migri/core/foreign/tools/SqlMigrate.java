package io.migri.core.foreign.tools;

import io.migri.core.foreign.reading.ForeignTool;
import io.migri.core.foreign.reading.Mark;
import io.migri.core.foreign.reading.Numbers;
import io.migri.core.foreign.reading.Place;
import io.migri.core.foreign.reading.Sections;
import io.migri.core.foreign.reading.Trace;
import java.io.IOException;
import java.util.Optional;

/** sql-migrate: {@code -- +migrate Up} and {@code -- +migrate Down} in each file; goes by the numbers at the start of the names. */
final class SqlMigrate implements ForeignTool {
    private final Sections sections = new Sections(
            this, comment -> Mark.says(comment, "+migrate up"), comment -> Mark.says(comment, "+migrate down"));

    @Override
    public String name() {
        return "sql-migrate";
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
