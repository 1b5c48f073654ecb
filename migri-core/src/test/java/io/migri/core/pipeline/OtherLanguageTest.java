package io.migri.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.DatabaseError.Kind;
import io.migri.api.DatabaseState;
import io.migri.api.Decision;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;
import io.migri.core.trial.OtherLanguage;
import io.migri.core.trial.OtherLanguage.Program;
import io.migri.core.trial.Trial;
import io.migri.spi.execution.ExecutionContext;
import io.migri.testkit.scripted.Fault;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a migration may do that is no script of statements, and what is known when it fails. */
class OtherLanguageTest {

    @Test
    void inMigrisTransactionItSharesThatWithItsRow() {
        Trial trial = trial(context -> {
            context.transaction().open();
            execute(context, "a");
            context.print("done");
            context.notice("all is well");
        });
        assertEquals(1, trial.migrate().applied().size());
        assertEquals(
                List.of("BEGIN", "a", "ABSENT 0001; ROW 0001; COMMIT"),
                trial.database().messages());
        assertTrue(
                trial.told().containsAll(List.of("printed: done", "0001: all is well")),
                trial.told().toString());
    }

    @Test
    void inMigrisTransactionAFailureLeavesNothing() {
        Trial trial = trial(context -> {
            context.transaction().open();
            execute(context, "a");
            throw new IOException("no");
        });
        assertFailed(trial, DatabaseState.UNCHANGED, List.of(), List.of());
    }

    @Test
    void whoCommitsMigrisTransactionIsInDoubtAsAWhole() {
        Trial trial = trial(context -> {
            context.transaction().open();
            execute(context, "a {commits}");
        });
        assertFailed(trial, DatabaseState.PARTLY_CHANGED, List.of("a {commits}"), List.of("DOUBT 0001 0-0"));
        trial.database().recover();
        assertEquals(ErrorCode.UNDECIDED, trial.refusal().code());
        assertEquals(1, trial.resume(Decision.MARK_APPLIED).applied().size());
        assertEquals(List.of("a {commits}"), trial.database().executed());
        assertEquals(List.of(), trial.database().notes());
    }

    @Test
    void whoRollsMigrisTransactionBackFails() {
        Trial trial = trial(context -> {
            context.transaction().open();
            execute(context, "a");
            execute(context, "ROLLBACK");
        });
        MigrationFailedException failure = assertFailed(trial, DatabaseState.UNCHANGED, List.of(), List.of());
        assertTrue(failure.getMessage().contains("rolled back the transaction that it runs in"), failure.getMessage());
    }

    @Test
    void outsideItIsInDoubtBeforeTheFirstThingThatMayLast() {
        Trial trial = trial(context -> {
            assertTrue(context.transaction().leave());
            execute(context, "a");
            context.transaction().doubt();
        });
        trial.migrate();
        assertEquals(
                List.of("DOUBT 0001 0-0", "a", "BEGIN; ABSENT 0001; ROW 0001; FORGET 0001; COMMIT"),
                trial.database().messages());
    }

    @Test
    void outsideAFailureIsForTheUserToDecide() {
        boolean[] fails = {true};
        Trial trial = trial(context -> {
            context.transaction().leave();
            execute(context, fails[0] ? "a" : "b");
            if (fails[0]) {
                throw new MigriException(ErrorCode.MIGRATION_FAILED, "no");
            }
        });
        assertFailed(trial, DatabaseState.PARTLY_CHANGED, List.of("a"), List.of("DOUBT 0001 0-0"));
        assertEquals(ErrorCode.UNDECIDED, trial.refusal().code());
        fails[0] = false;
        assertEquals(1, trial.resume(Decision.RETRY).applied().size());
        assertEquals(List.of("a", "b"), trial.database().executed());
        assertEquals(List.of(), trial.database().notes());
    }

