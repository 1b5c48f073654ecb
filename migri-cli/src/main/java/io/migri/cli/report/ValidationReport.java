package io.migri.cli.report;

import io.migri.api.ConnectionConfig;
import io.migri.api.HistoryCheck;
import io.migri.api.HistoryProblem;
import io.migri.cli.layout.Paragraph;
import io.migri.cli.output.Channel;
import io.migri.cli.output.CommandLineWording;
import io.migri.cli.output.Printable;
import io.migri.cli.output.Redaction;
import io.migri.cli.output.Style;
import io.migri.cli.output.Words;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code migri validate} found.
 *
 * @param strict whether a late migration is a fault
 * @param allowNewer whether one that a newer version of the directory has is none
 */
public record ValidationReport(HistoryCheck check, boolean strict, boolean allowNewer) {

    public boolean valid() {
        return check.problems().stream().noneMatch(this::fails);
    }

    public Map<String, Object> document(ConnectionConfig target) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("target", TargetMembers.of(target));
        result.put("valid", valid());
        result.put(
                "problems",
                check.problems().stream().map(ValidationReport::object).toList());
        result.put("applied", check.applied());
        result.put("uncompared", check.uncompared());
        result.put("pending", check.pending());
        return result;
    }

    /** The same for the reader of a channel. */
    public String text(Channel out, Redaction redaction) {
        Style style = out.style();
        Paragraph paragraph = Paragraph.on(out);
        StringBuilder text = new StringBuilder();
        for (HistoryProblem problem : check.problems()) {
            String label = fails(problem) ? "problem:" : "note:";
            String message = Printable.text(redaction.clean(problem.message()));
            text.append(fails(problem) ? style.error(label) : style.bold(label))
                    .append(' ')
                    .append(paragraph.text(message, label.length() + 1, "  "))
                    .append('\n')
                    .append(difference(problem, style));
        }
        return text.append(valid() ? verdict() : "")
                .append(paragraph.text(uncompared(), 0, ""))
                .append(pending())
                .toString();
    }

    private String verdict() {
        long newer = check.problems().stream()
                .filter(problem -> problem.kind() == HistoryProblem.Kind.NEWER)
                .count();
        long matching = check.applied() - check.uncompared() - newer;
        if (check.applied() == 0) {
            return "No migration is applied yet.\n";
        }
        if (matching == check.applied()) {
            return matching == 1
                    ? "The applied migration matches its file.\n"
                    : "All " + matching + " applied migrations match their files.\n";
        }
        return matching + " of " + check.applied() + " applied migrations "
                + (matching == 1 ? "matches its file.\n" : "match their files.\n");
    }

    private String uncompared() {
        return check.uncompared() == 0
                ? ""
                : check.uncompared() + " of " + check.applied()
                        + " applied migrations cannot be compared, because their texts are not recorded;"
                        + " `migri repair --record` records the texts as they are now.\n";
    }

    private String pending() {
        return check.pending() == 0 ? "" : check.pending() + " pending.\n";
    }

    private boolean fails(HistoryProblem problem) {
        return switch (problem.kind()) {
            case LATE -> strict;
            case NEWER -> !allowNewer;
            case CHANGED, MISSING, UNFINISHED, FOREIGN, UNSOUND -> true;
        };
    }

    private static Map<String, Object> object(HistoryProblem problem) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", problem.migration());
        object.put("kind", Words.of(problem.kind()));
        object.put("message", CommandLineWording.spoken(problem.message()));
        object.put("recorded", problem.recorded());
        object.put("present", problem.present());
        return object;
    }

    private static String difference(HistoryProblem problem, Style style) {
        return problem.recorded().isPresent() && problem.present().isPresent()
                ? new TextDiff(style)
                        .of(
                                problem.migration(),
                                problem.recorded().get(),
                                problem.present().get())
                : "";
    }
}
