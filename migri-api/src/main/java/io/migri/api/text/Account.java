package io.migri.api.text;

/**
 * What happened, in a first line that stands for itself and indented lines that tell more. Whatever is told of others, such as a server's
 * message, stays within its lines: nobody can make it look like a line of a log.
 */
public final class Account {
    private static final String MARGIN = "\n    ";

    private final StringBuilder text = new StringBuilder();

    /** An account that begins so. */
    public Account(String headline) {
        append(headline);
    }

    /** Adds what stands behind {@code label}, unless there is nothing. */
    public Account line(String label, String content) {
        if (!content.isBlank()) {
            text.append(MARGIN).append(label);
            append(content.strip());
        }
        return this;
    }

    private void append(String content) {
        text.append(Printable.lines(content.replace("\r\n", "\n")).replace("\n", MARGIN + "  "));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
