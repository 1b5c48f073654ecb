package io.migri.cli.progress;

import io.migri.api.ConnectionConfig;
import io.migri.api.MigrationReport;
import io.migri.api.event.MigrationListener;
import io.migri.cli.layout.Paragraph;
import io.migri.cli.output.CommandLineWording;
import io.migri.cli.output.Durations;
import io.migri.cli.output.Printable;
import io.migri.cli.output.Redaction;
import io.migri.cli.output.Style;
import io.migri.cli.output.Terminal;
import io.migri.cli.settings.LogLevel;
import java.time.Duration;
import java.util.Optional;

/** Tells on standard error what goes on beside the results: waiting for the lock, notes and, if wanted, every step. */
public final class Commentary implements MigrationListener {
    private static final int REMINDER_SECONDS = 10;
    private static final Duration REMINDER = Duration.ofSeconds(REMINDER_SECONDS);

    /** Negating a duration would be done in big decimals, which no other part of a run needs. */
    private static final Duration NEVER_TOLD = Duration.ofSeconds(-REMINDER_SECONDS);

    private final Terminal terminal;
    private final Style style;
    private final Redaction redaction;
    private final LogLevel level;
    private Duration lastTold = NEVER_TOLD;

    public Commentary(Terminal terminal, LogLevel level) {
        this.terminal = terminal;
        this.style = terminal.err().style();
        this.redaction = terminal.redaction();
        this.level = level;
    }

    /** Which database a run is about. */
    public void database(ConnectionConfig target) {
        info("the database is " + target.describe());
    }

    @Override
    public void told(Message event) {
        String text = CommandLineWording.spoken(event.text());
        switch (event.level()) {
            case INFO -> info(redaction.clean(text));
            case NOTE -> note(event.migration(), redaction.clean(text).strip());
            case WARNING -> warn(text);
        }
    }

    private void note(Optional<String> migration, String text) {
        tell("note", migration.map(name -> Printable.text(name) + ": ").orElse("") + text);
    }

    public void warn(String message) {
        tell("warning", Printable.text(message));
    }

    @Override
    public void planned(Planned event) {
        int due = event.pending().size();
        int pending = due + event.remaining().size();
        info("found " + event.found() + (event.found() == 1 ? " migration, " : " migrations, ") + pending + " pending"
                + (due == pending ? "" : ", " + due + " to apply"));
    }

    /** Whoever sits there is told; a log need not have it. */
    @Override
    public void waitingForDatabase(WaitingForDatabase event) {
        String text = "up to " + Durations.seconds(event.limit()) + " for "
                + redaction.clean(Printable.text(event.database() + ": " + event.reason()));
        if (terminal.err().isTerminal()) {
            waiting(text);
        } else {
            info("waiting " + text);
        }
    }

    @Override
    public void waitingForLock(WaitingForLock event) {
        if (event.waited().minus(lastTold).compareTo(REMINDER) < 0) {
            return;
        }
        lastTold = event.waited();
        String holder = event.holder()
                .map(known -> ", which is held by " + known.describe())
                .orElse("");
        tell(
                "waiting",
                "for the lock" + redaction.clean(Printable.text(holder)) + " (" + Durations.seconds(event.waited())
                        + " of at most " + Durations.seconds(event.limit()) + ")");
    }

    @Override
    public void started(Started event) {
        debug(Printable.text(event.name()) + ": started, " + event.ordinal() + " of " + event.total());
    }

    @Override
    public void progressed(Progressed event) {
        debug(Printable.text(event.name()) + ": " + event.done() + " of " + event.statements() + " statements");
    }

    /** The migration's own words: nothing is added to them. */
    @Override
    public void printed(Printed event) {
        terminal.printError(redaction.clean(event.line()) + "\n");
    }

    @Override
    public void applied(MigrationReport.Applied event) {
        info(Printable.text(event.name()) + ": applied in " + Durations.text(event.took()) + ", " + event.statements()
                + " statements");
    }

    /** Of a migration that takes its time, in a line that begins with its name. */
    void running(String message) {
        terminal.printError(message + "\n");
    }

    public void waiting(String message) {
        tell("waiting", message);
    }

    public void info(String message) {
        if (level.compareTo(LogLevel.INFO) <= 0) {
            tell("info", message);
        }
    }

    private void debug(String message) {
        if (level == LogLevel.DEBUG) {
            tell("debug", message);
        }
    }

    private void tell(String label, String message) {
        String text = Paragraph.on(terminal.err(), message).text(message, label.length() + 2, "  ");
        terminal.printError(style.bold(label + ":") + " " + text + "\n");
    }
}
