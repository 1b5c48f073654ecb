package io.migri.cli.output;

/** The few colours, or none. What it returns is for a {@link Terminal}, which turns the marks in it into colours. */
public enum Style {
    PLAIN,
    COLORED;

    public String bold(String text) {
        return wrap(Ink.BOLD, text);
    }

    public String dim(String text) {
        return wrap(Ink.DIM, text);
    }

    public String red(String text) {
        return wrap(Ink.RED, text);
    }

    public String green(String text) {
        return wrap(Ink.GREEN, text);
    }

    public String error(String text) {
        return wrap(Ink.ERROR, text);
    }

    public String frame(String text) {
        return wrap(Ink.FRAME, text);
    }

    private String wrap(Ink ink, String text) {
        return this == PLAIN ? text : ink.mark() + text + Ink.NONE.mark();
    }
}
