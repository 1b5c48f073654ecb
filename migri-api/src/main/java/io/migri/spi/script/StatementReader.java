package io.migri.spi.script;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a script one statement at a time, holding no more than one statement in memory. Used by one thread at a time.
 * While a message is with the database, another thread of the run may take the next statements. So reading sends
 * nothing, and touches nothing that {@link io.migri.spi.wire.Wire#execute} changes. Closing it closes the script.
 * Implemented by dialects.
 */
public interface StatementReader extends Closeable {

    /**
     * Returns the next statement, or null at the end of the script. Data of the statement before that was not read is skipped.
     *
     * @throws ScriptException where the script cannot be split: an unclosed quote, comment or block, a command of a client
     *     program that is not SQL
     */
    @Nullable
    SqlStatement next() throws IOException;
}
