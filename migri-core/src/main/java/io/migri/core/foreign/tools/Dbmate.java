package io.migri.core.foreign.tools;

import io.migri.core.foreign.reading.ForeignTool;
import io.migri.core.foreign.reading.Mark;
import io.migri.core.foreign.reading.Place;
import io.migri.core.foreign.reading.Sections;
import io.migri.core.foreign.reading.Trace;
import java.io.IOException;
import java.util.Optional;

/** dbmate: {@code -- migrate:up} and {@code -- migrate:down} in each file, in the order of a plain run. */
final class Dbmate implements ForeignTool {
    private final Sections sections = new Sections(
            this, comment -> Mark.says(comment, "migrate:up"), comment -> Mark.says(comment, "migrate:down"));

    @Override
    public String name() {
        return "dbmate";
    }

    @Override
    public boolean marks(String comment) {
        return sections.marks(comment);
    }

    @Override
    public Optional<Trace> trace(Place place) throws IOException {
        return sections.trace(place);
    }
}
