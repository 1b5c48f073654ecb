package io.migri.cli;

import io.migri.api.report.Danger;
import io.migri.api.report.Effect;
import io.migri.api.report.Impact;
import io.migri.api.report.StatementReport;
import java.util.List;
import java.util.Locale;

/** What statements did, in lines for a person. */
final class ReportText {
    /** A file of many plain statements would hide the others. */
    private static final int PLAIN_SHOWN = 20;

    private static final int SHORTEST_HEAD = 20;
    /** What stands beside a statement's beginning. */
    private static final int BESIDE = 34;

    private final Style style;
    private final Redaction redaction;
    private final int width;

    /** @param width how many columns there are */
    ReportText(Style style, Redaction redaction, int width) {
        this.style = style;
        this.redaction = redaction;
        this.width = width;
    }

    /** What the statements of one migration did. */
    String statements(List<StatementReport> statements) {
        StringBuilder text = new StringBuilder();
        int plain = 0;
        for (StatementReport statement : statements) {
            boolean remarkable = !statement.effects().isEmpty() || !statement.completed();
            if (remarkable || plain < PLAIN_SHOWN) {
                append(text, statement);
            }
            plain += remarkable ? 0 : 1;
        }
        if (plain > PLAIN_SHOWN) {
            text.append(String.format(
                    Locale.ROOT, "  and %,d more statements without effects on what was there%n", plain - PLAIN_SHOWN));
        }
        return text.toString().replace("\r\n", "\n");
    }

    /** What of it is dangerous. */
    String summary(Impact impact) {
        if (impact.dangers().isEmpty()) {
            return "Nothing in this run blocks readers or writers for long.\n";
        }
        StringBuilder text = new StringBuilder(style.red("Dangerous:")).append('\n');
        for (Danger danger : impact.dangers()) {
            text.append("  ").append(shown(danger.message())).append(".\n");
            danger.advice()
                    .ifPresent(advice ->
                            text.append("    Instead: ").append(shown(advice)).append(".\n"));
        }
        return text.toString();
    }

    private void append(StringBuilder text, StatementReport statement) {
        String place = statement.line() == 0 ? "" : "line " + statement.line() + "  ";
        text.append("  ").append(style.dim(place)).append(head(statement)).append("  ");
        text.append(style.dim(Durations.text(statement.took())));
        statement.rows().ifPresent(rows -> text.append(style.dim("  rows " + rows)));
        text.append(statement.completed() ? "" : "  " + style.red("failed")).append('\n');
        for (Effect effect : statement.effects()) {
            text.append("    ").append(shown(effect.describe())).append('\n');
        }
    }

    private String head(StatementReport statement) {
        String head = shown(statement.statement());
        int longest = Math.max(SHORTEST_HEAD, width - BESIDE);
        if (head.codePointCount(0, head.length()) <= longest) {
            return head;
        }
        return head.substring(0, head.offsetByCodePoints(0, longest - 1)).stripTrailing() + "…";
    }

    private String shown(String text) {
        return Printable.text(redaction.clean(text));
    }
}
