package io.migri.cli.layout;

import io.migri.cli.output.Channel;
import io.migri.cli.output.DisplayWidth;
import io.migri.cli.output.TerminalWidth;
import java.util.Map;

/**
 * Sentences broken between words. A terminal would break them within words.
 *
 * @param width how many columns there are
 */
public record Paragraph(int width) {
    /** Texts that are no wider fit on all terminals, so that nobody has to be asked for the width. */
    private static final int SHORT = 60;

    /** What leaves every text as it is: programs read lines. */
    public static final Paragraph UNBROKEN = new Paragraph(Integer.MAX_VALUE);

    /** For {@code text} on {@code channel}. */
    public static Paragraph on(Channel channel, String text) {
        return DisplayWidth.of(text) <= SHORT ? UNBROKEN : on(channel);
    }

    /** For texts on {@code channel}. */
    public static Paragraph on(Channel channel) {
        return channel.isTerminal() ? new Paragraph(TerminalWidth.of(channel, Map.of(), Integer.MAX_VALUE)) : UNBROKEN;
    }

    /**
     * The text, of whose lines all but the first begin with {@code margin}.
     *
     * @param text has no colours
     * @param taken how many columns of the first line are taken
     */
    public String text(String text, int taken, String margin) {
        StringBuilder lines = new StringBuilder(text.length() + 16);
        int column = taken;
        for (String line : text.split("\n", -1)) {
            if (!lines.isEmpty()) {
                lines.append('\n').append(margin);
                column = margin.length();
            }
            line(lines, line, column, margin);
        }
        return lines.toString();
    }

    private void line(StringBuilder lines, String line, int from, String margin) {
        int column = from;
        String separator = "";
        for (String word : line.split(" ", -1)) {
            int columns = DisplayWidth.of(word);
            if (!separator.isEmpty() && (long) column + separator.length() + columns > width) {
                lines.append('\n').append(margin).append(word);
                column = margin.length() + columns;
            } else {
                lines.append(separator).append(word);
                column += separator.length() + columns;
            }
            separator = " ";
        }
    }
}
