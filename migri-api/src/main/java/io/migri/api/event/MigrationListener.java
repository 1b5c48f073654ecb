package io.migri.api.event;

import io.migri.api.LockHolder;
import io.migri.api.MigrationReport;
import io.migri.api.report.StatementReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Told what a run does, on the thread that does it.
 *
 * <p>{@code warned} comes before all others, {@code planned} next and once. For each migration {@code started} comes before any other event of it, and exactly
 * one of {@code applied} and {@code failed} after all of them, unless
 * another run turns out to have applied it meanwhile, which is {@code noticed}; {@code notReached} follows for every migration after a failed
 * one. An exception thrown by a listener ends the run as if the migration had failed, so do not throw. Implement what you need.
 */
public interface MigrationListener {

    /** Listens to nothing. */
    MigrationListener NONE = new MigrationListener() {};

    default void warned(Warned event) {}

    default void planned(Planned event) {}

    default void waitingForLock(WaitingForLock event) {}

    default void started(Started event) {}

    default void progressed(Progressed event) {}

    /**
     * A statement was executed, or failed; told only in a run that makes a report. A migration that is rolled back and tried again tells
     * its statements again.
     */
    default void executed(StatementReport event) {}

    default void noticed(Noticed event) {}

    /** The one event that may come from any thread, and while another one is being told. */
    default void printed(Printed event) {}

    default void informed(Informed event) {}

    default void remarked(Remarked event) {}

    default void applied(MigrationReport.Applied event) {}

    default void failed(MigrationReport.Failed event) {}

    default void notReached(MigrationReport.NotReached event) {}

    /**
     * Something is not as it should be, and the run goes on all the same: an applied file was changed, a pending one comes late.
     *
     * @param name the migration's
     * @param message a sentence that names the migration
     */
    record Warned(String name, String message) {}

    /**
     * What the run is going to do.
     *
     * @param found how many migrations the source holds
     * @param pending the names of those to apply, in order
     */
    record Planned(int found, List<String> pending) {
        public Planned {
            pending = List.copyOf(pending);
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
     * @param ordinal one-based, among the pending
     * @param total how many are pending
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

    /** Something worth knowing that is not a failure. */
    record Noticed(String name, String message) {}

    /**
     * A migration wrote a line, as scripts do with {@code print}.
     *
     * @param line without its line end
     */
    record Printed(String name, String line) {}

    /** Something about the run as a whole that only those want to know who look closely. */
    record Informed(String message) {}

    /** Something about the run as a whole that everybody has to know, and that is not a failure. May come from another thread. */
    record Remarked(String message) {}
}
