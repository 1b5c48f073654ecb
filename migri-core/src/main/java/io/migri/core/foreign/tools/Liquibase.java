package io.migri.core.foreign.tools;

import io.migri.api.Migration;
import io.migri.core.foreign.reading.Conflict;
import io.migri.core.foreign.reading.ForeignTool;
import io.migri.core.foreign.reading.Mark;
import io.migri.core.foreign.reading.Place;
import io.migri.core.foreign.reading.Trace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Liquibase's formatted SQL: {@code --changeset author:id} begins each part. Its {@code --rollback} lines are comments to a plain run; what
 * may be left out, or is executed again, is not.
 */
final class Liquibase implements ForeignTool {
    private static final List<String> CONDITIONS = List.of(
            "context:", "contextfilter:", "labels:", "dbms:", "runalways:true", "runonchange:true", "ignore:true");

    @Override
    public String name() {
        return "Liquibase";
    }

    @Override
    public boolean marks(String comment) {
        return Mark.says(comment, "liquibase formatted sql")
                || Mark.says(comment, "changeset")
                || Mark.says(comment, "preconditions")
                || Mark.says(comment, "precondition-sql-check");
    }

    @Override
    public Optional<Trace> trace(Place place) throws IOException {
        Optional<Migration> first = Optional.empty();
        for (Migration script : place.marked(this::marks)) {
            List<Mark> marks = place.outline(script).marks();
            if (marks.stream().noneMatch(mark -> Mark.says(mark.text(), "liquibase formatted sql"))) {
                continue;
            }
            first = first.or(() -> Optional.of(script));
            Optional<Mark> condition = marks.stream().filter(this::isCondition).findFirst();
            if (condition.isPresent()) {
                return Optional.of(Trace.of(name(), conflict(script, condition.get())));
            }
        }
        return first.map(script -> Trace.harmless(name(), script));
    }

    private boolean isCondition(Mark mark) {
        String text = Mark.normal(mark.text());
        return Mark.says(mark.text(), "preconditions")
                || Mark.says(mark.text(), "precondition-sql-check")
                || (Mark.says(mark.text(), "changeset")
                        && CONDITIONS.stream().anyMatch(one -> text.contains(" " + one)));
    }

    private Conflict conflict(Migration script, Mark condition) {
        String message = script.fileName() + " is written for Liquibase, which looks at line " + condition.line()
                + " to know whether it executes the part after it; a plain run would execute all, once";
        return new Conflict(script, condition.line(), condition.text(), message, false);
    }
}
