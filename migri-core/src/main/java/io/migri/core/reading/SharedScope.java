package io.migri.core.reading;

import io.migri.api.Cancellation;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.text.Text;
import io.migri.core.options.RunOptions;
import io.migri.spi.DialectSession;
import io.migri.spi.execution.RunScope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What the executors of one run share, until the run has ended. */
public final class SharedScope implements RunScope, AutoCloseable {
    private final DialectSession session;
    private final RunOptions options;
    private final Map<Class<?>, AutoCloseable> shared = new LinkedHashMap<>();

    public SharedScope(DialectSession session, RunOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public DialectSession session() {
        return session;
    }

    @Override
    public Cancellation cancellation() {
        return options.cancellation();
    }

    @Override
    public Optional<String> setting(String name) {
        return Optional.ofNullable(options.settings().get(name));
    }

    @Override
    public void inform(Text message) {
        options.listener().told(Message.info(message));
    }

    @Override
    public <T extends AutoCloseable> T shared(Class<T> type, Supplier<T> opening) {
        return type.cast(shared.computeIfAbsent(type, key -> opening.get()));
    }

    @Override
    public void close() {
        for (AutoCloseable one : shared.values()) {
            close(one);
        }
        shared.clear();
    }

    private void close(AutoCloseable one) {
        try {
            one.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception | LinkageError | StackOverflowError e) {
            // what was applied stays applied, whatever ends badly behind it
            inform("could not be closed: " + e);
        }
    }
}
