package io.migri.spi.binding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a {@link ScriptChannel} may ask of the run. Implemented by the scripting runtime alone, so it may gain methods. */
public interface ScriptHost {

    /** Whether the migration's transaction is open; false where the migration asked to run in none. */
    boolean transactional();

    /** Whether everything is undone in the end, so that a transaction on the real database must not be ended by any means. */
    boolean onlyInTransaction();

    /**
     * Calls a function of the script that its facade has registered under that number. Only during {@link ScriptChannel#call},
     * on its thread.
     *
     * @throws ScriptFunctionException where the function raised something
     */
    @Nullable
    Object call(long function, List<? extends @Nullable Object> arguments) throws ScriptFunctionException;

    /** To be told when the database committed what the migration has done so far, as MySQL does before and after DDL. */
    void committed();
}
