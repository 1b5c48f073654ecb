package io.migri.cli;

/** Names as they can be shown: what would move the cursor or end the line is written as an escape. */
final class Printable {

    private Printable() {}

    static String text(String name) {
        StringBuilder shown = new StringBuilder(name.length());
        name.codePoints().forEach(character -> append(shown, character));
        return shown.toString();
    }

    private static void append(StringBuilder shown, int character) {
        switch (character) {
            case '\t' -> shown.append("\\t");
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            default -> {
                if (Character.isISOControl(character)) {
                    shown.append(String.format("\\u%04x", character));
                } else {
                    shown.appendCodePoint(character);
                }
            }
        }
    }
}
