package io.migri.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.DatabaseError.Kind;
import io.migri.api.DatabaseState;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.core.trial.Trial;
import io.migri.testkit.scripted.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All of a run in one transaction. */
class OneTransactionTest {

    private static Trial together(String... scripts) {
        Trial trial = new Trial().with(migri -> migri.singleTransaction(true));
        for (int i = 0; i < scripts.length; i++) {
            trial.file("000" + (i + 1), scripts[i]);
        }
        return trial;
    }

    private static List<String> kinds(MigrationReport report) {
        return report.results().stream()
                .map(result -> result.name() + " " + result.getClass().getSimpleName())
                .toList();
    }

    @Test
    void eachMigrationIsOneMessageBetweenBeginAndCommit() {
        Trial trial = together("a; b;", "c;");

        trial.migrate();

        List<String> said = trial.database().messages();
        List<String> own = said.subList(said.indexOf("BEGIN"), said.size());
        assertEquals(
                List.of(
                        "BEGIN",
                        "SAVEPOINT migri_migration; a; b; ABSENT 0001; ROW 0001; RELEASE SAVEPOINT migri_migration",
                        "SAVEPOINT migri_migration; c; ABSENT 0002; ROW 0002; RELEASE SAVEPOINT migri_migration",
                        "COMMIT"),
                own);
    }

    @Test
    void theLockIsGuardedUntilTheCommit() {
        Trial trial = together("a;").on(conditions -> conditions.guarded = true);

        trial.migrate();

        List<String> said = trial.database().messages();
        assertTrue(said.get(said.size() - 1).matches(".+; COMMIT"), said::toString);
    }

    @Test
    void allAreToldOnceTheyAreCommitted() {
        Trial trial = together("a;", "b;");

        MigrationReport report = trial.migrate();

        assertEquals(List.of("0001 Applied", "0002 Applied"), kinds(report));
        assertEquals(
                List.of(
                        "planned: 0001, 0002",
                        "started: 0001",
                        "started: 0002",
                        "applied: 0001, 1",
                        "applied: 0002, 1"),
                trial.told());
        assertEquals(List.of(), trial.migrate().results());
    }

    @Test
    void aFailureTakesAllAlong() {
        Trial trial = together("a;", "b; c;", "d;").failing(Fault.at("c"));

        MigrationFailedException failure = trial.failure();

        assertEquals(List.of("0001 RolledBack", "0002 Failed", "0003 NotReached"), kinds(failure.report()));
        assertEquals(DatabaseState.UNCHANGED, failure.state());
        assertTrue(
                failure.getMessage().contains("all share a transaction, and nothing was applied"), failure::getMessage);
        assertEquals(List.of(), trial.database().executed());
        assertEquals(List.of("0001 Applied", "0002 Applied", "0003 Applied"), kinds(trial.migrate()), "the next run");
        assertEquals(List.of("a", "b", "c", "d"), trial.database().executed());
    }

    @Test
    void aConnectionThatIsLostBeforeTheCommitLeavesNothing() {
        Trial trial = together("a;", "b;").failing(Fault.at("b").of(Kind.CONNECTION_LOST));

        assertEquals(DatabaseState.UNCHANGED, trial.failure().state());
        assertEquals(List.of(), trial.database().executed());
    }

    @Test
    void aCommitThatNobodyConfirmedIsNotKnown() {
        Trial trial = together("a;", "b;").failing(Fault.at("COMMIT").of(Kind.CONNECTION_LOST));

        MigrationFailedException failure = trial.failure();

        assertEquals(DatabaseState.UNKNOWN, failure.state());
        assertEquals(List.of("0001 Failed", "0002 Failed"), kinds(failure.report()));
        trial.migrate();
        assertEquals(List.of("a", "b"), trial.database().executed());
    }

    @Test
    void aCommitThatIsRefusedLeavesNothing() {
        Trial trial = together("a;", "b;").failing(Fault.at("COMMIT"));

        MigrationFailedException failure = trial.failure();

        assertEquals(DatabaseState.UNCHANGED, failure.state());
        assertEquals(List.of("0001 RolledBack", "0002 Failed"), kinds(failure.report()));
        assertEquals(List.of(), trial.database().executed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b {ends};",
                "b {outside};",
                "b {may end};",
                "b {session};",
                "b {outlasts};",
                "begin; b; commit;",
                "begin; b; rollback;",
                "-- migri: no-transaction\nb;"
            })
    void aFileThatCannotIsRefusedBeforeAnythingRuns(String script) {
        Trial trial = together("a;", script);

        MigriException refusal = trial.refusal();

        assertEquals(ErrorCode.VALIDATION, refusal.code(), refusal::getMessage);
        assertEquals("0002.sql", refusal.position().orElseThrow().origin());
        assertTrue(refusal.help().orElseThrow().toString().startsWith("nothing was applied; "));
        assertEquals(List.of(), trial.database().executed());
    }

    @Test
    void everyFileThatCannotIsNamedOnce() {
        MigriException refusal =
                together("a {ends}; b {ends};", "c;", "\n  d {outside};").refusal();

        assertEquals("2 of the files cannot share a transaction", refusal.text().toString());
        assertEquals("""
                0001.sql:1:1: this statement commits what came before it
                0003.sql:2:3: this statement cannot be in a transaction
                """, refusal.details().orElseThrow().toString());
    }

    @Test
    void aDryRunRefusesTheSame() {
        Trial trial = together("a;", "b {ends};");

        assertEquals(
                ErrorCode.VALIDATION,
                org.junit.jupiter.api.Assertions.assertThrows(MigriException.class, trial::dryRun)
                        .code());
    }

    @Test
    void whatAnEarlierRunHasBegunIsRefused() {
        Trial begun = Trial.of("a {outside}; b;").failing(Fault.at("b"));
        begun.failure();
        begun.file("0001", "a; b;").with(migri -> migri.singleTransaction(true));

        MigriException refusal = begun.refusal();

        assertEquals(ErrorCode.VALIDATION, refusal.code());
        assertTrue(refusal.text().toString().startsWith("0001 was begun by an earlier run"), refusal::getMessage);
    }

    @Test
    void aStatementThatTurnsOutToNeedACommitFailsAndSaysWhatHelps() {
        Trial trial = together("a;", "b {needs commit};");

        MigrationFailedException failure = trial.failure();

        assertEquals(DatabaseState.UNCHANGED, failure.state());
        assertTrue(
                failure.help().orElseThrow().toString().contains("Migri.Builder.singleTransaction"),
                failure::getMessage);
        assertEquals(List.of(), trial.database().executed());
    }

    @Test
    void pendingTriggersAreSettledWithinTheTransaction() {
        Trial trial = together("a;", "b; c {pending};").on(conditions -> conditions.beforeCommit = List.of("CHECK"));

        trial.migrate();

        assertEquals(List.of("a", "b", "c {pending}"), trial.database().executed());
    }

    @Test
    void nothingIsTriedAgainForWantOfALock() {
        Trial trial = together("a;", "b;")
                .with(migri -> migri.lockTimeout(java.time.Duration.ofSeconds(1)))
                .failing(Fault.at("b").of(Kind.BUSY));

        assertEquals(DatabaseState.UNCHANGED, trial.failure().state());
        assertEquals(List.of(), trial.database().executed());
    }

    @Test
    void underALockOfTransactionsWhoeverWasQuickerIsSeen() {
        Trial trial = together("a;", "b;").on(conditions -> conditions.lockCoversRun = false);

        assertEquals(List.of("0001 Applied", "0002 Applied"), kinds(trial.migrate()));
        assertEquals(List.of(), trial.migrate().results());
    }
}
