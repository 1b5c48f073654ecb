package io.migri.cli;

/** The few colours, or none. */
enum Style {
    PLAIN,
    COLORED;

    String bold(String text) {
        return wrap("1", text);
    }

    String dim(String text) {
        return wrap("2", text);
    }

    String red(String text) {
        return wrap("31", text);
    }

    String green(String text) {
        return wrap("32", text);
    }

    String error(String text) {
        return wrap("1;31", text);
    }

    String frame(String text) {
        return wrap("1;34", text);
    }

    private String wrap(String code, String text) {
        return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
