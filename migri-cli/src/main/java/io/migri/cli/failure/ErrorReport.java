package io.migri.cli.failure;

import io.migri.api.DatabaseError;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;
import io.migri.api.SourcePosition;
import io.migri.api.text.Text;
import io.migri.cli.layout.Paragraph;
import io.migri.cli.output.DisplayWidth;
import io.migri.cli.output.Printable;
import io.migri.cli.output.Redaction;
import io.migri.cli.output.Style;
import java.util.Optional;
import java.util.function.Predicate;

/** Writes a failure for a person: what, where, what state the database is in, and what to do next. */
public final class ErrorReport {
    private static final int ARROW = 4;
    private static final int BESIDE = 4;
    private static final int SHORTEST = 20;

    private final Style style;
    private final Redaction redaction;
    private final Advice advice;
    private final int width;
    private final Paragraph paragraph;

    /**
     * A report.
     *
     * @param width how many columns there are for a line of a script
     * @param paragraph breaks sentences
     */
    ErrorReport(Style style, Redaction redaction, Advice advice, int width, Paragraph paragraph) {
        this.style = style;
        this.redaction = redaction;
        this.advice = advice;
        this.width = width;
        this.paragraph = paragraph;
    }

    String text(MigriException failure) {
        StringBuilder text = new StringBuilder(400);
        String code = failure.databaseError()
                .map(DatabaseError::code)
                .map(Printable::text)
                .orElse("");
        headline(text, style, paragraph, code, redaction.clean(failure.text()));
        String margin =
                " ".repeat(failure.position().map(place -> digits(place.line())).orElse(1) + 1);
        place(text, margin, failure);
        failure.position().ifPresent(position -> excerpt(text, margin, position));
        failure.details().ifPresent(details -> details(text, details));
        failure.databaseError().ifPresent(error -> {
            note(text, margin, "detail", redaction.clean(error.detail().filter(unsaid(failure))));
            note(text, margin, "hint", redaction.clean(error.hint().filter(unsaid(failure))));
        });
        if (failure instanceof MigrationFailedException failed) {
            line(text, margin, Printable.text(StateReport.of(failed)));
        }
        note(text, margin, "help", redaction.clean(advice.about(failure)));
        return text.toString();
    }

    /** What a driver of Python's has not put into its message as well. */
    private static Predicate<String> unsaid(MigriException failure) {
        return said -> !failure.text().toString().contains(said.strip());
    }

    /** The first line of every error, also of those that no migration is to blame for. */
    public static void headline(StringBuilder text, Style style, Paragraph paragraph, String code, String message) {
        String label = code.isEmpty() ? "error" : "error[" + code + "]";
        String told = paragraph.text(message.strip().replace("\r", ""), label.length() + 2, "       ");
        text.append(style.error(label)).append(style.bold(": " + told)).append('\n');
    }

    private void place(StringBuilder text, String margin, MigriException failure) {
        String circumstances =
                failure instanceof MigrationFailedException failed ? "   (" + circumstances(failed) + ")" : "";
        Optional<String> place = failure.position()
                .map(SourcePosition::toString)
                .or(() -> failure instanceof MigrationFailedException failed
                        ? Optional.of(failed.origin())
                        : Optional.empty());
        place.ifPresent(where -> text.append(margin)
                .append(style.frame("-->"))
                .append(' ')
                .append(Printable.text(where))
                .append(fits(margin, where + circumstances) ? "" : "\n" + margin + " ")
                .append(style.dim(Printable.text(circumstances)))
                .append('\n'));
    }

    private boolean fits(String margin, String place) {
        return margin.length() + ARROW + DisplayWidth.of(place) <= paragraph.width();
    }

    private static String circumstances(MigrationFailedException failure) {
        if (failure.statement() == 0) {
            return failure.server();
        }
        String total = failure.statements() == 0 ? "" : " of " + failure.statements();
        return "statement " + failure.statement() + total + ", " + failure.server();
    }

    private void excerpt(StringBuilder text, String margin, SourcePosition position) {
        if (position.excerpt().isBlank()) {
            return;
        }
        String line = redaction.clean(position.excerpt());
        Excerpt excerpt =
                Excerpt.of(line, column(line, position), Math.max(SHORTEST, width - margin.length() - BESIDE));
        text.append(style.frame(margin + " |")).append('\n');
        text.append(style.frame(" " + position.line() + " |"))
                .append(' ')
                .append(excerpt.text())
                .append('\n');
        text.append(style.frame(margin + " |"))
                .append(" ".repeat(excerpt.indent() + 1))
                .append(style.error("^".repeat(excerpt.length())))
                .append('\n');
    }

    /** Where the place is in the line without secrets; at its start where that cannot be told. */
    private int column(String line, SourcePosition position) {
        int before = Math.min(
                position.column() - position.first(),
                position.excerpt().codePointCount(0, position.excerpt().length()));
        String start = redaction.clean(
                position.excerpt().substring(0, position.excerpt().offsetByCodePoints(0, before)));
        return line.startsWith(start) ? start.codePointCount(0, start.length()) + 1 : 1;
    }

    private void note(StringBuilder text, String margin, String label, Optional<String> content) {
        content.ifPresent(found -> line(text, margin, label + ": " + found));
    }

    private void line(StringBuilder text, String margin, String content) {
        text.append(margin)
                .append(style.frame(" ="))
                .append(' ')
                .append(paragraph.text(content.strip().replace("\r", ""), margin.length() + 3, margin + "   "))
                .append('\n');
    }

    private void details(StringBuilder text, Text details) {
        redaction.clean(details).strip().lines().forEach(line -> text.append("   ")
                .append(paragraph.text(line, 3, "     "))
                .append('\n'));
    }

    private static int digits(int number) {
        return Integer.toString(number).length();
    }
}
