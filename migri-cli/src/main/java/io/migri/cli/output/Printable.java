package io.migri.cli.output;

/** Texts as a terminal may show them, among which the marks of {@link Ink} become colours. */
public final class Printable {

    private Printable() {}

    /** One line, such as a name: a line end in it is an escape, too. */
    public static String text(String name) {
        return io.migri.api.text.Printable.line(name);
    }

    /** A line of ours with its line feed, in which names of others stand. The marks of {@link Ink} become colours. */
    static String line(String line) {
        return line.endsWith("\n") ? escaped(line.substring(0, line.length() - 1), "") + "\n" : escaped(line, "");
    }

    /** Lines of text. Line feeds and tabs stay, and the marks of {@link Ink} become colours. */
    public static String lines(String text) {
        return escaped(text, "\n\t");
    }

    /** Whether a character is written as an escape. */
    public static boolean isHidden(int character) {
        return io.migri.api.text.Printable.isHidden(character);
    }

    private static String escaped(String text, String kept) {
        StringBuilder shown = new StringBuilder(text.length() + 16);
        int i = 0;
        while (i < text.length()) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            if (character == Ink.MARK
                    && i < text.length()
                    && Ink.of(text.charAt(i)).isPresent()) {
                shown.append(Ink.of(text.charAt(i++)).orElseThrow().sequence());
            } else if (kept.indexOf(character) >= 0) {
                shown.append((char) character);
            } else {
                io.migri.api.text.Printable.append(shown, character);
            }
        }
        return shown.toString();
    }
}
