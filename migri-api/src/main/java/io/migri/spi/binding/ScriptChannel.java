package io.migri.spi.binding;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a facade does to the database. Which operations there are, and what they take and return, is between a facade and its
 * channel alone.
 *
 * <p>Values are null, {@link Boolean}, {@link Long} ({@link Integer} may be returned too), {@link java.math.BigInteger},
 * {@link Double}, {@link String}, {@code byte[]}, {@link List}, {@code Object[]} (a tuple; the runtime passes lists and tuples
 * both as {@link List}), and {@link Map} with such keys and values. Used by one thread at a time, but for {@link #cancel()}.
 */
public interface ScriptChannel extends AutoCloseable {

    /**
     * Executes one operation.
     *
     * @param arguments what the facade passed; may be kept, is not changed afterwards
     * @throws SQLException what the database refused; the facade is told {@link #explain} of it and raises its driver's exception
     */
    @Nullable
    Object call(String operation, List<? extends @Nullable Object> arguments) throws SQLException, IOException;

    /**
     * Whether that operation may change something, or begin what may. False for those that a facade executes of itself, to know the server
     * or to clean up behind the script. Sends nothing.
     */
    default boolean mayChange(String operation) {
        return true;
    }

    /** What the facade needs to know of a failure in order to raise the exception that its driver would raise. */
    Map<String, ? extends @Nullable Object> explain(SQLException failure);

    /** Makes the operation under way end soon with an error. Called from another thread; must not throw and must not wait long. */
    void cancel();

    /** Frees cursors and the like. The transaction stays as it is. */
    @Override
    void close() throws SQLException;
}
