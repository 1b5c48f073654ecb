package io.migri.python.engine;

import io.migri.spi.binding.ScriptChannel;
import io.migri.spi.execution.ExecutionContext;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows which statement an operation is about, for the report: its text, or a number that preparing it gave. */
final class SentStatements {
    /** What prepares or fetches is told only where it does something. */
    private static final Set<String> QUIET = Set.of("prepare", "command", "more", "advance", "next");

    private final Map<Long, String> prepared = new HashMap<>();
    private String last = "";

    /** Calls {@code channel}. */
    @Nullable
    Object call(ScriptChannel channel, String operation, List<?> arguments, ExecutionContext context)
            throws SQLException, IOException {
        last = text(arguments);
        boolean always = !QUIET.contains(operation) && !last.isEmpty();
        Answer kept = new Answer();
        context.watched(last, always, () -> {
            kept.value = channel.call(operation, arguments);
            return kept;
        });
        Object answer = kept.value;
        if (operation.equals("prepare")
                && answer instanceof Object[] parts
                && parts.length > 0
                && parts[0] instanceof Number number) {
            prepared.put(number.longValue(), last);
        }
        return answer;
    }

    private String text(List<?> arguments) {
        Object first = arguments.isEmpty() ? "" : arguments.get(0);
        if (first instanceof String text) {
            return text;
        }
        return first instanceof Number number ? prepared.getOrDefault(number.longValue(), last) : last;
    }

    /** May be null, which steps do not return. */
    private static final class Answer {
        private @Nullable Object value;
    }
}
