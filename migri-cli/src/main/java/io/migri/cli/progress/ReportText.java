package io.migri.cli.progress;

import io.migri.api.report.Danger;
import io.migri.api.report.Effect;
import io.migri.api.report.Impact;
import io.migri.api.report.StatementReport;
import io.migri.cli.layout.Paragraph;
import io.migri.cli.output.DisplayWidth;
import io.migri.cli.output.Durations;
import io.migri.cli.output.Printable;
import io.migri.cli.output.Redaction;
import io.migri.cli.output.Style;
import java.util.List;
import java.util.Locale;

/** What statements did, in lines for a person. */
public final class ReportText {
    /** A file of many plain statements would hide the others. */
    private static final int PLAIN_SHOWN = 20;

    private static final int SHORTEST_HEAD = 20;
    /** What stands beside a statement's beginning. */
    private static final int BESIDE = 34;

    private final Style style;
    private final Redaction redaction;
    private final int width;
    private final boolean broken;

    /**
     * Texts of one report.
     *
     * @param width how many columns there are
     * @param broken whether sentences are broken there
     */
    public ReportText(Style style, Redaction redaction, int width, boolean broken) {
        this.style = style;
        this.redaction = redaction;
        this.width = width;
        this.broken = broken;
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
            StringBuilder text = new StringBuilder();
            paragraph(text, "", "Nothing in this run blocks readers or writers for long, or takes data away.");
            return text.toString();
        }
        StringBuilder text = new StringBuilder(style.red("Dangerous:")).append('\n');
        for (Danger danger : impact.dangers()) {
            paragraph(text, "  ", shown(danger.message()) + ".");
            danger.advice().ifPresent(advice -> paragraph(text, "    ", "Instead: " + shown(advice) + "."));
        }
        return text.toString();
    }

    private void append(StringBuilder text, StatementReport statement) {
        if (!statement.statement().isEmpty()) {
            heading(text, statement);
        }
        for (Effect effect : statement.effects()) {
            paragraph(text, "    ", shown(effect.describe()));
        }
    }

    private void heading(StringBuilder text, StatementReport statement) {
        String place = statement.line() == 0 ? "" : "line " + statement.line() + "  ";
        text.append("  ").append(style.dim(place)).append(head(statement)).append("  ");
        text.append(style.dim(Durations.text(statement.took())));
        statement.rows().ifPresent(rows -> text.append(style.dim("  rows " + rows)));
        text.append(statement.completed() ? "" : "  " + style.red("failed")).append('\n');
    }

    /** For a person it is broken between words; for a program it is one line. */
    private void paragraph(StringBuilder text, String margin, String sentence) {
        Paragraph paragraph = broken ? new Paragraph(width) : Paragraph.UNBROKEN;
        text.append(margin)
                .append(paragraph.text(sentence, margin.length(), margin))
                .append('\n');
    }

    private String head(StatementReport statement) {
        String head = shown(statement.statement());
        int longest = Math.max(SHORTEST_HEAD, width - BESIDE);
        if (DisplayWidth.of(head) <= longest) {
            return head;
        }
        int end = 0;
        for (int columns = 0; columns < longest; end = head.offsetByCodePoints(end, 1)) {
            columns += DisplayWidth.of(Character.toString(head.codePointAt(end)));
        }
        return head.substring(0, head.offsetByCodePoints(end, -1)).stripTrailing() + "…";
    }

    private String shown(String text) {
        return Printable.text(redaction.clean(text));
    }
}
