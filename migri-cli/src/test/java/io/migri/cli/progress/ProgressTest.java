package io.migri.cli.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseState;
import io.migri.api.LockHolder;
import io.migri.api.MigrationReport;
import io.migri.api.Secret;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.event.MigrationListener.Planned;
import io.migri.api.event.MigrationListener.Progressed;
import io.migri.api.event.MigrationListener.Started;
import io.migri.api.event.MigrationListener.WaitingForLock;
import io.migri.api.text.Text;
import io.migri.cli.output.Captured;
import io.migri.cli.output.Redaction;
import io.migri.cli.output.Style;
import io.migri.cli.output.Terminal;
import io.migri.cli.settings.LogLevel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Redaction REDACTION = Redaction.of(
            ConnectionConfig.builder("a").password(Secret.of("s3cret")).build());

    @Test
    void writesWhatMigri07Wrote() {
        Captured captured = new Captured(false);
        tell(new PlainProgress(terminal(captured)));
        assertEquals("""
            Applying migrations
            0001_initial...ok
            0002_add_animals...fail [near *** : syntax]
            0003_exhibit...fail [previous migration failed]
            """, captured.out());
    }

    @Test
    void colorsTheOutcome() {
        Captured captured = new Captured(false, Style.COLORED);
        tell(new PlainProgress(terminal(captured)));
        assertTrue(captured.out().contains("0001_initial...\u001b[32mok\u001b[0m\n"), captured.out());
        assertTrue(captured.out().contains("...\u001b[31mfail\u001b[0m [near"), captured.out());
    }

    @Test
    void saysThatThereIsNothingToDo() {
        Captured captured = new Captured(false);
        Progress progress = new PlainProgress(terminal(captured));
        progress.planned(new Planned(0, List.of()));
        progress.planned(new Planned(3, List.of()));
        progress.finished(new MigrationReport(3, true, List.of()));
        assertEquals(
                "No migrations to apply. Migrations directory is empty.\nAll synced! No new migrations to apply! 🥳\n",
                captured.out());
    }

    @Test
    void saysThatADryRunSucceeded() {
        Captured captured = new Captured(false);
        Progress progress = new PlainProgress(terminal(captured));
        List<MigrationReport.Result> results = List.of(new MigrationReport.Applied("a", Duration.ZERO, 1));
        progress.finished(new MigrationReport(3, false, results));
        progress.finished(new MigrationReport(3, true, results));
        assertEquals("Successfully applied migrations in dry run mode.\n", captured.out());
    }

    @Test
    void showsAPersonHowLongEachTook() {
        Captured captured = new Captured(true);
        try (Progress progress = live(captured)) {
            tell(progress);
        }
        assertTrue(captured.out().startsWith("Applying migrations\n0001_initial...ok (12 ms)\n0002"), captured.out());
    }

    @Test
    void tellsOfTheLockOnStandardErrorOnceInAWhile() {
        Captured captured = new Captured(false);
        Commentary commentary = new Commentary(terminal(captured), LogLevel.ERROR);
        for (int second = 0; second <= 20; second++) {
            commentary.waitingForLock(new WaitingForLock(
                    Optional.of(LockHolder.builder("pid", 7).build()),
                    Duration.ofSeconds(second),
                    Duration.ofSeconds(60)));
        }
        assertEquals("""
            waiting: for the lock, which is held by pid 7 (0 s of at most 1 min 0 s)
            waiting: for the lock, which is held by pid 7 (10 s of at most 1 min 0 s)
            waiting: for the lock, which is held by pid 7 (20 s of at most 1 min 0 s)
            """, captured.err());
        assertEquals("", captured.out());
    }

    @Test
    void tellsNotesAlwaysAndStepsOnRequest() {
        Captured quiet = new Captured(false);
        tellAll(new Commentary(terminal(quiet), LogLevel.ERROR));
        assertEquals("note: 0001: late\n", quiet.err());
        Captured talkative = new Captured(false);
        tellAll(new Commentary(terminal(talkative), LogLevel.DEBUG));
        assertTrue(talkative.err().contains("debug: 0001: 1 of 2 statements\n"), talkative.err());
        Captured informed = new Captured(false);
        tellAll(new Commentary(terminal(informed), LogLevel.INFO));
        assertTrue(informed.err().contains("info: found 3 migrations, 1 pending\n"), informed.err());
        assertFalse(informed.err().contains("debug"), informed.err());
    }

    private static void tellAll(Commentary commentary) {
        commentary.planned(new Planned(3, List.of("0001")));
        commentary.started(new Started("0001", 1, 1, 2));
        commentary.progressed(new Progressed("0001", 1, 2));
        commentary.told(Message.note("0001", Text.of("late")));
        commentary.applied(new MigrationReport.Applied("0001", Duration.ofMillis(12), 2));
    }

    private static void tell(Progress progress) {
        progress.planned(new Planned(3, List.of("0001_initial", "0002_add_animals", "0003_exhibit")));
        progress.started(new Started("0001_initial", 1, 3, 1));
        progress.applied(new MigrationReport.Applied("0001_initial", Duration.ofMillis(12), 1));
        progress.started(new Started("0002_add_animals", 2, 3, 1));
        progress.failed(new MigrationReport.Failed(
                "0002_add_animals", Text.of("near s3cret\n: syntax"), DatabaseState.UNCHANGED));
        progress.notReached(new MigrationReport.NotReached("0003_exhibit"));
    }

    private static Terminal terminal(Captured captured) {
        return captured.terminal().hiding(REDACTION);
    }

    private static Progress live(Captured captured) {
        return new LiveProgress(terminal(captured), () -> 60);
    }
}
