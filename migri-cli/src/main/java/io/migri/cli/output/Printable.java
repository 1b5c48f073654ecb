package io.migri.cli.output;

import java.util.Locale;

/**
 * Texts as a terminal may show them. What would move the cursor, give it orders, end the line or turn the direction of reading is
 * written as an escape.
 */
public final class Printable {

    private Printable() {}

    /** One line, such as a name: a line end in it is an escape, too. */
    public static String text(String name) {
        return isPlain(name) ? name : escaped(name, "", false);
    }

    /** A line of ours with its line feed, in which names of others stand. The marks of {@link Ink} become colours. */
    static String line(String line) {
        return line.endsWith("\n")
                ? escaped(line.substring(0, line.length() - 1), "", true) + "\n"
                : escaped(line, "", true);
    }

    /** Lines of text. Line feeds and tabs stay, and the marks of {@link Ink} become colours. */
    public static String lines(String text) {
        return escaped(text, "\n\t", true);
    }

    /** Whether a character is written as an escape. */
    public static boolean isHidden(int character) {
        return Character.isISOControl(character) || isDirection(character) || isLineEnd(character);
    }

    /** Unicode's Bidi_Control and the obsolete ones behind them: what follows is shown in another order. */
    private static boolean isDirection(int character) {
        return character == 0x061c
                || character == 0x200e
                || character == 0x200f
                || (character >= 0x202a && character <= 0x202e)
                || (character >= 0x2066 && character <= 0x206f);
    }

    private static boolean isLineEnd(int character) {
        return character == 0x2028 || character == 0x2029;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next < ' ' || next >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static String escaped(String text, String kept, boolean marks) {
        StringBuilder shown = new StringBuilder(text.length() + 16);
        int i = 0;
        while (i < text.length()) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            if (marks
                    && character == Ink.MARK
                    && i < text.length()
                    && Ink.of(text.charAt(i)).isPresent()) {
                shown.append(Ink.of(text.charAt(i++)).orElseThrow().sequence());
            } else if (kept.indexOf(character) >= 0) {
                shown.append((char) character);
            } else {
                append(shown, character);
            }
        }
        return shown.toString();
    }

    private static void append(StringBuilder shown, int character) {
        switch (character) {
            case '\t' -> shown.append("\\t");
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            default -> {
                if (isHidden(character)) {
                    shown.append(String.format(Locale.ROOT, "\\u%04x", character));
                } else if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                    shown.append('\ufffd');
                } else {
                    shown.appendCodePoint(character);
                }
            }
        }
    }
}
