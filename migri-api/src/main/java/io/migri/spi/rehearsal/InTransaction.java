package io.migri.spi.rehearsal;

import io.migri.spi.script.SqlStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A transaction on the real database, open already. It must not be committed, nor be sent a statement that commits it. Implemented by
 * dialects; it grows only by default methods.
 *
 * @param <S> a session
 */
public non-sealed interface InTransaction<S> extends Rehearsal<S> {

    /**
     * Another form of {@code statement}, which refuses a transaction: it does the same within one, such as
     * {@code CREATE INDEX} for {@code CREATE INDEX CONCURRENTLY}. It may take locks that others wait for. It is as long
     * as {@code statement}, with spaces in place of what is left out. So an error has the same place in both. Empty
     * where there is no such form. Asked when the statement's turn comes, and may ask the server.
     *
     * @throws SQLException where the server would refuse {@code statement}, but not its other form
     */
    default Optional<String> plainForm(SqlStatement statement) throws SQLException {
        return Optional.empty();
    }

    /**
     * Why {@code statement} is left out, in words that follow "because": it does what no rollback takes back, such as {@code it writes a file on
     * the server}. Empty where it may be executed. Asked of each statement when its turn comes, so that what earlier ones have made is known.
     * Sends nothing.
     */
    default Optional<String> beyondRollback(SqlStatement statement) {
        return Optional.empty();
    }

    /**
     * Statements that check within a transaction what its commit would check, such as deferred constraints, and leave these as a commit does. Sent
     * wherever a run would commit. Sends nothing.
     */
    default List<String> commitChecks() {
        return List.of();
    }
}
