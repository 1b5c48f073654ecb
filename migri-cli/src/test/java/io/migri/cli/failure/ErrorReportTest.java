package io.migri.cli.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.DatabaseState;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigrationFailedException.Circumstances;
import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.api.Secret;
import io.migri.api.SourcePosition;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.layout.Paragraph;
import io.migri.cli.output.Captured;
import io.migri.cli.output.Printable;
import io.migri.cli.output.Redaction;
import io.migri.cli.output.Style;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorReportTest {
    private static final ConnectionConfig TARGET = ConnectionConfig.builder("zoo")
            .host("db")
            .user("keeper")
            .password(Secret.of("s3cret"))
            .build();
    private static final SourcePosition POSITION =
            new SourcePosition("migrations/0002_users.sql", 4, 24, "  name varchar(50) NOT NUL,");

    @Test
    void saysWhatWhereInWhatStateAndWhatToDo() {
        assertEquals("""
            error[42601]: syntax error at or near "NUL"
              --> migrations/0002_users.sql:4:24   (statement 2 of 3, postgresql 15.18)
               |
             4 |   name varchar(50) NOT NUL,
               |                        ^^^
               = rolled back: 0002_users (database unchanged); 0001_initial stays applied
               = help: fix the file and run `migri migrate` again
            """, report(failed(DatabaseState.UNCHANGED, 1, POSITION, DatabaseError.Kind.STATEMENT)));
    }

    @Test
    void alignsWithLineNumbersOfAnyLength() {
        String text = report(failed(
                DatabaseState.UNCHANGED,
                0,
                new SourcePosition("a.sql", 1234, 1, "SELEC 1"),
                DatabaseError.Kind.STATEMENT));
        assertTrue(text.contains("""
                 --> a.sql:1234:1   (statement 2 of 3, postgresql 15.18)
                  |
             1234 | SELEC 1
                  | ^^^^^
                  = rolled back: 0002_users (database unchanged)
            """), text);
    }

    @Test
    void passesOnWhatTheDatabaseAdds() {
        DatabaseError error = new DatabaseError(
                DatabaseError.Kind.STATEMENT,
                "23505",
                "duplicate key",
                Optional.of("Key (id)=(1)\nalready exists."),
                Optional.of("Try another."),
                OptionalInt.empty());
        assertEquals(
                """
                error[23505]: duplicate key
                   = detail: Key (id)=(1)
                     already exists.
                   = hint: Try another.
                """,
                report(MigriException.of(ErrorCode.HISTORY_UNUSABLE, "duplicate key")
                        .saying(error)
                        .build()));
    }

    @Test
    void namesTheMigrationWhereNoPlaceInItIsKnown() {
        assertTrue(report(failed(DatabaseState.UNCHANGED, 0, null, DatabaseError.Kind.STATEMENT))
                .contains("\n  --> migrations/0002_users.sql   (statement 2 of 3, postgresql 15.18)\n"));
    }

    @Test
    void countsWhatStaysApplied() {
        assertTrue(report(failed(DatabaseState.UNCHANGED, 3, POSITION, DatabaseError.Kind.STATEMENT))
                .contains("; 0001_initial to 0003_initial stay applied (3)\n"));
    }

    @Test
    void claimsNoMoreThanIsKnown() {
        String partly = report(failed(DatabaseState.PARTLY_CHANGED, 0, POSITION, DatabaseError.Kind.STATEMENT));
        assertTrue(partly.contains("= partly applied: 0002_users (statement 1 stays)"), partly);
        String unknown = report(failed(DatabaseState.UNKNOWN, 0, POSITION, DatabaseError.Kind.CONNECTION_LOST));
        assertTrue(unknown.contains("= not known: the connection broke before"), unknown);
        String untold = report(
                failed(ErrorCode.PLUGIN_MISBEHAVED, DatabaseState.UNKNOWN, 0, POSITION, DatabaseError.Kind.STATEMENT));
        assertTrue(untold.contains("= not known: the plug-in cannot tell what became of 0002_users"), untold);
    }

    @ParameterizedTest
    @CsvSource({
        "MIGRATION_FAILED,STATEMENT,fix the file and run `migri migrate --dry-run` again",
        "MIGRATION_FAILED,DISK_FULL,make room on the disk that the database is on and run `migri migrate --dry-run`"
                + " again",
        "INTERRUPTED,STATEMENT,run `migri migrate --dry-run` again"
    })
    void aDryRunThatFailedIsNotFollowedByARunInEarnest(ErrorCode code, DatabaseError.Kind kind, String advice) {
        String text = report(failed(code, DatabaseState.UNCHANGED, 0, true, POSITION, kind));
        assertTrue(text.endsWith("   = help: " + advice + "\n"), text);
    }

    @Test
    void adviceOfTheOneWhoFailedComesFirst() {
        MigriException failure = MigriException.of(ErrorCode.LOCK_TIMEOUT, "locked")
                .help("ask Bob")
                .saying(error(DatabaseError.Kind.BUSY))
                .build();
        assertTrue(report(failure).endsWith("   = help: ask Bob\n"));
    }

    @Test
    void aHintOfTheDatabaseNeedsNoHelpBesideIt() {
        DatabaseError error = new DatabaseError(
                DatabaseError.Kind.UNREACHABLE,
                "1",
                "x",
                Optional.empty(),
                Optional.of("look there"),
                OptionalInt.empty());
        String text = report(MigriException.of(ErrorCode.DATABASE_UNAVAILABLE, "x")
                .saying(error)
                .build());
        assertTrue(text.endsWith("   = hint: look there\n"), text);
    }

    @Test
    void onANarrowTerminalSentencesBreakBetweenWordsAndThePlaceComesFirst() {
        MigriException failure = failed(DatabaseState.UNCHANGED, 1, POSITION, DatabaseError.Kind.STATEMENT);
        String narrow = new ErrorReport(Style.PLAIN, Redaction.of(TARGET), new Advice(TARGET), 44, new Paragraph(44))
                .text(failure);
        assertTrue(narrow.contains("migrations/0002_users.sql:4:24\n      (statement "), narrow);
        assertTrue(narrow.lines().allMatch(line -> line.length() <= 44), narrow);
    }

    /** A driver of Python's puts both into its message. */
    @Test
    void whatTheMessageSaysIsNotSaidAgain() {
        DatabaseError error = new DatabaseError(
                DatabaseError.Kind.STATEMENT,
                "1",
                "x",
                Optional.of("Key (id)=(1) exists."),
                Optional.of("look there"),
                OptionalInt.empty());
        String text = report(
                MigriException.of(ErrorCode.MIGRATION_FAILED, "x\nDETAIL:  Key (id)=(1) exists.\nHINT:  look there")
                        .saying(error)
                        .build());
        assertEquals("error[1]: x\n       DETAIL:  Key (id)=(1) exists.\n       HINT:  look there\n", text);
    }

    @ParameterizedTest
    @CsvSource({
        "AUTHENTICATION,DB_PASS",
        "UNKNOWN_DATABASE,create the database zoo",
        "UNREACHABLE,DB_PORT",
        "PRIVILEGE,grant keeper",
        "BUSY,holds the lock",
        "READ_ONLY,replica",
        "DISK_FULL,make room",
        "CONNECTION_LOST,server's log",
        "SESSION_ENDED,server's log"
    })
    void everyKindOfTroubleHasItsAdvice(DatabaseError.Kind kind, String advice) {
        String text = report(MigriException.of(ErrorCode.DATABASE_UNAVAILABLE, "trouble")
                .saying(error(kind))
                .build());
        assertTrue(text.contains("   = help: ") && text.contains(advice), text);
    }

    @ParameterizedTest
    @EnumSource(DatabaseError.Kind.class)
    void thePasswordIsNeverShown(DatabaseError.Kind kind) {
        DatabaseError error = new DatabaseError(
                kind, "1", "s3cret", Optional.of("a s3cret"), Optional.of("b s3cret"), OptionalInt.empty());
        MigriException failure = MigriException.of(ErrorCode.DATABASE_UNAVAILABLE, "with s3cret")
                .help("try s3cret")
                .saying(error)
                .because(new Exception("s3cret"))
                .build();
        Captured captured = new Captured(false);
        new FailurePrinter(captured.terminal().hiding(Redaction.of(TARGET)), new Advice(TARGET), true).print(failure);
        assertTrue(captured.err().contains("Caused by: java.lang.Exception: ***"), captured.err());
        assertTrue(!captured.err().contains("s3cret"), captured.err());
    }

    @Test
    void anUnexpectedExceptionIsOneLineAndAWayToKnowMore() {
        Captured captured = new Captured(false);
        ExitStatus status = new FailurePrinter(
                        captured.terminal().hiding(Redaction.of(TARGET)), new Advice(TARGET), false)
                .print(new IllegalStateException("odd"));
        assertEquals(ExitStatus.COULD_NOT_RUN, status);
        assertEquals("""
            error: unexpected IllegalStateException: odd
               = help: run again with `-l debug` for the stack trace, and report it
            """, captured.err());
    }

    @ParameterizedTest
    @CsvSource({
        "MIGRATION_FAILED,UNCHANGED,3",
        "MIGRATION_FAILED,PARTLY_CHANGED,4",
        "MIGRATION_FAILED,UNKNOWN,4",
        "INTERRUPTED,UNCHANGED,130",
        "INTERRUPTED,PARTLY_CHANGED,4"
    })
    void theExitStatusOfAFailedMigrationTellsTheState(ErrorCode code, DatabaseState state, int status) {
        assertEquals(
                status,
                ExitStatus.of(failed(code, state, 0, POSITION, DatabaseError.Kind.STATEMENT))
                        .code());
    }

    @ParameterizedTest
    @CsvSource({
        "CONFIGURATION_INVALID,1",
        "REQUEST_UNSUPPORTED,2",
        "DIALECT_UNKNOWN,1",
        "SOURCE_UNREADABLE,1",
        "HISTORY_UNUSABLE,1",
        "DRY_RUN_UNSUPPORTED,1",
        "DATABASE_UNAVAILABLE,1",
        "PLUGIN_MISBEHAVED,1",
        "LOCK_TIMEOUT,5",
        "MIGRATIONS_INVALID,6",
        "FOREIGN_FORMAT,6",
        "SCRIPT_INVALID,6",
        "INTERRUPTED,130"
    })
    void theExitStatusTellsWhyARunDidNotBegin(ErrorCode code, int status) {
        assertEquals(status, ExitStatus.of(new MigriException(code, "x")).code());
    }

    @Test
    void colorsAreWovenInWithoutChangingTheText() {
        MigriException failure = failed(DatabaseState.UNCHANGED, 1, POSITION, DatabaseError.Kind.STATEMENT);
        String colored = Printable.lines(
                new ErrorReport(Style.COLORED, Redaction.of(TARGET), new Advice(TARGET), 104, Paragraph.UNBROKEN)
                        .text(failure));
        assertTrue(colored.startsWith("\u001b[1;31merror[42601]\u001b[0m"), colored);
        assertEquals(report(failure), colored.replaceAll("\u001b\\[[0-9;]*m", ""));
    }

    private static String report(MigriException failure) {
        return new ErrorReport(Style.PLAIN, Redaction.of(TARGET), new Advice(TARGET), 104, Paragraph.UNBROKEN)
                .text(failure);
    }

    @ParameterizedTest
    @CsvSource({"53300", "1040", "1203", "1226"})
    void aServerWithoutAConnectionLeftRuns(String code) {
        String text = report(MigriException.of(ErrorCode.DATABASE_UNAVAILABLE, "too many connections")
                .saying(DatabaseError.of(DatabaseError.Kind.UNREACHABLE, code, "too many connections"))
                .build());
        assertTrue(text.contains("the server runs and has no connection left"), text);
    }

    private static MigrationFailedException failed(
            DatabaseState state, int applied, @Nullable SourcePosition position, DatabaseError.Kind kind) {
        return failed(ErrorCode.MIGRATION_FAILED, state, applied, position, kind);
    }

    private static MigrationFailedException failed(
            ErrorCode code,
            DatabaseState state,
            int applied,
            @Nullable SourcePosition position,
            DatabaseError.Kind kind) {
        return failed(code, state, applied, false, position, kind);
    }

    private static MigrationFailedException failed(
            ErrorCode code,
            DatabaseState state,
            int applied,
            boolean dryRun,
            @Nullable SourcePosition position,
            DatabaseError.Kind kind) {
        List<MigrationReport.Result> results = new ArrayList<>();
        for (int i = 1; i <= applied; i++) {
            results.add(new MigrationReport.Applied("000" + i + "_initial", Duration.ZERO, 1));
        }
        DatabaseError error = error(kind);
        return new MigrationFailedException(
                MigriException.of(code, error.message()).at(position).saying(error),
                new Circumstances(
                        "0002_users",
                        "migrations/0002_users.sql",
                        state,
                        2,
                        3,
                        state == DatabaseState.PARTLY_CHANGED ? 1 : 0,
                        "postgresql 15.18"),
                new MigrationReport(applied + 1, dryRun, results));
    }

    private static DatabaseError error(DatabaseError.Kind kind) {
        return DatabaseError.of(kind, "42601", "syntax error at or near \"NUL\"");
    }
}
