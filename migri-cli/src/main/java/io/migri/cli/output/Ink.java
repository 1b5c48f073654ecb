package io.migri.cli.output;

import java.util.Optional;

/**
 * Migri's own control sequences. A text holds them as marks, and the {@link Terminal} alone writes the sequence. A mark begins with half
 * of a surrogate pair and ends with a letter. No text that was decoded from bytes holds that, so nobody else's text can colour ours.
 */
public enum Ink {
    NONE('n', "0m"),
    BOLD('b', "1m"),
    DIM('d', "2m"),
    RED('r', "31m"),
    GREEN('g', "32m"),
    ERROR('e', "1;31m"),
    FRAME('f', "1;34m"),
    /** Back to the start of the line. It is emptied, and what may have been wrapped below it. */
    ERASE('k', "J"),
    /** From here on the terminal cuts lines that are too long. */
    CUT('c', "?7l"),
    /** From here on it wraps them. */
    WRAP('w', "?7h");

    static final char MARK = '\ud800';
    private static final Ink[] ALL = values();

    private final char letter;
    private final String sequence;

    Ink(char letter, String code) {
        this.letter = letter;
        this.sequence = "\u001b[" + code;
    }

    /** What stands for it in a text. */
    public String mark() {
        return "" + MARK + letter;
    }

    /** What the terminal is sent. */
    public String sequence() {
        return this == ERASE ? "\r" + sequence : sequence;
    }

    /** The one that a mark ending in {@code letter} stands for. */
    static Optional<Ink> of(char letter) {
        for (Ink ink : ALL) {
            if (ink.letter == letter) {
                return Optional.of(ink);
            }
        }
        return Optional.empty();
    }

    /** The text with the sequences in place of the marks, and otherwise as it is. */
    static String colored(String text) {
        if (text.indexOf(MARK) < 0) {
            return text;
        }
        StringBuilder colored = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            Optional<Ink> ink = next == MARK && i + 1 < text.length() ? of(text.charAt(i + 1)) : Optional.empty();
            colored.append(ink.map(Ink::sequence).orElse(Character.toString(next)));
            i += ink.isPresent() ? 1 : 0;
        }
        return colored.toString();
    }
}
