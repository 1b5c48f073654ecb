package io.migri.api.event;

import static java.util.Objects.requireNonNull;

import io.migri.api.LockHolder;
import io.migri.api.MigrationReport;
import io.migri.api.report.StatementReport;
import io.migri.api.text.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Told what a run does, on the thread that does it.
 *
 * <p>{@code planned} comes once. Only {@code told}, {@code begun}, {@code waitingForDatabase} and {@code waitingForLock} come before it,
 * warnings always. For each migration {@code started} comes first, and exactly one of {@code applied}, {@code failed} and {@code rolledBack} comes last. Where all
 * share a transaction, these come for all of them once it has ended. If another run turns out to have applied it meanwhile, that is {@code
 * told} instead. {@code notReached} follows for every migration after a failed one. Implement
 * what you need.
 *
 * <p>Whatever a listener throws changes nothing: the run goes on, and the log and the other listeners get a warning, once for each listener. A
 * listener must not use the connection of the run. The run waits for it, within the migration's transaction for most events, so be quick.
 */
public interface MigrationListener {

    /** Listens to nothing. */
    MigrationListener NONE = new MigrationListener() {};

    /** May come from any thread. */
    default void told(Message event) {}

    /** May come from another thread than the rest. */
    default void waitingForDatabase(WaitingForDatabase event) {}

    /** From here on an abrupt end leaves something behind that has to be taken back, even if no migration has started. */
    default void begun(Undertaking event) {}

    default void planned(Planned event) {}

    default void waitingForLock(WaitingForLock event) {}

    default void started(Started event) {}

    default void progressed(Progressed event) {}

    /** May come from any thread. */
    default void read(Read event) {}

    /** Comes from a thread of its own about once a second, where {@link #observes} says so and a migration takes some seconds. */
    default void observed(Observed event) {}

    /** Whether it wants to hear {@link #observed}, for which a run may open a second connection. By default it does not. */
    default boolean observes() {
        return false;
    }

    /**
     * A statement was executed, or failed; told only in a run that makes a report. A migration that is rolled back and tried again tells
     * its statements again.
     */
    default void executed(StatementReport event) {}

    /** May come from any thread, and while another event is being told. */
    default void printed(Printed event) {}

    default void applied(MigrationReport.Applied event) {}

    default void failed(MigrationReport.Failed event) {}

    /** Comes before the failure of a later one in the same transaction. */
    default void rolledBack(MigrationReport.RolledBack event) {}

    default void notReached(MigrationReport.NotReached event) {}

    /**
     * Something that a person may want to know, and that is not a failure.
     *
     * @param level whom it concerns
     * @param migration the name of the one that it is about; empty where it is about the run as a whole
     * @param text one sentence or more; that of a warning names the migration itself
     */
    record Message(Level level, Optional<String> migration, Text text) {
        public Message {
            requireNonNull(level, "level");
            requireNonNull(migration, "migration");
            requireNonNull(text, "text");
        }

        /** For those who look closely, about the run. */
        public static Message info(Text text) {
            return new Message(Level.INFO, Optional.empty(), text);
        }

        /** For everybody, about the run. */
        public static Message note(Text text) {
            return new Message(Level.NOTE, Optional.empty(), text);
        }

        /** For everybody, about one migration. */
        public static Message note(String migration, Text text) {
            return new Message(Level.NOTE, Optional.of(migration), text);
        }

        /** That something is not as it should be, beside all migrations. */
        public static Message warning(Text text) {
            return new Message(Level.WARNING, Optional.empty(), text);
        }

        /** That something is not as it should be with a migration. */
        public static Message warning(String migration, Text text) {
            return new Message(Level.WARNING, Optional.of(migration), text);
        }
    }

    /** Whom a message concerns. */
    enum Level {
        /** Only those who look closely. */
        INFO,
        /** Everybody. */
        NOTE,
        /** Everybody: something is not as it should be, and the run goes on all the same. */
        WARNING
    }

    /** What a run does beside applying migrations. */
    enum Undertaking {
        /** It changes the history. */
        HISTORY_CHANGE,
        /** It makes a place for a dry run. */
        REHEARSAL,
        /** It creates or drops the database. */
        DATABASE
    }

    /**
     * What the run is going to do.
     *
     * @param found how many migrations the source holds
     * @param pending the names of those to apply, in order
     * @param remaining the names of the pending ones that the run was told to leave, in order
     */
    record Planned(int found, List<String> pending, List<String> remaining) {
        public Planned {
            pending = List.copyOf(pending);
            remaining = List.copyOf(remaining);
        }

        /** The plan of a run that leaves nothing. */
        public Planned(int found, List<String> pending) {
            this(found, pending, List.of());
        }
    }

    /**
     * The database is not there yet, or something is still pending that somebody else applies. Told once for each wait.
     *
     * @param database which one, without its password
     * @param reason what was found
     * @param limit after which Migri gives up
     */
    record WaitingForDatabase(String database, String reason, Duration limit) {
        public WaitingForDatabase {
            requireNonNull(database, "database");
            requireNonNull(reason, "reason");
            requireNonNull(limit, "limit");
        }
    }

    /**
     * Another run holds the lock. Told about once a second.
     *
     * @param holder who holds it, as far as the database can tell
     * @param waited so far
     * @param limit after which the run gives up
     */
    record WaitingForLock(Optional<LockHolder> holder, Duration waited, Duration limit) {}

    /**
     * A migration begins.
     *
     * @param ordinal one-based, among those to apply
     * @param total how many are to be applied
     * @param statements how many statements it has; 0 where that is not known
     */
    record Started(String name, int ordinal, int total, long statements) {}

    /**
     * A part of a migration was executed.
     *
     * @param done how many of its statements so far
     * @param statements how many it has; 0 where that is not known
     */
    record Progressed(String name, long done, long statements) {}

    /**
     * Some more of a large file was read, and is about to be sent.
     *
     * @param bytes how many of its bytes so far
     * @param size how many it has
     */
    record Read(String name, long bytes, long size) {}

    /**
     * What a look from outside shows of the migration under way.
     *
     * @param progress what the database says of the statement under way; empty where it says nothing
     * @param blockers who holds the locks that it waits for
     */
    record Observed(String name, Optional<ServerProgress> progress, List<LockHolder> blockers) {
        public Observed {
            requireNonNull(name, "name");
            requireNonNull(progress, "progress");
            blockers = List.copyOf(blockers);
        }
    }

    /**
     * A migration wrote a line, as scripts do with {@code print}.
     *
     * @param line without its line end
     */
    record Printed(String name, String line) {}
}
