package io.migri.cli.exit;

import io.migri.api.Cancellation;
import io.migri.api.event.MigrationListener;
import io.migri.api.undo.Undo;
import io.migri.cli.output.Terminal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Turns SIGINT, SIGTERM and SIGHUP into a request to stop, and keeps the process alive until the run has rolled back and said so.
 * The JVM then returns 128 plus the signal's number.
 */
public final class Signals implements MigrationListener {
    /** Whoever sends SIGTERM sends SIGKILL 10 s later, and then nothing is said. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    /** Nothing can be lost while a server does not even answer. */
    private static final Duration PATIENCE_BEFORE_MIGRATIONS = Duration.ofSeconds(1);

    /** How long a reader of our output may keep the end waiting. */
    private static final Duration READER = Duration.ofMillis(500);

    private final Cancellation cancellation;
    private final Terminal terminal;
    private final String subject;
    private final String lack;
    private final String help;
    private final Thread hook = new Thread(this::stop, "migri-stop");
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int status = ExitStatus.INTERRUPTED.code();
    private volatile boolean planned;
    private volatile boolean back;

    private Signals(Cancellation cancellation, Terminal terminal, String subject, String lack, String help) {
        this.cancellation = cancellation;
        this.terminal = terminal;
        this.subject = subject;
        this.lack = lack;
        this.help = help;
    }

    /** From now on signals go to {@code cancellation}, until {@link #ended}. */
    public static Signals watch(Cancellation cancellation, Terminal terminal) {
        return watch(new Signals(
                cancellation,
                terminal,
                "the migration under way was rolled back",
                "nothing was applied",
                "run again: it looks what is recorded, and goes on where it ended"));
    }

    /** The same for what is no run of migrations. */
    public static Signals watchHistory(Cancellation cancellation, Terminal terminal) {
        return watch(new Signals(
                cancellation, terminal, "the history was changed", "nothing was changed", "look with `migri status`"));
    }

    /** The same for what concerns the database as a whole. */
    public static Signals watchDatabase(Cancellation cancellation, Terminal terminal) {
        return watch(new Signals(
                cancellation,
                terminal,
                "the database was created or dropped",
                "nothing was changed",
                "see whether it is there, and run the same command again"));
    }

    private static Signals watch(Signals signals) {
        Runtime.getRuntime().addShutdownHook(signals.hook);
        return signals;
    }

    @Override
    public void planned(Planned event) {
        planned = true;
        back = event.pending().stream().anyMatch(Undo::isName);
    }

    /** What is being prepared has to be taken away again, and what is being changed to be rolled back. */
    @Override
    public void begun(Undertaking event) {
        planned = true;
    }

    /** The run is over and has told all there is to tell. Does not return where a signal came before: the process is being ended. */
    public void ended(int exitStatus) {
        status = exitStatus;
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            awaitHalt();
        }
    }

    /**
     * Leaves the end to the hook, which goes by the status. A call of {@link System#exit} from here could overtake it up to
     * JDK 19, which halts at once with a status that is not 0 when the hooks have ended, and then every signal would give
     * {@link ExitStatus#INTERRUPTED}.
     */
    private static void awaitHalt() {
        while (true) {
            LockSupport.park();
        }
    }

    private void stop() {
        terminal.hurry(READER);
        cancellation.request();
        try {
            Duration patience = planned ? PATIENCE : PATIENCE_BEFORE_MIGRATIONS;
            boolean inTime = ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!inTime) {
                terminal.printError("error: " + giveUp() + "\n");
            }
            terminal.finish();
            if (inTime && status != ExitStatus.INTERRUPTED.code()) {
                Runtime.getRuntime().halt(status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String giveUp() {
        return planned
                ? "the run did not end within " + PATIENCE.toSeconds() + " s: whether " + subject + " is not known"
                        + "\n   = help: "
                        + (back ? "see with `migri status` what is applied still, before you run it again" : help)
                : "interrupted while waiting for the database to answer; " + lack
                        + "\n   = help: run the same command again";
    }
}
