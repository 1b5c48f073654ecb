package io.migri.testkit.scripted;

import io.migri.api.DatabaseError;
import io.migri.api.DatabaseError.Kind;
import java.sql.SQLException;

/** A failure that knows what sort it is of. */
final class ScriptedFailure extends SQLException {
    private static final long serialVersionUID = 1L;

    private final transient DatabaseError error;

    ScriptedFailure(DatabaseError error) {
        super(error.message(), error.code());
        this.error = error;
    }

    static ScriptedFailure of(Kind kind, String message) {
        return new ScriptedFailure(DatabaseError.of(kind, kind.name(), message));
    }

    DatabaseError error() {
        return error;
    }

    /** Whether the session is gone with it. */
    boolean endsSession() {
        return error.kind() == Kind.CONNECTION_LOST || error.kind() == Kind.SESSION_ENDED;
    }
}
