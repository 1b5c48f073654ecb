package io.migri.api.report;

/** What others cannot do to a table meanwhile; each includes those before it. */
public enum Blocking {
    NOTHING("blocks nothing"),
    WRITES("blocks writes"),
    READS_AND_WRITES("blocks reads and writes");

    private final String words;

    Blocking(String words) {
        this.words = words;
    }

    /** Such as {@code blocks writes}. */
    public String words() {
        return words;
    }

    /** The one of both that blocks more. */
    public Blocking or(Blocking other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
