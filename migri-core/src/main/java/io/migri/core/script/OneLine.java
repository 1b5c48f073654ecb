package io.migri.core.script;

/** A text on one line, to be shown. */
public final class OneLine {
    private OneLine() {}

    /** One space for each stretch of white space. */
    public static String of(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            boolean space = Character.isWhitespace(next);
            if (!space || !gap) {
                line.append(space ? ' ' : next);
            }
            gap = space;
        }
        return line.toString();
    }
}
