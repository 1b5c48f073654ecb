package io.migri.cli.progress;

import io.migri.api.MigrationReport;
import io.migri.cli.output.DisplayWidth;
import io.migri.cli.output.Durations;
import io.migri.cli.output.Ink;
import io.migri.cli.output.Printable;
import io.migri.cli.output.Redaction;
import io.migri.cli.output.Style;
import io.migri.cli.output.Terminal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The same lines for a person, with how long each took, and beneath them one that shows the migration under way and is redrawn.
 * A thread of its own redraws it, because a long statement sends no events.
 */
public final class LiveProgress implements Progress {
    /** Shorter migrations show no live line: it would only flicker. */
    private static final long PATIENCE_MILLIS = 300;

    private static final long FRAME_MILLIS = 100;
    private static final String ERASE = Ink.ERASE.mark();

    private final Terminal terminal;
    private final Style style;
    private final Redaction redaction;
    private final int width;
    private @Nullable Thread painter;
    private @Nullable Started current;
    private long startedAt;
    private long done;
    private boolean drawn;
    private boolean closed;

    /** @param width how many columns the terminal has */
    public LiveProgress(Terminal terminal, int width) {
        this.terminal = terminal;
        this.style = terminal.out().style();
        this.redaction = terminal.redaction();
        this.width = width;
    }

    @Override
    public synchronized void planned(Planned event) {
        terminal.printLine(Sentences.planned(event));
    }

    @Override
    public synchronized void started(Started event) {
        current = event;
        startedAt = System.nanoTime();
        done = 0;
        if (painter == null) {
            painter = new Thread(this::paint, "migri-progress");
            painter.setDaemon(true);
            painter.start();
        }
    }

    @Override
    public synchronized void progressed(Progressed event) {
        done = event.done();
    }

    @Override
    public synchronized void told(Message event) {
        if (event.level() == Level.NOTE && event.migration().isPresent()) {
            hide();
        }
    }

    @Override
    public synchronized void printed(Printed event) {
        hide();
    }

    @Override
    public synchronized void applied(MigrationReport.Applied event) {
        replace(event.name() + "..." + style.green("ok") + style.dim(" (" + Durations.text(event.took()) + ")") + "\n");
    }

    @Override
    public synchronized void failed(MigrationReport.Failed event) {
        replace(Sentences.failed(event, style, redaction));
    }

    @Override
    public synchronized void notReached(MigrationReport.NotReached event) {
        replace(Sentences.notReached(event, style));
    }

    @Override
    public synchronized void finished(MigrationReport report) {
        replace(Sentences.finished(report));
    }

    @Override
    public synchronized void close() {
        replace("");
        closed = true;
        notifyAll();
    }

    /** Puts a lasting line where the live one was. */
    private void replace(String line) {
        current = null;
        terminal.printLine(drawn ? ERASE + line : line);
        drawn = false;
    }

    /** Makes way for what somebody else is about to write on the same terminal. */
    private void hide() {
        if (drawn) {
            terminal.printLine(ERASE);
            drawn = false;
        }
    }

    private synchronized void paint() {
        try {
            while (!closed) {
                draw();
                wait(FRAME_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void draw() {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startedAt);
        if (current != null && elapsed.toMillis() >= PATIENCE_MILLIS) {
            terminal.printLine(ERASE + fit(live(current, elapsed)));
            drawn = true;
        }
    }

    private String live(Started migration, Duration elapsed) {
        String statements =
                migration.statements() > 1 ? done + " of " + migration.statements() + " statements done, " : "";
        String place = migration.total() > 1 ? " [" + migration.ordinal() + "/" + migration.total() + "]" : "";
        return Printable.text(migration.name()) + "... " + statements + Durations.seconds(elapsed) + place;
    }

    /** A line that wraps cannot be erased. */
    private String fit(String line) {
        StringBuilder fitting = new StringBuilder(line);
        while (DisplayWidth.of(fitting.toString()) >= width) {
            fitting.setLength(fitting.length() - 1);
        }
        return fitting.toString();
    }
}
