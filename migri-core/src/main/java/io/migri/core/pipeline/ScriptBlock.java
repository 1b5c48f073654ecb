package io.migri.core.pipeline;

import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Which transaction is open: none, one of Migri's around a stretch of the script, or one that the script began itself. */
final class ScriptBlock {
    private State state = State.NONE;
    private final BitSet own = new BitSet();
    private @Nullable SqlStatement begun;
    private boolean lostOwn;
    private boolean passedOwn;

    /** Whose transaction is open. */
    private enum State {
        NONE,
        OURS,
        OWN,
        OWN_READ_ONLY
    }

    boolean isOpen() {
        return state != State.NONE;
    }

    /** Whether the script began it. */
    boolean isOwn() {
        return state == State.OWN || state == State.OWN_READ_ONLY;
    }

    boolean mayWrite() {
        return state != State.OWN_READ_ONLY;
    }

    /** The script's {@code BEGIN} that came by last; null where none did. */
    @Nullable
    SqlStatement begun() {
        return begun;
    }

    void beginOurs() {
        state = State.OURS;
    }

    void beginOwn(SqlStatement statement) {
        state = statement.effect() == TransactionEffect.BEGINS_READ_ONLY_BLOCK ? State.OWN_READ_ONLY : State.OWN;
        begun = statement;
        lostOwn = false;
        passedOwn = false;
    }

    /** The transaction goes on in another that the script has begun in the same statement. */
    void chain(SqlStatement statement) {
        if (!isOwn()) {
            state = State.OWN;
        }
        lostOwn = false;
        own.set(statement.ordinal());
    }

    /** A statement is sent in the open transaction. */
    void entered(SqlStatement statement) {
        own.set(statement.ordinal(), isOwn());
    }

    /** Whether that statement was sent in a transaction that the script began, where the database's own client would fail too. */
    boolean heldInOwn(SqlStatement statement) {
        return own.get(statement.ordinal());
    }

    void end() {
        state = State.NONE;
    }

    /** @param automatic whether each statement commits by itself from here on */
    void endByItself(boolean automatic) {
        lostOwn = automatic && isOwn();
        end();
    }

    /** Whether a statement ended the script's own transaction, so that the script's end of it ends nothing. */
    boolean lostOwn() {
        return lostOwn;
    }

    /** A statement that was executed earlier comes by once more. */
    void skipped(SqlStatement statement) {
        switch (statement.effect()) {
            case BEGINS_BLOCK, BEGINS_READ_ONLY_BLOCK -> {
                begun = statement;
                passedOwn = true;
            }
            case COMMITS_BLOCK, ROLLS_BACK_BLOCK -> passedOwn = false;
            default -> {}
        }
    }

    /** Whether what comes next stands in a transaction of the script's own that is over: only what ended it by itself lasts. */
    boolean goesOnInOwn() {
        return passedOwn && state == State.NONE;
    }

    /** @param automatic whether each statement commits by itself from here on */
    void goOnInLost(boolean automatic) {
        passedOwn = false;
        lostOwn = automatic;
    }
}
