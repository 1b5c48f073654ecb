package io.migri.cli;

/** The few colours, or none. What it returns is for a {@link Terminal}, which turns the marks in it into colours. */
enum Style {
    PLAIN,
    COLORED;

    String bold(String text) {
        return wrap(Ink.BOLD, text);
    }

    String dim(String text) {
        return wrap(Ink.DIM, text);
    }

    String red(String text) {
        return wrap(Ink.RED, text);
    }

    String green(String text) {
        return wrap(Ink.GREEN, text);
    }

    String error(String text) {
        return wrap(Ink.ERROR, text);
    }

    String frame(String text) {
        return wrap(Ink.FRAME, text);
    }

    private String wrap(Ink ink, String text) {
        return this == PLAIN ? text : ink.mark() + text + Ink.NONE.mark();
    }
}
