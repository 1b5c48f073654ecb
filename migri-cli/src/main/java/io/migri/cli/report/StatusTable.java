package io.migri.cli.report;

import io.migri.api.ConnectionConfig;
import io.migri.api.MigrationStatus;
import io.migri.cli.layout.Paragraph;
import io.migri.cli.output.Channel;
import io.migri.cli.output.CommandLineWording;
import io.migri.cli.output.Durations;
import io.migri.cli.output.Printable;
import io.migri.cli.output.Style;
import io.migri.cli.output.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How migrations stand: a table for people, columns between tabs for programs, and JSON. */
public final class StatusTable {
    private static final int APPLIED_AT = 2;
    private static final int NOTE = 5;

    private final Style style;
    private final ZoneId zone;

    /** @param zone whose time people are shown; the offset stands behind each */
    public StatusTable(Style style, ZoneId zone) {
        this.style = style;
        this.zone = zone;
    }

    /** For the reader of that channel: people see their own time, programs UTC. */
    public static StatusTable on(Channel channel) {
        return new StatusTable(channel.style(), channel.isTerminal() ? ZoneId.systemDefault() : ZoneOffset.UTC);
    }

    /**
     * Aligned, with a heading. If a line does not fit, notes get lines of their own. What still does not fit is left out: who applied it,
     * then how long it took, then when. A name is never cut.
     *
     * @param width how many columns the terminal has
     */
    public String aligned(List<MigrationStatus> statuses, int width) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("state", "migration", "applied at", "took", "by", ""));
        statuses.forEach(status -> rows.add(cells(status)));
        List<String> lines = Columns.lines(rows);
        boolean apart = Columns.widest(lines) > width;
        for (int last = NOTE; last >= APPLIED_AT && Columns.widest(lines) > width; last--) {
            int end = last;
            lines = Columns.lines(rows.stream().map(row -> row.subList(0, end)).toList());
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i) + (apart ? below(rows, i, width) : "");
            text.append(i == 0 ? style.dim(line) : colored(statuses.get(i - 1), line))
                    .append('\n');
        }
        return text.toString();
    }

    /** The note of a row on a line of its own, below the name. */
    private static String below(List<List<String>> rows, int row, int width) {
        String note = rows.get(row).get(NOTE);
        String margin = " ".repeat(Columns.second(rows));
        return note.isEmpty() ? "" : "\n" + margin + new Paragraph(width).text(note, margin.length(), margin);
    }

    /** One line each, the cells between tabs; empty ones stay empty. */
    public String plain(List<MigrationStatus> statuses) {
        StringBuilder text = new StringBuilder();
        statuses.forEach(status -> text.append(String.join("\t", cells(status))).append('\n'));
        return text.toString();
    }

    public static Map<String, Object> document(
            ConnectionConfig target, List<MigrationStatus> statuses, StatusTotals totals) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("target", TargetMembers.of(target));
        document.put("migrations", statuses.stream().map(StatusTable::object).toList());
        document.put("totals", totals.members());
        document.put("fits", totals.unfit().isEmpty());
        return document;
    }

    private static Map<String, Object> object(MigrationStatus status) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", status.name());
        object.put("state", Words.of(status.state()));
        object.put("applied_at", status.appliedAt());
        object.put("took_ms", status.took().map(took -> took.toMillis()));
        object.put("applied_by", status.appliedBy());
        object.put("note", status.note().map(CommandLineWording::spoken));
        return object;
    }

    private List<String> cells(MigrationStatus status) {
        return List.of(
                Words.of(status.state()),
                Printable.text(status.name()),
                status.appliedAt().map(this::time).orElse(""),
                status.took().map(Durations::text).orElse(""),
                Printable.text(status.appliedBy().orElse("")),
                Printable.text(status.note().map(CommandLineWording::spoken).orElse("")));
    }

    private String time(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
    }

    private String colored(MigrationStatus status, String line) {
        return switch (status.state()) {
            case APPLIED -> line;
            case PENDING -> style.bold(line);
            case CHANGED, PARTLY_UNDONE, MISSING, LATE, PARTLY_APPLIED, IN_DOUBT -> style.red(line);
        };
    }
}
