package io.migri;

import static java.util.Objects.requireNonNull;

import io.migri.api.DatabaseError;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;
import io.migri.api.event.MigrationListener.Undertaking;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.core.lock.Attempts;
import io.migri.core.lock.Expectation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The database as a whole: to be waited for, created and dropped. Made by {@link Migri#database}, and as safe for use by several
 * threads. Creating and dropping are for a database that {@link Migri.Builder#target} names.
 */
public final class Database {
    private final Calls calls;
    private final Target target;

    /**
     * The database that {@code calls} are for.
     *
     * @param target leads there without waiting and without creating anything
     */
    Database(Calls calls, Target target) {
        this.calls = calls;
        this.target = target;
    }

    /**
     * Waits until the database takes connections. Changes nothing.
     *
     * @throws MigriException with code {@code NOT_READY} where it does not in time; with {@code DATABASE_UNAVAILABLE} as soon as it
     *     fails in a way that time does not heal, such as a wrong password
     */
    public void await(Duration limit) {
        new PatientTarget(target, required(limit), calls.options())
                .open(Errand.LOOK)
                .close();
    }

    /**
     * Waits until nothing is pending: for a program that leaves migrating to somebody else. Looks again and again, takes no lock and
     * changes nothing. It also waits for a database or a schema that is not there yet, since whoever migrates may create it.
     *
     * @return what the last look has found; files that were changed are no reason to wait
     * @throws MigriException with code {@code NOT_READY} where something is still pending then; else as {@link #await}
     */
    public SchemaCheck awaitMigrations(Duration limit) {
        Attempts attempts = new Attempts(required(limit), calls.options().cancellation());
        Expectation expectation =
                new Expectation(target.name(), limit, calls.options().listener());
        AtomicBoolean first = new AtomicBoolean(true);
        return attempts.until(() -> look(first.getAndSet(false), expectation), found -> {})
                .orElseThrow(expectation::disappointed);
    }

    private Optional<SchemaCheck> look(boolean first, Expectation expectation) {
        try {
            Optional<SchemaCheck> found =
                    calls.on(target).look(first ? calls.options().listener() : MigrationListener.NONE, SchemaCheck::of);
            if (found.isEmpty()) {
                expectation.found("no such schema yet");
            } else if (!found.get().pending().isEmpty()) {
                expectation.found(found.get().describe());
            } else {
                return found;
            }
        } catch (MigriException e) {
            if (e.code() != ErrorCode.DATABASE_UNAVAILABLE || !maySettle(e)) {
                throw e;
            }
            expectation.found(e);
        }
        return Optional.empty();
    }

    /** Somebody who migrates may hold a lock, too. */
    private boolean maySettle(MigriException failure) {
        return target.mayComeUp(failure)
                || CreatedTarget.isUnknown(failure)
                || failure.databaseError()
                        .filter(error -> error.kind() == DatabaseError.Kind.BUSY)
                        .isPresent();
    }

    private static Duration required(Duration limit) {
        if (requireNonNull(limit, "limit").isNegative()) {
            throw MigriException.of(ErrorCode.CONFIGURATION_INVALID, "the time to wait is less than nothing: " + limit)
                    .help("give a duration that is not negative")
                    .build();
        }
        return limit;
    }

    /**
     * Whether there is a database of that name. Creates none. Waits for the server as {@link Migri.Builder#waitFor} says.
     *
     * @throws MigriException with code {@code REQUEST_UNSUPPORTED} where the dialect does not see to whole databases
     */
    public boolean exists() {
        WholeDatabases databases = whole();
        Duration limit = calls.target() instanceof PatientTarget patient ? patient.limit() : Duration.ZERO;
        if (limit.isZero()) {
            return databases.exists();
        }
        Expectation expectation =
                new Expectation(target.name(), limit, calls.options().listener());
        return new Attempts(limit, calls.options().cancellation())
                .until(() -> exists(databases, expectation), found -> {})
                .orElseThrow(expectation::disappointed);
    }

    private Optional<Boolean> exists(WholeDatabases databases, Expectation expectation) {
        try {
            return Optional.of(databases.exists());
        } catch (MigriException e) {
            if (!target.mayComeUp(e)) {
                throw e;
            }
            expectation.found(e);
            return Optional.empty();
        }
    }

    /**
     * Creates the database, unless it is there. Two who do so at once both succeed.
     *
     * @return whether this call has created it
     * @throws MigriException as {@link #exists}, and where the user may not create it
     */
    public boolean create() {
        if (exists()) {
            return false;
        }
        calls.options().listener().begun(Undertaking.DATABASE);
        return whole().create();
    }

    /**
     * Refuses a database that {@link #drop} would refuse. Does not connect.
     *
     * @throws MigriException with code {@code CONFIGURATION_INVALID} where it is the server's own
     */
    public void requireDroppable() {
        Optional<Text> reason = whole().refusesDrop();
        if (reason.isPresent()) {
            throw MigriException.of(ErrorCode.CONFIGURATION_INVALID, Text.of(reason.get(), "; nothing was dropped"))
                    .help(Text.of("name another one with ", Option.DATABASE))
                    .build();
        }
    }

    /**
     * Drops the database with all that is in it, for good. Asks nobody.
     *
     * @return whether there was one
     * @throws MigriException as {@link #requireDroppable} and {@link #exists}, and where somebody uses it
     */
    public boolean drop() {
        requireDroppable();
        if (!exists()) {
            return false;
        }
        calls.options().listener().begun(Undertaking.DATABASE);
        return whole().drop();
    }

    private WholeDatabases whole() {
        if (target instanceof ConfiguredTarget configured) {
            return WholeDatabases.of(configured);
        }
        throw MigriException.of(
                        ErrorCode.CONFIGURATION_INVALID,
                        "a database that somebody else has connected to can neither be created nor dropped")
                .help(Text.of("say where it is with ", Option.DATABASE))
                .build();
    }
}
