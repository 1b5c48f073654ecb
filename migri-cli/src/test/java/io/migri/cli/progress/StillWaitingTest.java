package io.migri.cli.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.api.MigrationReport.Applied;
import io.migri.api.event.MigrationListener.Planned;
import io.migri.api.event.MigrationListener.Progressed;
import io.migri.api.event.MigrationListener.Read;
import io.migri.api.event.MigrationListener.Started;
import io.migri.cli.output.Captured;
import io.migri.cli.progress.StillWaiting.Silence;
import io.migri.cli.settings.LogLevel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What those are told who see no terminal. The clock is moved by hand. */
class StillWaitingTest {
    private static final String SERVER = "waiting: for the database to answer, ";

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 7); // which may overflow
    private final Captured captured = new Captured(false);

    @Test
    void aServerThatIsSilentIsToldOfAfterFiveSecondsAndThenEveryHalfMinute() {
        try (StillWaiting waiting = waiting(Silence.IS_TOLD)) {
            after(waiting, 4);
            after(waiting, 1);
            after(waiting, 29);
            after(waiting, 1);
            waiting.planned(new Planned(1, List.of("0001")));
            after(waiting, 4);
            after(waiting, 1);
        }
        assertEquals(SERVER + "5 s so far\n" + SERVER + "35 s so far\n" + SERVER + "5 s so far\n", captured.err());
    }

    @Test
    void aMigrationIsToldOfEveryHalfMinuteWhateverItDoes() {
        try (StillWaiting waiting = waiting(Silence.IS_USUAL)) {
            waiting.started(new Started("0007_big", 1, 2, 9));
            after(waiting, 29);
            after(waiting, 1);
            waiting.progressed(new Progressed("0007_big", 2, 9));
            after(waiting, 29);
            waiting.read(new Read("0007_big", 12_000_000, 80_000_000));
            after(waiting, 1);
            after(waiting, 5);
            waiting.applied(new Applied("0007_big", Duration.ofSeconds(65), 9));
            waiting.started(new Started("0008", 2, 2, 1));
            after(waiting, 25);
            waiting.applied(new Applied("0008", Duration.ofMillis(900), 1));
        }
        assertEquals("""
            0007_big: still running, 30 s, 9 statements
            0007_big: still running, 1 min 0 s, statement 3 of 9, 12 MB of 80 MB
            0007_big: took 1 min 5 s
            2 migrations: took 1 min 30 s
            """, captured.err());
        assertEquals("", captured.out());
    }

    @Test
    void ofManyThatTookLongTheLongestAreTold() {
        try (StillWaiting waiting = waiting(Silence.IS_USUAL)) {
            for (int i = 1; i <= 50; i++) {
                clock.addAndGet(Duration.ofSeconds(i).toNanos());
                waiting.applied(new Applied("m" + i, Duration.ofSeconds(i), 1));
            }
        }
        List<String> lines = captured.err().lines().toList();
        assertEquals(21, lines.size(), captured::err);
        assertEquals("m31: took 31.0 s", lines.get(0));
        assertEquals("50 migrations: took 21 min 15 s", lines.get(20));
    }

    @Test
    void aShortRunAndADatabaseInAFileAreSilent() {
        try (StillWaiting waiting = waiting(Silence.IS_USUAL)) {
            after(waiting, 10);
            waiting.started(new Started("0001", 1, 1, 1));
            after(waiting, 19);
            waiting.applied(new Applied("0001", Duration.ofSeconds(19), 1));
        }
        assertEquals("", captured.err());
    }

    @Test
    void whoSeesItIsToldNothingInTheEnd() {
        try (StillWaiting waiting = waiting(Silence.IS_SEEN)) {
            waiting.started(new Started("0001", 1, 1, 1));
            clock.addAndGet(Duration.ofHours(1).toNanos());
            waiting.applied(new Applied("0001", Duration.ofHours(1), 1));
        }
        assertEquals("", captured.err());
    }

    private StillWaiting waiting(Silence silence) {
        return new StillWaiting(new Commentary(captured.terminal(), LogLevel.ERROR), silence, clock::get);
    }

    private void after(StillWaiting waiting, long seconds) {
        clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
        waiting.tellWhatIsDue();
    }
}
