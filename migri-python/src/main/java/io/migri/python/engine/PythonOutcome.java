package io.migri.python.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of a check or a run, as {@code outcome.py} tells it. */
public final class PythonOutcome {
    private final Map<?, ?> told;

    private PythonOutcome(Map<?, ?> told) {
        this.told = told;
    }

    static PythonOutcome of(@Nullable Object told) {
        return new PythonOutcome(told instanceof Map<?, ?> map ? map : Map.of("ok", true));
    }

    public boolean ok() {
        return Boolean.TRUE.equals(told.get("ok"));
    }

    /** One line: what went wrong. */
    public String message() {
        return text("message").orElse("failed without a word");
    }

    /** Whether an exception, rather than the migration's result, says that it failed. */
    boolean raised() {
        return told.get("traceback") != null;
    }

    /** One-based; empty where no line of the migration is to blame. */
    public Optional<Integer> line() {
        return number("line").map(Long::intValue);
    }

    /** One-based; 0 where Python does not know it. */
    public int column() {
        return number("column").map(Long::intValue).orElse(0);
    }

    /** The text of that line, as far as Python had it. */
    String source() {
        return text("source").orElse("").stripTrailing();
    }

    /** Python's traceback: all of it, or the frames of the migration and what it calls. */
    String traceback(boolean full) {
        return text(full ? "full" : "traceback").orElse("").stripTrailing();
    }

    /** The module that could not be imported because it is not installed. */
    Optional<String> missingModule() {
        return text("missing");
    }

    /** The statement that failed. */
    Optional<String> sql() {
        return text("sql");
    }

    /** The number that the conversation gave to the database's failure. */
    Optional<Long> failure() {
        return number("failure");
    }

    public List<String> warnings() {
        return told.get("warnings") instanceof List<?> list
                ? list.stream().map(each -> decoded(String.valueOf(each))).toList()
                : List.of();
    }

    private Optional<String> text(String name) {
        return told.get(name) instanceof String text && !text.isEmpty() ? Optional.of(decoded(text)) : Optional.empty();
    }

    /** As if it had been read from bytes: Python's texts may hold halves of characters, which nobody else's can. */
    private static String decoded(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }

    private Optional<Long> number(String name) {
        return told.get(name) instanceof Long number ? Optional.of(number) : Optional.empty();
    }
}
