package io.migri.cli.progress;

import io.migri.cli.output.DisplayWidth;
import java.util.ArrayList;
import java.util.List;

/** One line about the migration under way. Where there is no room for all, it leaves out what matters least, and says the rest briefly. */
final class LiveLine {
    private static final String CUT = "…";
    private static final int SHORTEST_NAME = 8;

    private final Step step;
    private String name;
    private String dots = "... ";
    private String statements;
    private String bytes;
    private String server;
    private String waits;
    private String place;

    private LiveLine(Step step) {
        this.step = step;
        this.name = step.name();
        this.statements = step.statements();
        this.bytes = step.bytes();
        this.server = step.progress();
        this.waits = step.waits();
        this.place = step.place();
    }

    /** Takes fewer than {@code columns}: a terminal may wrap a line that fills it. */
    static String of(Step step, int columns) {
        LiveLine line = new LiveLine(step);
        for (Runnable less : line.savings(columns)) {
            if (DisplayWidth.of(line.text()) < columns) {
                break;
            }
            less.run();
        }
        return cut(line.text(), columns - 1);
    }

    /** What to save, one after the other. */
    private List<Runnable> savings(int columns) {
        return List.of(
                () -> name = cut(name, Math.max(SHORTEST_NAME, columns / 2)),
                () -> place = "",
                () -> waits = step.briefWaits(),
                () -> server = step.briefProgress(),
                () -> bytes = "",
                () -> statements = step.briefStatements(),
                () -> waits = "",
                () -> server = "",
                () -> statements = "",
                () -> dots = name.endsWith(CUT) ? " " : dots,
                () -> shortenName(columns - 1 - DisplayWidth.of(" " + step.time())));
    }

    private void shortenName(int room) {
        name = cut(name, room);
        dots = room < 1 ? "" : " ";
    }

    private String text() {
        List<String> parts = new ArrayList<>();
        for (String part : new String[] {statements, bytes, step.time(), server, waits}) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return name + dots + String.join(", ", parts) + (place.isEmpty() ? "" : " " + place);
    }

    /** At most that many columns of it. */
    static String cut(String text, int columns) {
        if (DisplayWidth.of(text) <= columns) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int room = columns - 1;
        for (int character : text.codePoints().toArray()) {
            room -= DisplayWidth.of(Character.toString(character));
            if (room < 0) {
                break;
            }
            cut.appendCodePoint(character);
        }
        return columns < 1 ? "" : cut + CUT;
    }
}
