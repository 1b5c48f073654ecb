package io.migri.core.run;

import io.migri.api.DatabaseError;
import io.migri.api.DatabaseState;
import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.SourcePosition;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.core.attempt.Attempt;
import io.migri.core.attempt.BatchFailedException;
import io.migri.core.attempt.BatchItem;
import io.migri.core.attempt.BatchItem.Role;
import io.migri.core.attempt.Uncertainty;
import io.migri.core.guest.Misbehaviour;
import io.migri.core.reading.Discretion;
import io.migri.core.reading.HiddenCharacter;
import io.migri.core.reading.MemoryShortage;
import io.migri.core.reading.Reason;
import io.migri.core.reading.ScriptText;
import io.migri.core.script.StatementTooLargeException;
import io.migri.core.source.ChangedFileException;
import io.migri.core.source.ReadFailure;
import io.migri.core.stage.Stage;
import io.migri.spi.DialectSession;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a migration failed, in terms of its text and of what it left behind.
 *
 * @param text one line
 * @param statement one-based ordinal of the statement that failed; 0 where none did
 */
record Failure(
        ErrorCode code,
        Text text,
        DatabaseState state,
        long statement,
        @Nullable SourcePosition position,
        @Nullable DatabaseError error,
        @Nullable Text help,
        @Nullable Text details,
        @Nullable Throwable cause) {

    private static final Text CHANGED = Text.of(
            "run again, which reads the file as it is now; write files of migrations under another name and rename them");

    /** A batch that the database did not execute to its end. */
    static Failure of(Attempt attempt, BatchFailedException failure) {
        Stage stage = attempt.stage();
        Migration migration = attempt.prepared().migration();
        BatchItem item = failure.item();
        DatabaseError told = stage.database().explain(failure.failure(), item.text());
        DatabaseError error =
                Discretion.about(stage.session(), item.text(), told).hide(told);
        DatabaseState state = state(error, failure, attempt);
        boolean recorded = wasQuicker(attempt, item);
        SqlStatement statement = item.statement();
        if (statement != null && error.kind() == DatabaseError.Kind.STATEMENT) {
            error = withHidden(stage.session(), migration, statement, error);
        }
        return new Failure(
                code(stage),
                spoken(stage, Text.of(message(item, error, recorded))),
                state,
                statement == null ? 0 : statement.ordinal() + 1,
                statement == null
                        ? null
                        : Discretion.place(
                                stage.session(),
                                migration,
                                statement,
                                error.offset().orElse(0)),
                error,
                help(item, error, recorded, attempt),
                attempt.ledger()
                        .outlasted()
                        .map(what -> Text.of("stays: " + what))
                        .or(() -> holder(failure))
                        .orElse(null),
                failure.failure());
    }

    /** Whether the guard of the row failed because another run has recorded the migration by now. Asked after the rollback. */
    private static boolean wasQuicker(Attempt attempt, BatchItem item) {
        return item.role() == Role.ABSENT && attempt.stage().books().haveRecorded(attempt.name());
    }

    /** Who was in the way for as long as this run waited. */
    private static Optional<Text> holder(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            for (Throwable suppressed : cause.getSuppressed()) {
                if (suppressed instanceof MigriException e && e.code() == ErrorCode.LOCK_TIMEOUT) {
                    return Optional.of(Reason.of(e));
                }
            }
        }
        return Optional.empty();
    }

    private static DatabaseError withHidden(
            DialectSession session, Migration migration, SqlStatement statement, DatabaseError error) {
        return HiddenCharacter.near(session, statement.text(), error.offset().orElse(0))
                .map(hidden -> hidden.told(error, ScriptText.position(migration, statement, hidden.index())))
                .orElse(error);
    }

    /** Anything else that ended a migration. */
    static Failure of(Attempt attempt, Exception failure) {
        Stage stage = attempt.stage();
        Migration migration = attempt.prepared().migration();
        DatabaseState state = state(attempt, failure);
        if (failure instanceof StatementTooLargeException e) {
            return of(attempt, MemoryShortage.of(migration, e, "")).statement(e.statement());
        }
        if (failure instanceof MigriException e) {
            return of(stage, state, e);
        }
        if (failure instanceof SQLException e) {
            DatabaseError error = stage.database().explain(e, "");
            Text message = spoken(stage, Text.of(error.message()));
            return new Failure(code(stage), message, state, 0, null, error, null, null, e);
        }
        if (failure instanceof ScriptException e) {
            SourcePosition position = ScriptText.position(migration, e.line(), e.column());
            return new Failure(code(stage), Reason.of(e), state, 0, position, null, null, null, e);
        }
        if (failure instanceof ChangedFileException) {
            return new Failure(code(stage), Reason.of(failure), state, 0, null, null, CHANGED, null, failure);
        }
        Text message = failure instanceof IOException e
                ? Text.of("cannot be read: " + ReadFailure.reason(e))
                : Reason.of(failure);
        return new Failure(code(stage), message, state, 0, null, null, null, null, failure);
    }

    /** What ended a migration before anything of it was sent. */
    static Failure before(Stage stage, MigriException failure) {
        return of(stage, DatabaseState.UNCHANGED, failure);
    }

    private static Failure of(Stage stage, DatabaseState state, MigriException failure) {
        return new Failure(
                failure.code() == ErrorCode.LOCK_TIMEOUT ? failure.code() : code(stage, failure),
                spoken(stage, Reason.of(failure)),
                state,
                0,
                failure.position().orElse(null),
                failure.databaseError().orElse(null),
                stage.conduct().interruption().requested()
                        ? null
                        : failure.help().orElse(null),
                failure.details().orElse(null),
                failure);
    }

    private Failure statement(long ordinal) {
        return new Failure(code, text, state, ordinal, position, error, help, details, cause);
    }

    /** Whether the file may be as good as any: the run was stopped, or its session ended. */
    boolean isNobodysFault() {
        boolean lost = error != null
                && (error.kind() == DatabaseError.Kind.CONNECTION_LOST
                        || error.kind() == DatabaseError.Kind.SESSION_ENDED
                        || error.kind() == DatabaseError.Kind.BUSY);
        return lost || code == ErrorCode.INTERRUPTED || code == ErrorCode.PLUGIN_MISBEHAVED;
    }

    /** The same in a rehearsal, of which nothing is left however it ends. */
    Failure leavingNothing() {
        return new Failure(code, text, DatabaseState.UNCHANGED, statement, position, error, help, details, cause);
    }

    /** What to do where only the transaction that all share is in the way. */
    Optional<Text> whatHelpsApart() {
        if (error == null) {
            return Optional.empty();
        }
        return switch (error.kind()) {
            case REFUSES_TRANSACTION, NEEDS_COMMIT, TRANSACTION_BEGUN ->
                Optional.of(Text.of(
                        "this file cannot share a transaction with others; run without ", Option.SINGLE_TRANSACTION));
            default -> Optional.empty();
        };
    }

    /** The same with {@code advice}, where there is no other. */
    Failure advised(Optional<Text> advice) {
        return help != null || advice.isEmpty()
                ? this
                : new Failure(code, text, state, statement, position, error, advice.get(), details, cause);
    }

    /** Whatever ends a run that was asked to stop is its end by request. */
    private static ErrorCode code(Stage stage) {
        return stage.conduct().interruption().requested() ? ErrorCode.INTERRUPTED : ErrorCode.MIGRATION_FAILED;
    }

    /** Databases do not know who asked for the stop, or why the statement before it was the last. */
    private static Text spoken(Stage stage, Text text) {
        boolean silent =
                stage.conduct().interruption().requested() && !text.toString().contains("interrupted");
        return silent ? Text.of("interrupted: ", text) : text;
    }

    /** Who is to blame is a plug-in's author, unless the user wanted an end. */
    private static ErrorCode code(Stage stage, MigriException failure) {
        ErrorCode code = code(stage);
        return code == ErrorCode.MIGRATION_FAILED && Misbehaviour.is(failure) ? failure.code() : code;
    }

    private static DatabaseState state(Attempt attempt, Exception failure) {
        Uncertainty uncertainty = attempt.ledger().uncertainty();
        boolean broken = failure instanceof MigriException e && Misbehaviour.is(e);
        if (uncertainty.state() || (broken && uncertainty.unexplained())) {
            return DatabaseState.UNKNOWN;
        }
        return attempt.ledger().lasting() ? DatabaseState.PARTLY_CHANGED : DatabaseState.UNCHANGED;
    }

    private static @Nullable Text help(BatchItem item, DatabaseError error, boolean recorded, Attempt attempt) {
        long lasting = attempt.ledger().lastingStatements();
        HistoryTable table = attempt.stage().conduct().options().history().table();
        if (error.kind() == DatabaseError.Kind.STATEMENT && item.role() == Role.GUARD) {
            String part = lasting == 0 ? "" : " from statement " + (lasting + 1) + " on";
            return Text.of(
                    "the script has given the lock up, or a proxy has changed the session; take what gives it up out of the"
                            + " file" + part + ", connect to the server itself, and run again");
        }
        if (error.kind() == DatabaseError.Kind.STATEMENT && item.role() == Role.MARK) {
            return Text.of(
                    "look at the table " + table.spokenJournal() + ", which does not take the note, and run again");
        }
        if (recorded) {
            return Text.of("run again, which goes on after it; find out how two runs came to be at work at once");
        }
        return (item.role() == Role.RECORD || item.role() == Role.ABSENT)
                        && error.kind() == DatabaseError.Kind.STATEMENT
                ? Text.of("look at the table " + table + ", which does not take the row, and run again")
                : null;
    }

    private static DatabaseState state(DatabaseError error, BatchFailedException failure, Attempt attempt) {
        boolean unanswered = error.kind() == DatabaseError.Kind.CONNECTION_LOST
                || (error.kind() == DatabaseError.Kind.SESSION_ENDED
                        && (failure.item().role() == Role.COMMIT
                                || failure.item().role() == Role.COMMIT_AND_BEGIN
                                || failure.item().mayCommit()));
        if ((unanswered && failure.mayHaveLasted())
                || attempt.ledger().uncertainty().state()) {
            return DatabaseState.UNKNOWN;
        }
        return attempt.ledger().lasting() || mayLeaveRemains(failure.item(), error)
                ? DatabaseState.PARTLY_CHANGED
                : DatabaseState.UNCHANGED;
    }

    private static boolean mayLeaveRemains(BatchItem item, DatabaseError error) {
        return item.role() == Role.OUTSIDE && item.mayLeaveRemains(error);
    }

    private static String message(BatchItem item, DatabaseError error, boolean recorded) {
        return switch (item.role()) {
            case COMMIT, CHECK -> "at commit: " + error.message();
            case MARK -> "the journal cannot be written: " + error.message();
            case RECORD -> "the migration cannot be recorded: " + error.message();
            case GUARD -> "this run does not hold its lock any more: " + error.message();
            case ABSENT ->
                recorded
                        ? "another run has recorded it meanwhile"
                        : "the migration cannot be recorded: " + error.message();
            case BEGIN,
                    INSIDE,
                    OUTSIDE,
                    SESSION,
                    TRAILING,
                    SETTING,
                    RESTORE,
                    COMMIT_AND_BEGIN,
                    ROLLBACK,
                    ROLLBACK_AND_BEGIN -> error.message();
        };
    }
}
