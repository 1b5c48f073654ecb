package io.migri.cli;

import io.migri.api.HistoryProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code migri validate} found.
 *
 * @param strict whether a late migration is a fault
 */
record ValidationReport(List<HistoryProblem> problems, boolean strict) {

    boolean valid() {
        return problems.stream().noneMatch(this::fails);
    }

    String json() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("valid", valid());
        result.put("problems", problems.stream().map(ValidationReport::object).toList());
        return Json.text(result) + "\n";
    }

    String text(Style style, Redaction redaction) {
        StringBuilder text = new StringBuilder();
        problems.forEach(problem -> text.append(line(problem, style, redaction)).append(difference(problem, style)));
        return text.append(valid() ? "The files and the history agree.\n" : "").toString();
    }

    private boolean fails(HistoryProblem problem) {
        return strict || problem.kind() != HistoryProblem.Kind.LATE;
    }

    private static Map<String, Object> object(HistoryProblem problem) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", problem.migration());
        object.put("kind", StatusTable.word(problem.kind()));
        object.put("message", problem.message());
        object.put("recorded", problem.recorded());
        object.put("present", problem.present());
        return object;
    }

    private String line(HistoryProblem problem, Style style, Redaction redaction) {
        String label = fails(problem) ? style.error("problem:") : style.bold("note:");
        return label + " " + Printable.text(redaction.clean(problem.message())) + "\n";
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
