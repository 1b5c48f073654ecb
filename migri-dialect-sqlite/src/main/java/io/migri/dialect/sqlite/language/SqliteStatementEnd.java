package io.migri.dialect.sqlite.language;

import io.migri.spi.script.ScriptCursor;
import java.io.IOException;

/**
 * Knows which semicolon ends a statement. In {@code CREATE TRIGGER … BEGIN …; …; END;} it is the one behind an {@code END} that
 * itself stands behind a semicolon, which the {@code END} of a {@code CASE} never does.
 *
 * @see <a href="https://www.sqlite.org/c3ref/complete.html">Determine If An SQL Statement Is Complete</a>
 */
final class SqliteStatementEnd {
    private enum State {
        BEGINNING,
        AFTER_CREATE,
        TRIGGER_HEAD,
        TRIGGER_BODY,
        BEHIND_SEMICOLON,
        BEHIND_END,
        NO_TRIGGER
    }

    private State state = State.BEGINNING;

    /** A statement begins. */
    void restart() {
        state = State.BEGINNING;
    }

    /** The cursor stands on the first letter of a word. */
    void word(ScriptCursor cursor) throws IOException {
        if (state == State.NO_TRIGGER) {
            return;
        }
        state = switch (state) {
            case BEGINNING -> inBeginning(cursor);
            case AFTER_CREATE -> behindCreate(cursor);
            case TRIGGER_HEAD -> is(cursor, "BEGIN") ? State.TRIGGER_BODY : state;
            case BEHIND_SEMICOLON -> is(cursor, "END") ? State.BEHIND_END : State.TRIGGER_BODY;
            case TRIGGER_BODY, BEHIND_END, NO_TRIGGER -> other();
        };
    }

    /** A token comes that is neither a word nor a semicolon. */
    void token() {
        state = other();
    }

    /** A semicolon comes; whether it ends the statement. */
    boolean semicolon() {
        boolean within = state == State.TRIGGER_BODY || state == State.BEHIND_SEMICOLON;
        if (within) {
            state = State.BEHIND_SEMICOLON;
        }
        return !within;
    }

    /** Whether the script must not end here, for a trigger is open. */
    boolean withinTrigger() {
        return state == State.TRIGGER_BODY || state == State.BEHIND_SEMICOLON;
    }

    private State inBeginning(ScriptCursor cursor) throws IOException {
        if (is(cursor, "CREATE")) {
            return State.AFTER_CREATE;
        }
        boolean explained = is(cursor, "EXPLAIN") || is(cursor, "QUERY") || is(cursor, "PLAN");
        return explained ? State.BEGINNING : State.NO_TRIGGER;
    }

    private static State behindCreate(ScriptCursor cursor) throws IOException {
        if (is(cursor, "TRIGGER")) {
            return State.TRIGGER_HEAD;
        }
        return is(cursor, "TEMP") || is(cursor, "TEMPORARY") ? State.AFTER_CREATE : State.NO_TRIGGER;
    }

    private State other() {
        return switch (state) {
            case BEGINNING, AFTER_CREATE, NO_TRIGGER -> State.NO_TRIGGER;
            case TRIGGER_HEAD -> State.TRIGGER_HEAD;
            case TRIGGER_BODY, BEHIND_SEMICOLON, BEHIND_END -> State.TRIGGER_BODY;
        };
    }

    private static boolean is(ScriptCursor cursor, String keyword) throws IOException {
        return cursor.lookingAt(keyword) && !SqliteTokens.isWordPart(cursor.peek(keyword.length()));
    }
}
