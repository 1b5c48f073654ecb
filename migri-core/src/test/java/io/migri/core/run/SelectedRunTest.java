package io.migri.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ErrorCode;
import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.core.trial.Trial;
import io.migri.testkit.scripted.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs that do not apply all that is pending. */
class SelectedRunTest {
    private final Trial trial =
            Trial.of("a;").file("0002", "b;").file("0003", "c;").file("0004", "d;");

    private static List<String> names(MigrationReport report) {
        return report.results().stream().map(MigrationReport.Result::name).toList();
    }

    @Test
    void aRunUpToOneLeavesTheRestAndSaysSo() {
        MigrationReport report = trial.with(migri -> migri.to("0002")).migrate();

        assertEquals(List.of("0001", "0002"), names(report));
        assertEquals(List.of("0003", "0004"), report.remaining());
        assertEquals(4, report.found());
        assertEquals(List.of("a", "b"), trial.database().executed());
        assertTrue(trial.told().contains("planned: 0001, 0002"), trial.told()::toString);
        assertTrue(trial.told().contains("informed: 2 migrations stay pending, from 0003 on"), trial.told()::toString);
    }

    @Test
    void theNextRunGoesOnBehindIt() {
        trial.with(migri -> migri.count(3)).migrate();

        MigrationReport report = trial.migrate();

        assertEquals(List.of("0004"), names(report));
        assertEquals(List.of(), report.remaining());
        assertEquals(List.of("a", "b", "c", "d"), trial.database().executed());
    }

    @Test
    void theLastThatStaysIsNamed() {
        trial.with(migri -> migri.count(3)).migrate();

        assertTrue(trial.told().contains("informed: 1 migration stays pending: 0004"), trial.told()::toString);
    }

    @Test
    void aRunUpToOneThatIsAppliedDoesNothing() {
        trial.with(migri -> migri.to("0002")).migrate();

        MigrationReport report = trial.migrate();

        assertEquals(List.of(), report.results());
        assertEquals(List.of("0003", "0004"), report.remaining());
    }

    @Test
    void aDryRunGoesAsFarAsTheRunWould() {
        MigrationReport report = trial.with(migri -> migri.count(1)).dryRun();

        assertEquals(List.of("0001"), names(report));
        assertEquals(List.of("0002", "0003", "0004"), report.remaining());
        assertTrue(report.dryRun());
    }

    @Test
    void aFailureTellsWhatWasLeftBesideWhatWasNotReached() {
        MigrationReport report = trial.with(migri -> migri.to("0003"))
                .failing(Fault.at("b"))
                .failure()
                .report();

        assertEquals(List.of("0001", "0002", "0003"), names(report));
        assertEquals(List.of("0004"), report.remaining());
    }

    @Test
    void whatIsLeftIsNotReadSoItsMistakesCostNothing() {
        trial.file("0005", "'unclosed");

        assertEquals(
                List.of("0001", "0002"),
                names(trial.with(migri -> migri.to("0002")).migrate()));
    }

    @Test
    void strictRefusesOnlyLateOnesThatItWouldApply() {
        trial.with(migri -> migri.strict(true)).migrate();
        trial.file("0000", "late;").file("0003a", "later;");

        MigriException refusal = assertThrows(MigriException.class, () -> trial.with(migri -> migri.to("0001"))
                .migrate());

        assertEquals(ErrorCode.VALIDATION, refusal.code());
        assertEquals(
                "0000 is not applied yet, but 0001, which comes after it, already is",
                refusal.details().orElseThrow().toString());
        assertEquals(List.of("a", "b", "c", "d"), trial.database().executed());
    }

    @Test
    void aNameThatNoFileHasEndsTheRunBeforeAnythingIsDone() {
        MigriException refusal = trial.with(migri -> migri.to("0009")).refusal();

        assertEquals("CONFIGURATION_INVALID, nowhere: no migration here is called 0009", Trial.spoken(refusal));
        assertEquals(List.of(), trial.database().executed());
    }

    @Test
    void bothLimitsAtOnceAreRefused() {
        MigriException refusal = assertThrows(
                MigriException.class,
                () -> trial.with(migri -> migri.to("0001").count(1)).migri());

        assertEquals(ErrorCode.CONFIGURATION_INVALID, refusal.code());
    }

    @Test
    void fewerThanOneAreRefused() {
        MigriException refusal = assertThrows(
                MigriException.class, () -> trial.with(migri -> migri.count(0)).migri());

        assertEquals(ErrorCode.CONFIGURATION_INVALID, refusal.code());
    }
}
