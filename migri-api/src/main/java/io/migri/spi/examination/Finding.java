package io.migri.spi.examination;

import static java.util.Objects.requireNonNull;

import io.migri.api.text.Text;

/**
 * One thing that an {@link Examiner} looked at.
 *
 * @param area what it is about, a word or two, such as {@code libpython}
 * @param text what was found, in one line
 * @param remedy what to do about it, a sentence without a final dot; empty where there is nothing to do
 */
public record Finding(String area, State state, Text text, Text remedy) {

    public Finding {
        requireNonNull(area, "area");
        requireNonNull(state, "state");
        requireNonNull(text, "text");
        requireNonNull(remedy, "remedy");
    }

    public static Finding ok(String area, String text) {
        return ok(area, Text.of(text));
    }

    public static Finding ok(String area, Text text) {
        return new Finding(area, State.OK, text, Text.of(""));
    }

    public static Finding warning(String area, String text, String remedy) {
        return warning(area, Text.of(text), Text.of(remedy));
    }

    public static Finding warning(String area, Text text, Text remedy) {
        return new Finding(area, State.WARNING, text, remedy);
    }

    public static Finding problem(String area, String text, String remedy) {
        return problem(area, Text.of(text), Text.of(remedy));
    }

    public static Finding problem(String area, Text text, Text remedy) {
        return new Finding(area, State.PROBLEM, text, remedy);
    }

    /** Whether a run would suffer. */
    public enum State {
        /** As it should be. */
        OK,
        /** Runs go on, but not as they could. */
        WARNING,
        /** Some run would fail. */
        PROBLEM
    }
}
