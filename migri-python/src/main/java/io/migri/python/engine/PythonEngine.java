package io.migri.python.engine;

import io.migri.spi.binding.ScriptFunctionException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CPython that checks and runs migrations, one at a time. Used by one thread at a time, but for {@link #interrupt()}. Failures of
 * a migration are outcomes; exceptions are for an interpreter that does not work.
 */
public interface PythonEngine extends AutoCloseable {

    /** What it is, for people: {@code Python 3.12.1 in a process of its own (/usr/bin/python3.12)}. */
    String description();

    /**
     * Compiles a migration without running it.
     *
     * @return empty where it is sound
     */
    PythonOutcome check(String file, byte[] source) throws IOException;

    /**
     * Runs a migration.
     *
     * @param options what {@code bootstrap.py} expects
     * @param conversation answers what the migration asks of the database, on the calling thread or on one that it waits for
     */
    PythonOutcome run(Map<String, ?> options, Conversation conversation) throws IOException, SQLException;

    /**
     * Calls a function that the migration's facade registered. Only while the conversation executes a call, on its thread.
     *
     * @throws ScriptFunctionException where the function raised something
     */
    @Nullable
    Object call(long function, List<? extends @Nullable Object> arguments) throws ScriptFunctionException;

    /** Makes the migration under way end soon with a KeyboardInterrupt. Called from another thread. */
    void interrupt();

    @Override
    void close();

    /** The value of an answer such as {@code ("finished", {...})}. */
    static PythonOutcome outcome(List<? extends @Nullable Object> answer) {
        return PythonOutcome.of(answer.get(1));
    }
}
