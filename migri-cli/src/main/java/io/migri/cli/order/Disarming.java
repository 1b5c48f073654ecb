package io.migri.cli.order;

/** One pass over a text, which writes what completes the beginning of an order as an escape. */
final class Disarming {
    private final String text;
    private final StringBuilder disarmed;
    /** Whether nothing but blanks has come on this line, and then colons alone. */
    private boolean starting = true;

    private int colons;
    private int hashes;
    /** Whether letters came behind the hashes, as in {@code ##vso[}. */
    private boolean named;

    Disarming(String text) {
        this.text = text;
        this.disarmed = new StringBuilder(text.length() + 16);
    }

    String text() {
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '\n' || next == '\r') {
                beginLine();
                disarmed.append(next);
            } else if (Character.isIdentifierIgnorable(next)) {
                disarmed.append(next); // a service may compare without them
            } else if (completes(next)) {
                disarmed.append("\\u%04x".formatted((int) next));
            } else {
                disarmed.append(next);
            }
        }
        return disarmed.toString();
    }

    private void beginLine() {
        starting = true;
        colons = 0;
        hashes = 0;
        named = false;
    }

    private boolean completes(char next) {
        return completesColons(next) || completesHashes(next);
    }

    private boolean completesColons(char next) {
        if (!starting) {
            return false;
        }
        if (next == ':') {
            colons++;
            starting = colons < 2;
            return !starting;
        }
        starting = colons == 0 && (Character.isWhitespace(next) || Character.isSpaceChar(next));
        return false;
    }

    private boolean completesHashes(char next) {
        boolean completes = next == '[' && hashes == 2;
        boolean isName = hashes == 2 && Character.isLetter(next);
        if (next == '#') {
            hashes = named ? 1 : Math.min(2, hashes + 1);
        } else if (!isName) {
            hashes = 0;
        }
        named = isName;
        return completes;
    }
}
