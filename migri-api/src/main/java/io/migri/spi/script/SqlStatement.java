package io.migri.spi.script;

import static java.util.Objects.requireNonNull;

import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a script.
 *
 * @param ordinal zero-based place in the script
 * @param text from its first token to its last, as it is sent to the database: without the terminator and without the
 *     comments before and after it; comments and white space inside it are kept
 * @param line one-based line of the first character of {@code text}
 * @param column one-based column of it, in code points
 * @param effect how it gets on with a transaction
 * @param session what it has to do with what its session remembers
 * @param outlastsRollback whether what it does may stay after a {@code ROLLBACK}, as rows of MySQL's MyISAM do
 * @param data what follows the statement in the script and belongs to it, such as the rows of {@code COPY … FROM stdin}; null
 *     where there is none. It reads from the script itself, so it is good until the reader's next call and need not be closed.
 * @param traits what else the dialect knows of it
 */
public record SqlStatement(
        int ordinal,
        String text,
        int line,
        int column,
        TransactionEffect effect,
        SessionUse session,
        boolean outlastsRollback,
        @Nullable Reader data,
        StatementTraits traits) {

    public SqlStatement {
        requireNonNull(text, "text");
        requireNonNull(effect, "effect");
        requireNonNull(session, "session");
        requireNonNull(traits, "traits");
    }

    /** A statement of which nothing else is known. */
    public SqlStatement(
            int ordinal,
            String text,
            int line,
            int column,
            TransactionEffect effect,
            SessionUse session,
            boolean outlastsRollback,
            @Nullable Reader data) {
        this(ordinal, text, line, column, effect, session, outlastsRollback, data, StatementTraits.NONE);
    }

    /** A statement that has nothing to do with its session, and no data. */
    public SqlStatement(int ordinal, String text, int line, int column, TransactionEffect effect) {
        this(ordinal, text, line, column, effect, null);
    }

    /** A statement that has nothing to do with its session. */
    public SqlStatement(
            int ordinal, String text, int line, int column, TransactionEffect effect, @Nullable Reader data) {
        this(ordinal, text, line, column, effect, SessionUse.NONE, false, data);
    }

    /** The same with another effect on transactions. */
    public SqlStatement with(TransactionEffect other) {
        return new SqlStatement(ordinal, text, line, column, other, session, outlastsRollback, data, traits);
    }

    /** The same with what it has to do with its session. */
    public SqlStatement using(SessionUse use) {
        return new SqlStatement(ordinal, text, line, column, effect, use, outlastsRollback, data, traits);
    }

    /** The same, outlasting a rollback. */
    public SqlStatement outlastingRollback() {
        return new SqlStatement(ordinal, text, line, column, effect, session, true, data, traits);
    }

    /** The same with what else is known of it. */
    public SqlStatement knowing(StatementTraits known) {
        return new SqlStatement(ordinal, text, line, column, effect, session, outlastsRollback, data, known);
    }

    /** What to send for this statement, which is the script's own {@code BEGIN}. */
    public String beginning() {
        return traits.beginning().orElse(text);
    }
}
