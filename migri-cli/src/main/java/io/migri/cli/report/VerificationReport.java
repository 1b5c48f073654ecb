package io.migri.cli.report;

import io.migri.api.ConnectionConfig;
import io.migri.api.undo.SchemaDifference;
import io.migri.api.undo.SchemaDifference.Kind;
import io.migri.api.undo.UndoCheck;
import io.migri.api.undo.Verification;
import io.migri.cli.output.CommandLineWording;
import io.migri.cli.output.Printable;
import io.migri.cli.output.Redaction;
import io.migri.cli.output.Style;
import io.migri.cli.output.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code migri verify} found. */
public record VerificationReport(Verification found) {

    public Map<String, Object> document(ConnectionConfig target) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("target", TargetMembers.of(target));
        result.put("well", found.isWell());
        result.put(
                "undos", found.checks().stream().map(VerificationReport::object).toList());
        result.put("not_compared", found.passedOver());
        return result;
    }

    private static Map<String, Object> object(UndoCheck check) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", check.migration());
        object.put("state", Words.of(check.state()));
        object.put("message", check.failure().map(CommandLineWording::spoken));
        object.put(
                "differences",
                check.differences().stream().map(VerificationReport::object).toList());
        return object;
    }

    private static Map<String, Object> object(SchemaDifference difference) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("kind", Words.of(difference.kind()));
        object.put("again", difference.again());
        object.put("statement", difference.statement());
        return object;
    }

    public String text(Style style, Redaction redaction) {
        StringBuilder text = new StringBuilder();
        for (UndoCheck check : found.checks()) {
            text.append(Printable.text(check.migration()))
                    .append("...")
                    .append(verdict(check, style, redaction))
                    .append('\n');
            differences(check, Kind.LEFT, false, "the undo leaves behind", text, redaction);
            differences(check, Kind.MISSING, false, "the undo does not bring back", text, redaction);
            differences(check, Kind.LEFT, true, "there only the second time", text, redaction);
            differences(check, Kind.MISSING, true, "there only the first time", text, redaction);
        }
        return text.append(summary()).toString();
    }

    private static String verdict(UndoCheck check, Style style, Redaction redaction) {
        return switch (check.state()) {
            case COMPLETE -> style.green("ok");
            case INCOMPLETE -> style.red("incomplete");
            case FAILED ->
                style.red("fail") + " ["
                        + Printable.text(check.failure().map(redaction::clean).orElse("")) + "]";
            case NOT_REACHED -> "not tried, as a newer migration has no undo that works";
            case NO_UNDO -> "no undo";
        };
    }

    private static void differences(
            UndoCheck check, Kind kind, boolean again, String heading, StringBuilder text, Redaction redaction) {
        List<SchemaDifference> some = check.differences().stream()
                .filter(one -> one.kind() == kind && one.again() == again)
                .toList();
        if (!some.isEmpty()) {
            text.append("  ").append(heading).append(":\n");
            for (SchemaDifference one : some) {
                String shown = Printable.text(redaction.clean(one.statement())).strip();
                text.append("    ").append(shown.replace("\n", "\n    ")).append(";\n");
            }
        }
    }

    private String summary() {
        if (found.checks().isEmpty()) {
            return "No migration is pending, so there is nothing to verify.\n";
        }
        long without = count(UndoCheck.State.NO_UNDO);
        long tried = found.checks().size() - without - count(UndoCheck.State.NOT_REACHED);
        long well = count(UndoCheck.State.COMPLETE);
        StringBuilder summary = new StringBuilder();
        summary.append(well).append(" of ").append(tried).append(tried == 1 ? " undo takes" : " undos take");
        summary.append(" everything back");
        if (without > 0) {
            summary.append(without == 1 ? "; 1 migration has none" : "; " + without + " migrations have none");
        }
        summary.append(".\n");
        if (!found.passedOver().isEmpty()) {
            summary.append("Not compared: ")
                    .append(String.join(", ", found.passedOver()))
                    .append(".\n");
        }
        return summary.toString();
    }

    private long count(UndoCheck.State state) {
        return found.checks().stream().filter(check -> check.state() == state).count();
    }
}
