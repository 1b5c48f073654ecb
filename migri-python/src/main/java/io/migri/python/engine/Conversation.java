package io.migri.python.engine;

import io.migri.spi.binding.ScriptChannel;
import io.migri.spi.execution.ExecutionContext;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers what one running migration says: operations on the database, and things to tell the user. Used by one thread at a time, but
 * for {@link #tell}, which any may call.
 */
public final class Conversation {
    /** So many failures are remembered, for the report; a migration that catches thousands is only asked about the last. */
    private static final int REMEMBERED = 100;

    private final ScriptChannel channel;
    private final ExecutionContext context;
    private final Map<Long, SQLException> failures = new LinkedHashMap<>();
    private final SentStatements statements = new SentStatements();
    private final boolean lasts;
    private long lastFailure;

    /** @param lasts whether what the migration does may last before its end, because it runs outside of a transaction */
    public Conversation(ScriptChannel channel, ExecutionContext context, boolean lasts) {
        this.lasts = lasts;
        this.channel = channel;
        this.context = context;
    }

    /** The answer to {@code ("call", operation, arguments)}: {@code ("ok", value)} or {@code ("error", number, facts)}. */
    @Nullable
    public Object[] call(List<? extends @Nullable Object> request) throws IOException {
        String operation = String.valueOf(request.get(1));
        List<?> arguments = request.get(2) instanceof List<?> list ? list : List.of();
        try {
            if (lasts && channel.mayChange(operation)) {
                context.transaction().doubt();
            }
            return new @Nullable Object[] {"ok", answer(operation, arguments)};
        } catch (SQLException e) {
            return new @Nullable Object[] {"error", remember(e), channel.explain(e)};
        }
    }

    private @Nullable Object answer(String operation, List<?> arguments) throws SQLException, IOException {
        if (!channel.mayChange(operation) || operation.startsWith("copy")) {
            return channel.call(operation, arguments);
        }
        return statements.call(channel, operation, arguments, context);
    }

    /** Takes a message that has no answer; false where it is none of these. */
    public boolean tell(List<? extends @Nullable Object> message) {
        switch (String.valueOf(message.get(0))) {
            case "cancel" -> channel.cancel();
            case "print" -> context.print(String.valueOf(message.get(1)));
            case "notice" -> context.notice(String.valueOf(message.get(1)));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Passes on a line that was written past all else. */
    public void print(String line) {
        context.print(line);
    }

    /** What the driver threw when the answer of that number was given. */
    Optional<SQLException> failure(long number) {
        return Optional.ofNullable(failures.get(number));
    }

    private long remember(SQLException failure) {
        failures.put(++lastFailure, failure);
        failures.remove(lastFailure - REMEMBERED);
        return lastFailure;
    }
}
