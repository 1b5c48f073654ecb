package io.migri.core.foreign.tools;

import io.migri.core.foreign.reading.ForeignTool;
import io.migri.core.foreign.reading.Mark;
import io.migri.core.foreign.reading.Place;
import io.migri.core.foreign.reading.Sections;
import io.migri.core.foreign.reading.Trace;
import java.io.IOException;
import java.util.Optional;

/** Several tools: the comments {@code -- Up} and {@code -- Down}, each alone on its line, one after the other. */
final class UpAndDown implements ForeignTool {
    private final Sections sections = new Sections(this, UpAndDown::isUp, UpAndDown::isDown, true);

    @Override
    public String name() {
        return "a tool that knows up and down";
    }

    @Override
    public boolean marks(String comment) {
        return sections.marks(comment);
    }

    /** A word alone may be anything: the two have to come together. */
    @Override
    public Optional<Trace> trace(Place place) throws IOException {
        Optional<Trace> trace = sections.trace(place);
        return trace.filter(one -> one.conflict().isPresent());
    }

    private static boolean isUp(String comment) {
        return word(comment).equals("up");
    }

    private static boolean isDown(String comment) {
        return word(comment).equals("down");
    }

    private static String word(String comment) {
        String word = Mark.normal(comment);
        return word.startsWith("@") || word.startsWith("+") || word.startsWith("!") ? word.substring(1) : word;
    }
}
