package io.migri.spi.binding;

import java.sql.SQLException;

/**
 * Makes a {@link io.migri.spi.DialectSession} look like the driver that scripts for this database are written for. The look-alike
 * itself, the <em>facade</em>, is source code that runs in the scripting runtime; it works through a {@link ScriptChannel}. So
 * everything about one database stays in its dialect, and the runtime knows none. Implemented by dialects; it grows only by
 * default methods.
 */
public interface ScriptBinding {

    /** The facade's source. */
    Facade facade();

    /**
     * Whether what a script does may commit the transaction that it runs in, whatever the script wants: DDL on MySQL. The core then
     * notes in that transaction that the script is in doubt, for the next run to see where it was committed half way.
     */
    default boolean mayCommit() {
        return false;
    }

    /**
     * Opens a channel for one migration on the session's connection. Called once the migration's transaction is open, or, where
     * the migration asked for none, once no transaction is.
     */
    ScriptChannel open(ScriptHost host) throws SQLException;
}
