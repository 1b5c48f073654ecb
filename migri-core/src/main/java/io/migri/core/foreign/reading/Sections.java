package io.migri.core.foreign.reading;

import io.migri.api.Migration;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Files in which one comment begins what is applied and another one what undoes it.
 *
 * @param tool whose they are
 * @param up begins what is applied
 * @param down begins what undoes it
 * @param paired whether {@code down} says nothing where no {@code up} came before
 */
public record Sections(ForeignTool tool, Predicate<String> up, Predicate<String> down, boolean paired) {

    public Sections(ForeignTool tool, Predicate<String> up, Predicate<String> down) {
        this(tool, up, down, false);
    }

    public boolean marks(String comment) {
        return up.test(comment) || down.test(comment);
    }

    /** The first part that undoes something and that a plain run would execute; else where the tool shows. */
    public Optional<Trace> trace(Place place) throws IOException {
        List<Migration> marked = place.marked(tool::marks);
        for (Migration script : marked) {
            Optional<Trace> undoing = undoing(script, place.outline(script));
            if (undoing.isPresent()) {
                return undoing;
            }
        }
        return marked.stream().findFirst().map(first -> Trace.harmless(tool.name(), first));
    }

    private Optional<Trace> undoing(Migration script, Outline outline) {
        Mark began = null;
        boolean expected = !paired;
        for (Mark mark : outline.marks()) {
            if (up.test(mark.text())) {
                began = null;
                expected = true;
            } else if (expected && down.test(mark.text())) {
                began = mark;
            }
            if (began != null && mark.code() > 0) {
                return Optional.of(Trace.of(tool.name(), conflict(script, began)));
            }
        }
        return Optional.empty();
    }

    private Conflict conflict(Migration script, Mark began) {
        String message = script.fileName() + " is written for " + tool.name() + ": line " + began.line()
                + " begins what undoes the rest of it, and a plain run would execute both";
        return new Conflict(script, began.line(), began.text(), message, true);
    }
}
