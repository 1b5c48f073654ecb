package io.migri.documents;

/**
 * Letters in one style, as a terminal shows them.
 *
 * @param text what is written
 * @param bold whether it is in bold letters
 * @param dim whether it is paler than the rest
 * @param color what SGR calls the colour, such as 31; 39 is the usual one
 */
record Shown(String text, boolean bold, boolean dim, int color) {
    static final int USUAL = 39;
    static final Shown NOTHING = new Shown("", false, false, USUAL);

    Shown with(String other) {
        return new Shown(other, bold, dim, color);
    }

    boolean looksLike(Shown other) {
        return with("").equals(other.with(""));
    }

    /** The style after an SGR sequence with this number. */
    Shown styled(int code) {
        return switch (code) {
            case 0 -> NOTHING;
            case 1 -> new Shown("", true, dim, color);
            case 2 -> new Shown("", bold, true, color);
            default -> {
                if (code < 30 || code > 39) {
                    throw new IllegalArgumentException("no style that is known here: " + code);
                }
                yield new Shown("", bold, dim, code);
            }
        };
    }
}
