package io.migri.format.goose;

import java.util.Locale;
import java.util.Optional;

/** What a line says to goose. */
enum Annotation {
    UP("up"),
    DOWN("down"),
    STATEMENT_BEGIN("statementbegin"),
    STATEMENT_END("statementend"),
    NO_TRANSACTION("no transaction"),
    ENVSUB_ON("envsub on"),
    ENVSUB_OFF("envsub off"),
    /** Something that goose does not know and refuses. */
    UNKNOWN("");

    private static final String MARK = "+goose";

    private final String words;

    Annotation(String words) {
        this.words = words;
    }

    /** Empty where it says nothing to goose. */
    static Optional<Annotation> of(String line) {
        if (!line.startsWith("--")) {
            return Optional.empty();
        }
        String comment = line.substring(2).strip();
        if (!comment.startsWith(MARK)) {
            return Optional.empty();
        }
        String said = String.join(" ", comment.substring(MARK.length()).strip().split("\\s+"))
                .toLowerCase(Locale.ROOT);
        for (Annotation one : values()) {
            if (one != UNKNOWN && one.words.equals(said)) {
                return Optional.of(one);
            }
        }
        return Optional.of(UNKNOWN);
    }
}
