package io.migri.spi.execution;

import io.migri.api.Cancellation;
import io.migri.api.text.Text;
import io.migri.spi.DialectSession;
import java.util.Optional;
import java.util.function.Supplier;

/** One run, as executors see it. Implemented by the core alone, so it may gain methods. */
public interface RunScope {

    /** Where the migrations are going to run. */
    DialectSession session();

    /** To stop the run from outside. */
    Cancellation cancellation();

    /** What the user set under that name for whoever understands it, such as {@code python.engine}. */
    Optional<String> setting(String name);

    /** Tells the user, at level info, about the run rather than about one migration. */
    void inform(Text message);

    /** The same with a text that says the same to everybody. */
    default void inform(String message) {
        inform(Text.of(message));
    }

    /**
     * What all migrations of this run share, made at the first call and closed when the run has ended.
     *
     * @param type the key; one object of each type
     */
    <T extends AutoCloseable> T shared(Class<T> type, Supplier<T> opening);
}
