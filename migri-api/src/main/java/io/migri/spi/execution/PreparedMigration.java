package io.migri.spi.execution;

import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Consumer;

/** A migration that has been read and found sound. */
public interface PreparedMigration {

    /** Whether the script holds nothing at all, not even a comment. */
    boolean empty();

    /** How many statements it has; 0 where that is not known. */
    long statements();

    /**
     * Waits for checks that preparing began, after all migrations were prepared and before the first one runs. What takes long can
     * so go on beside the preparation of others.
     *
     * @throws io.migri.spi.script.ScriptException where the text cannot be understood, and where
     */
    default void check() throws IOException, SQLException {}

    /**
     * Whether it cannot run in one transaction, as far as reading it tells. What of it lasts before its end is then noted in the
     * journal, so that another run can go on there.
     */
    default boolean lastsInParts() {
        return false;
    }

    /**
     * Shows its statements in order, as {@link #run} would execute them. Runs nothing.
     *
     * @return false where it is not made of statements; nobody but the user can tell how far such a migration came
     */
    default boolean show(Consumer<SqlStatement> viewer) throws SQLException, IOException {
        return false;
    }

    /**
     * Runs it. May be called a second time where the first one was rolled back.
     *
     * @throws io.migri.api.MigriException where it failed by its own account, with a message fit for the user
     */
    void run(ExecutionContext context) throws SQLException, IOException;
}
