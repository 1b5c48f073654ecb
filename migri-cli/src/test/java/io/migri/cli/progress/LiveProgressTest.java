package io.migri.cli.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.LockHolder;
import io.migri.api.MigrationReport.Applied;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.event.MigrationListener.Observed;
import io.migri.api.event.MigrationListener.Planned;
import io.migri.api.event.MigrationListener.Progressed;
import io.migri.api.event.MigrationListener.Read;
import io.migri.api.event.MigrationListener.Started;
import io.migri.api.event.ServerProgress;
import io.migri.api.event.ServerProgress.Unit;
import io.migri.api.text.Text;
import io.migri.cli.output.Captured;
import io.migri.cli.output.DisplayWidth;
import io.migri.cli.output.Screen;
import io.migri.cli.output.Style;
import io.migri.cli.settings.LogLevel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees on a screen. The clock is moved by hand, and the test says when a frame is drawn. */
class LiveProgressTest {
    private static final ServerProgress INDEX =
            new ServerProgress("building index: scanning table", 45, 100, Unit.PAGES);
    private static final LockHolder HOLDER =
            LockHolder.builder("server process", 1443).user("app").build();

    private final AtomicLong clock = new AtomicLong();
    private final Captured captured = new Captured(true);
    private final LiveProgress progress = new LiveProgress(captured.terminal(), () -> 0, clock::get);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "170 | 0007_big... statement 3 of 9, 12 MB of 80 MB, 1 min 5 s, building index: scanning table 45 %, waits for server process 1443 (app) [7/12]",
                "140 | 0007_big... statement 3 of 9, 12 MB of 80 MB, 1 min 5 s, building index: scanning table 45 %, waits for server process 1443 (app) [7/12]",
                "135 | 0007_big... statement 3 of 9, 12 MB of 80 MB, 1 min 5 s, building index: scanning table 45 %, waits for server process 1443 (app)",
                "80  | 0007_big... statement 3 of 9, 12 MB of 80 MB, 1 min 5 s, 45 %, waits for a lock",
                "60  | 0007_big... 3/9, 1 min 5 s, 45 %, waits for a lock",
                "40  | 0007_big... 3/9, 1 min 5 s, 45 %",
                "20  | 0007_big 1 min 5 s",
                "10  | 1 min 5 s",
                "1   |",
            })
    void saysWhatThereIsRoomFor(int columns, String line) {
        fill("0007_big");
        progress.draw(columns);
        assertEquals(line == null ? List.of() : List.of(line), shown(columns).rows());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 20, 60, 80, 140})
    void isNeverMoreThanOneRowWhateverCharactersItHas(int columns) {
        for (String name : List.of("0007_ひらがな漢字ひらがな漢字ひらがな漢字ひらがな漢字", "🥳".repeat(60), "é".repeat(200), "")) {
            fill(name.isEmpty() ? "x" : name);
            progress.draw(columns);
            clock.addAndGet(1_000_000_000);
            progress.draw(columns);
            List<String> rows = shown(columns).rows();
            assertTrue(rows.size() <= 1, rows::toString);
            rows.forEach(row -> assertTrue(DisplayWidth.of(row) < Math.max(2, columns), row));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void staysOneRowWhenTheTerminalIsMadeNarrowerAndWiderAgain(boolean wraps) {
        Screen screen = new Screen(140, wraps);
        progress.planned(new Planned(2, List.of("0001", "0007_big")));
        fill("0007_big");
        progress.draw(140);
        screen.feed(captured.out());
        int narrowest = 140;
        for (int columns : new int[] {60, 20, 13, 140, 80, 20, 140}) {
            narrowest = Math.min(narrowest, columns);
            screen.resize(columns);
            clock.addAndGet(1_000_000_000);
            progress.draw(columns);
            List<String> rows = screen.feed(captured.out()).rows();
            int above = wraps && narrowest < "Applying migrations".length() ? 2 : 1;
            assertEquals(above + 1, rows.size(), rows::toString);
            assertTrue(rows.get(above).contains("min"), rows::toString);
        }
    }

    /** Nobody has measured it yet. */
    @Test
    void isCutByTheTerminalWhereItIsNarrowerThanAnybodyKnows() {
        fill("0007_big");
        progress.draw(140);
        assertEquals(
                List.of("0007_big... statement 3 of 9, 12 MB of 8"), shown(40).rows());
    }

    @Test
    void goesWhenAnythingElseIsSaid() {
        Commentary commentary = new Commentary(captured.terminal(), LogLevel.ERROR);
        fill("0007_big");
        progress.draw(80);
        commentary.told(Message.note(Text.of("waits for a lock of the database")));
        assertTrue(captured.out().endsWith("\r\u001b[J"), captured::out);
        progress.draw(80);
        progress.applied(new Applied("0007_big", Duration.ofMillis(65_100), 9));
        assertEquals(List.of("0007_big...ok (1 min 5 s)"), shown(80).rows());
    }

    @Test
    void isNotDrawnBeforeAMomentHasPassedNorWhenItIsOver() {
        progress.started(new Started("0001", 1, 1, 1));
        clock.addAndGet(200_000_000);
        progress.draw(80);
        assertEquals("", captured.out());
        clock.addAndGet(200_000_000);
        progress.draw(80);
        assertEquals(List.of("0001... 0 s"), shown(80).rows());
        progress.close();
        progress.draw(80);
        assertEquals(List.of(), shown(80).rows());
    }

    @Test
    void aFrameThatIsAsTheLastIsNotWritten() {
        fill("0007_big");
        progress.draw(80);
        String once = captured.out();
        progress.draw(80);
        assertEquals(once, captured.out());
    }

    @Test
    void isPlainWhateverColoursThereAre() {
        Captured colored = new Captured(true, Style.COLORED);
        LiveProgress other = new LiveProgress(colored.terminal(), () -> 0, clock::get);
        other.started(new Started("0001", 1, 1, 1));
        clock.addAndGet(1_000_000_000);
        other.draw(80);
        assertEquals("\r\u001b[J\u001b[?7l0001... 1 s\u001b[?7h\r", colored.out());
    }

    @Test
    void whatOthersCallThingsGivesNoOrders() {
        progress.started(new Started("0001\u001b[2J", 1, 1, 1));
        progress.observed(new Observed(
                "0001\u001b[2J", Optional.of(new ServerProgress("a\u001b[2J", 0, 0, Unit.ROWS)), List.of()));
        clock.addAndGet(1_000_000_000);
        progress.draw(80);
        assertEquals(List.of("0001\\u001b[2J... 1 s, a\\u001b[2J"), shown(80).rows());
    }

    @Test
    void whatWasSeenOfTheLastMigrationIsNotSaidOfTheNext() {
        fill("0007_big");
        progress.started(new Started("0008", 8, 12, 1));
        progress.observed(new Observed("0007_big", Optional.of(INDEX), List.of(HOLDER)));
        clock.addAndGet(1_000_000_000);
        progress.draw(80);
        assertEquals(List.of("0008... 1 s [8/12]"), shown(80).rows());
    }

    @Test
    void progressIsSaidAsTheServerKnowsIt() {
        assertEquals("12 MB written", spoken(new ServerProgress("written", 12_000_000, 0, Unit.BYTES)));
        assertEquals("1,234,567 rows COPY FROM", spoken(new ServerProgress("COPY FROM", 1_234_567, 0, Unit.ROWS)));
        assertEquals("altering table", spoken(new ServerProgress("altering table", 0, 0, Unit.STEPS)));
        assertEquals("100 %", spoken(new ServerProgress("", 300, 200, Unit.STEPS)));
    }

    private static String spoken(ServerProgress progress) {
        Started started = new Started("0001", 1, 1, 1);
        return new Step(started, Duration.ZERO, 0, 0, 0, Optional.of(progress), List.of()).progress();
    }

    /** All that there is to say. */
    private void fill(String name) {
        progress.started(new Started(name, 7, 12, 9));
        progress.progressed(new Progressed(name, 2, 9));
        progress.read(new Read(name, 12_000_000, 80_000_000));
        progress.observed(new Observed(name, Optional.of(INDEX), List.of(HOLDER)));
        clock.addAndGet(65_000_000_000L);
    }

    private Screen shown(int columns) {
        return new Screen(columns, true).feed(captured.out());
    }
}