    @Test
    void whoLeavesTheTransactionForLaterIsNotInDoubtYet() {
        Trial trial = trial(context -> {
            context.transaction().leaveForLater();
            throw new IOException("no");
        });
        assertFailed(trial, DatabaseState.UNCHANGED, List.of(), List.of());
    }

    @Test
    void whoTellsOfACommitIsPartlyDone() {
        Trial trial = trial(context -> {
            context.transaction().open();
            execute(context, "a {ends}");
            context.transaction().committed();
            throw new IOException("no");
        });
        assertFailed(trial, DatabaseState.PARTLY_CHANGED, List.of("a {ends}"), List.of("DOUBT 0001 0-0"));
    }

    @Test
    void whoTakesTheSessionWithoutAWordIsInDoubt() {
        Trial trial = trial(context -> {
            context.session().wire().execute(List.of("a"));
            throw new IOException("no");
        });
        assertFailed(trial, DatabaseState.PARTLY_CHANGED, List.of("a"), List.of("DOUBT 0001 0-0"));
    }

    @Test
    void withoutAJournalNobodyIsAskedLater() {
        Trial trial = trial(context -> {
                    context.transaction().leave();
                    execute(context, "a");
                    throw new IOException("no");
                })
                .on(conditions -> conditions.keepsJournal = false);
        assertFailed(trial, DatabaseState.PARTLY_CHANGED, List.of("a"), List.of());
    }

    @Test
    void aDryRunInATransactionLeavesOutWhatRunsOutside() {
        boolean[] left = {true};
        Trial trial = trial(context -> {
            assertTrue(context.transaction().mustStay());
            left[0] = context.transaction().leave();
        });
        assertEquals(1, trial.dryRun().applied().size());
        assertEquals(List.of(false), List.of(left[0]));
        assertEquals(List.of(), trial.database().recorded());
    }

    @Test
    void itsLockIsWaitedForToo() {
        Trial trial = trial(context -> {
                    context.transaction().open();
                    try {
                        execute(context, "a");
                    } catch (SQLException e) {
                        throw MigriException.of(ErrorCode.MIGRATION_FAILED, "busy")
                                .saying(context.explain(e, "a"))
                                .because(e)
                                .build();
                    }
                })
                .failing(Fault.at("a").of(Kind.BUSY))
                .with(builder -> builder.lockTimeout(Duration.ofMillis(20)).lockRetries(1));
        assertEquals(1, trial.migrate().applied().size());
        assertEquals(List.of("a"), trial.database().executed());
    }

    @Test
    void whatItDoesIsWatched() {
        Trial trial = trial(context -> {
                    context.transaction().open();
                    String answer = context.watched("a", true, () -> {
                        execute(context, "a");
                        return "answer";
                    });
                    assertEquals("answer", answer);
                })
                .with(builder -> builder.report(true))
                .on(conditions -> conditions.probes = true);
        assertEquals(1, trial.migrate().impact().orElseThrow().statements().size());
    }

    @Test
    void theLockOfTransactionsCoversTheRunFirst() {
        Trial trial = trial(context -> {
                    context.transaction().leave();
                    execute(context, "a");
                })
                .on(conditions -> conditions.lockCoversRun = false);
        trial.database().before("BEGIN", () -> trial.database().record("0001"));
        assertEquals(0, trial.migrate().applied().size());
        assertEquals(List.of(), trial.database().executed());
    }

    private static Trial trial(Program program) {
        return new Trial().file("0001.other", "text").with(builder -> builder.executor(new OtherLanguage(program)));
    }

    private static void execute(ExecutionContext context, String statement) throws SQLException {
        context.session().wire().execute(List.of(statement));
    }

    private static MigrationFailedException assertFailed(
            Trial trial, DatabaseState state, List<String> executed, List<String> notes) {
        MigrationFailedException failure = trial.failure();
        assertEquals(state, failure.state());
        assertEquals(executed, trial.database().executed());
        assertEquals(notes, trial.database().notes());
        assertEquals(List.of(), trial.database().recorded());
        return failure;
    }
}
