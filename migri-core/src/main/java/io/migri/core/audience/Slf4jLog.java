package io.migri.core.audience;

import io.migri.api.MigrationReport;
import io.migri.api.report.StatementReport;
import io.migri.api.text.Printable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.SLF4JServiceProvider;

/** Writes to SLF4J, under the name {@code io.migri}. The only class that knows SLF4J, which not every application has. */
final class Slf4jLog implements ApplicationLog {
    private static final int NAMES = 10;
    private static final long REMINDER_SECONDS = 10;

    private final Logger logger;
    private final String prefix;
    private final String done;

    private Slf4jLog(Logger logger, String prefix, String done) {
        this.logger = logger;
        this.prefix = prefix;
        this.done = done;
    }

    /** Empty where SLF4J is not there, or has nowhere to write to and would complain of that on standard error. */
    static Optional<ApplicationLog> find() {
        try {
            return hasBackend(LoggerFactory.class.getClassLoader())
                    ? Optional.of(new Slf4jLog(LoggerFactory.getLogger("io.migri"), "", "applied"))
                    : Optional.empty();
        } catch (LinkageError | ServiceConfigurationError | RuntimeException none) {
            // SLF4J is not there, or is broken, which is no reason not to migrate
            return Optional.empty();
        }
    }

    /** Looks where SLF4J itself looks; up to version 1.7 it wants a class of that name. */
    private static boolean hasBackend(ClassLoader loader) {
        return System.getProperty("slf4j.provider") != null
                || loader.getResource("org/slf4j/impl/StaticLoggerBinder.class") != null
                || ServiceLoader.load(SLF4JServiceProvider.class, loader).stream()
                        .findAny()
                        .isPresent();
    }

    @Override
    public ApplicationLog ofDryRun() {
        return new Slf4jLog(logger, "dry run: ", "executed");
    }

    @Override
    public void misbehaved(String text, Throwable failure) {
        logger.warn(text, failure);
    }

    @Override
    public void told(Message event) {
        String text = event.level() == Level.WARNING
                ? event.text().toString()
                : event.migration().map(name -> name + ": ").orElse("") + event.text();
        switch (event.level()) {
            case INFO -> logger.debug(line(text));
            case NOTE -> logger.info(line(text));
            case WARNING -> logger.warn(line(text));
        }
    }

    @Override
    public void planned(Planned event) {
        if (logger.isInfoEnabled()) {
            logger.info(line(plan(event)));
        }
    }

    private static String plan(Planned event) {
        List<String> pending = event.pending();
        int all = pending.size() + event.remaining().size();
        String migrations = event.found() + (event.found() == 1 ? " migration, " : " migrations, ");
        if (pending.isEmpty()) {
            return migrations + (all == 0 ? "none pending" : all + " pending, none to apply");
        }
        boolean many = pending.size() > NAMES;
        return migrations + all + " pending" + (pending.size() == all ? ": " : ", " + pending.size() + " to apply: ")
                + String.join(", ", many ? pending.subList(0, NAMES) : pending) + (many ? ", …" : "");
    }

    @Override
    public void waitingForDatabase(WaitingForDatabase event) {
        logger.info(line(
                "waits up to " + event.limit().toSeconds() + " s for " + event.database() + ": " + event.reason()));
    }

    /** Told every second: the first time, and now and then, it is for everybody. */
    @Override
    public void waitingForLock(WaitingForLock event) {
        long seconds = event.waited().toSeconds();
        String holder = event.holder()
                .map(known -> ", which is held by " + known.describe())
                .orElse("");
        String text = line("waits for the lock" + holder + " (" + seconds + " s of at most "
                + event.limit().toSeconds() + " s)");
        if (seconds % REMINDER_SECONDS == 0) {
            logger.info(text);
        } else {
            logger.debug(text);
        }
    }

    @Override
    public void started(Started event) {
        if (logger.isDebugEnabled()) {
            logger.debug(line(event.name() + ": started, " + event.ordinal() + " of " + event.total()));
        }
    }

    @Override
    public void progressed(Progressed event) {
        if (logger.isTraceEnabled()) {
            logger.trace(line(event.name() + ": " + event.done() + " of " + event.statements() + " statements"));
        }
    }

    @Override
    public void executed(StatementReport event) {
        if (logger.isDebugEnabled()) {
            logger.debug(line(event.migration() + ": line " + event.line() + " " + (event.completed() ? done : "failed")
                    + " in " + took(event.took())));
        }
    }

    @Override
    public void printed(Printed event) {
        logger.info(line(event.name() + ": " + event.line()));
    }

    @Override
    public void applied(MigrationReport.Applied event) {
        logger.info(line(event.name() + ": " + done + " in " + took(event.took()) + ", " + event.statements()
                + (event.statements() == 1 ? " statement" : " statements")));
    }

    @Override
    public void failed(MigrationReport.Failed event) {
        logger.error(line(event.name() + ": failed, " + state(event) + ": " + event.message()));
    }

    private static String state(MigrationReport.Failed event) {
        return switch (event.state()) {
            case UNCHANGED -> "nothing of it is in the database";
            case PARTLY_CHANGED -> "a part of it is in the database";
            case UNKNOWN -> "whether it is in the database is not known";
        };
    }

    @Override
    public void rolledBack(MigrationReport.RolledBack event) {
        logger.info(line(event.name() + ": rolled back with all of the run"));
    }

    @Override
    public void notReached(MigrationReport.NotReached event) {
        logger.info(line(event.name() + ": not reached"));
    }

    private static String took(Duration took) {
        return took.toMillis() + " ms";
    }

    /** Names, messages and what scripts print are others' words, which must not pass for lines of the log. */
    private String line(String text) {
        return Printable.line(prefix + text.strip());
    }
}
