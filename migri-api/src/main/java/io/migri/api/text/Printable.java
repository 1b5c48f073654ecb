package io.migri.api.text;

import java.util.Locale;

/**
 * Texts as a terminal or a log may show them. What would move the cursor, give orders to a terminal, end the line or turn the direction of
 * reading is written as an escape.
 */
public final class Printable {

    private Printable() {}

    /** One line, such as a name: a line end in it is an escape, too. */
    public static String line(String text) {
        return isPlain(text) ? text : escaped(text, "");
    }

    /** Lines of text: line feeds and tabs stay. */
    public static String lines(String text) {
        return escaped(text, "\n\t");
    }

    /** Whether a character is written as an escape. */
    public static boolean isHidden(int character) {
        return Character.isISOControl(character) || isDirection(character) || isLineEnd(character);
    }

    /** Adds a character as it may be shown. */
    public static void append(StringBuilder shown, int character) {
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

    private static String escaped(String text, String kept) {
        StringBuilder shown = new StringBuilder(text.length() + 16);
        int i = 0;
        while (i < text.length()) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            if (kept.indexOf(character) >= 0) {
                shown.appendCodePoint(character);
            } else {
                append(shown, character);
            }
        }
        return shown.toString();
    }
}
