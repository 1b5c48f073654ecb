package io.migri.cli.progress;

import io.migri.api.MigrationReport;
import io.migri.cli.output.Durations;
import io.migri.cli.output.Redaction;
import io.migri.cli.output.Style;
import io.migri.cli.output.Terminal;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The same lines for a person, with how long each took, and beneath them one that shows the migration under way and is redrawn.
 * A thread of its own redraws it, because a long statement sends no events.
 */
public final class LiveProgress implements Progress {
    /** Shorter migrations show no live line: it would only flicker. */
    private static final long PATIENCE_MILLIS = 300;

    private static final long FRAME_MILLIS = 100;

    private final Terminal terminal;
    private final Style style;
    private final Redaction redaction;
    private final IntSupplier width;
    private final UnderWay underWay;
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Thread painter;

    /** @param width how many columns the terminal has now; asked by a thread of its own, which may wait for the answer */
    public LiveProgress(Terminal terminal, IntSupplier width) {
        this(terminal, width, System::nanoTime);
    }

    LiveProgress(Terminal terminal, IntSupplier width, LongSupplier nanos) {
        this.terminal = terminal;
        this.style = terminal.out().style();
        this.redaction = terminal.redaction();
        this.width = width;
        this.underWay = new UnderWay(nanos);
    }

    @Override
    public void planned(Planned event) {
        terminal.printLine(Sentences.planned(event));
    }

    @Override
    public void started(Started event) {
        underWay.started(event);
        if (painter == null) {
            painter = new Thread(this::paint, "migri-progress");
            painter.setDaemon(true);
            painter.start();
        }
    }

    @Override
    public void progressed(Progressed event) {
        underWay.progressed(event);
    }

    @Override
    public void read(Read event) {
        underWay.read(event);
    }

    @Override
    public boolean observes() {
        return true;
    }

    @Override
    public void observed(Observed event) {
        underWay.observed(event);
    }

    @Override
    public void applied(MigrationReport.Applied event) {
        replace(event.name() + "..." + style.green("ok") + style.dim(" (" + Durations.text(event.took()) + ")") + "\n");
    }

    @Override
    public void failed(MigrationReport.Failed event) {
        replace(Sentences.failed(event, style, redaction));
    }

    @Override
    public void rolledBack(MigrationReport.RolledBack event) {
        replace(Sentences.rolledBack(event, style));
    }

    @Override
    public void notReached(MigrationReport.NotReached event) {
        replace(Sentences.notReached(event, style));
    }

    @Override
    public void finished(MigrationReport report) {
        replace(Sentences.finished(report));
    }

    @Override
    public void close() {
        ended.countDown();
        replace("");
    }

    /** Puts a lasting line where the live one was. */
    private synchronized void replace(String line) {
        underWay.ended();
        terminal.erase();
        terminal.printLine(line);
    }

    private void paint() {
        try {
            while (!ended.await(FRAME_MILLIS, TimeUnit.MILLISECONDS)) {
                if (isToBeSeen()) {
                    draw(width.getAsInt());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isToBeSeen() {
        return underWay.now().filter(LiveProgress::takesLong).isPresent();
    }

    private static boolean takesLong(Step step) {
        return step.elapsed().toMillis() >= PATIENCE_MILLIS;
    }

    /** Shows the migration under way, unless it has ended by now. */
    synchronized void draw(int columns) {
        Optional<Step> step = underWay.now().filter(LiveProgress::takesLong);
        if (step.isPresent()) {
            terminal.show(redaction.clean(LiveLine.of(step.get(), columns)));
        }
    }
}
