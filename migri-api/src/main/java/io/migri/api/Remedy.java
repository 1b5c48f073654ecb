package io.migri.api;

import io.migri.api.text.Operation;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import java.util.Optional;

/** What to do about a failure, where its exception brings no help of its own. */
final class Remedy {

    private Remedy() {}

    /** Of what stopped a run beside all migrations. */
    static Optional<Text> of(ErrorCode code, Optional<DatabaseError> error) {
        Optional<Text> known =
                error.filter(told -> told.hint().isEmpty()).flatMap(told -> of(told.kind(), "run again"));
        return known.or(() -> of(code));
    }

    private static Optional<Text> of(ErrorCode code) {
        return switch (code) {
            case LOCK_TIMEOUT ->
                Optional.of(
                        Text.of("run again when the other run is done, or wait longer with `", Option.LOCK_WAIT, "`"));
            case NOT_READY ->
                Optional.of(Text.of("see whether it starts, or wait longer with `", Option.WAIT_FOR, "`"));
            case INTERRUPTED -> Optional.of(Text.of("run again to go on"));
            case FOREIGN_FORMAT ->
                Optional.of(
                        Text.of("run them with that tool, or take them as they are with `", Option.PLAIN_FORMAT, "`"));
            case SERVER_UNSUPPORTED ->
                Optional.of(Text.of("upgrade the server, or run there anyway with `", Option.ANY_SERVER, "`"));
            case PLUGIN_MISBEHAVED -> Optional.of(Text.of("report this to the plug-in's author"));
            default -> Optional.empty();
        };
    }

    private static Optional<Text> of(DatabaseError.Kind kind, String again) {
        return switch (kind) {
            case AUTHENTICATION -> Optional.of(Text.of("check the user and the password"));
            case UNKNOWN_DATABASE ->
                Optional.of(Text.of("create the database with `", Operation.CREATE, "`, or correct its name"));
            case UNREACHABLE -> Optional.of(Text.of("check that the server is running and takes connections there"));
            case PRIVILEGE -> Optional.of(Text.of("grant the user the privilege, or connect as one who has it"));
            case BUSY -> Optional.of(Text.of("end the program that holds the lock, or wait for it, and " + again));
            case READ_ONLY -> Optional.of(Text.of("connect to a database that takes writes, as a user who may write"));
            case DISK_FULL -> Optional.of(Text.of("make room on the disk that the database is on, and " + again));
            case CONNECTION_LOST,
                    SESSION_ENDED,
                    CANCELLED,
                    STATEMENT,
                    REFUSES_TRANSACTION,
                    NEEDS_COMMIT,
                    PENDING_TRIGGERS,
                    TRANSACTION_BEGUN -> Optional.empty();
        };
    }

    /** Of a migration that a broken plug-in left half done: the file may be as good as any. */
    static Text ofHalfDone(String migration, Operation operation) {
        return Text.of(
                "report this to the plug-in's author; once the plug-in is fixed, undo by hand what " + migration
                        + " has changed, and run `",
                operation,
                "` again");
    }

    /**
     * Of a migration that failed.
     *
     * @param state what it left behind
     * @param operation what is to be done again
     * @param broken whether the file may be as good as any: the run was stopped, or lost its connection
     */
    static Text of(
            String migration, DatabaseState state, Operation operation, boolean broken, Optional<DatabaseError> error) {
        Optional<Text> known = error.flatMap(told -> of(told.kind(), "try again"));
        if (known.isPresent() && state == DatabaseState.UNCHANGED) {
            return Text.of(known.get(), "; then run `", operation, "` again");
        }
        return switch (state) {
            case UNCHANGED -> Text.of((broken ? "" : "fix the file and ") + "run `", operation, "` again");
            case PARTLY_CHANGED ->
                Text.of(
                        "undo by hand what " + migration + " has changed, fix the file, and run `",
                        operation,
                        "` again");
            case UNKNOWN ->
                Text.of(
                        "run `",
                        operation,
                        "` again: it looks whether " + migration + " is recorded, and goes on where it ended");
        };
    }
}
