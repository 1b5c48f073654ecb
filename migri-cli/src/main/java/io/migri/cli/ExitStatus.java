package io.migri.cli;

import io.migri.api.DatabaseState;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;

/** What the process returns to its caller. Scripts depend on the numbers. */
final class ExitStatus {
    static final int DONE = 0;
    static final int COULD_NOT_RUN = 1;
    static final int USAGE = 2;
    static final int FAILED_CLEAN = 3;
    static final int FAILED_PARTLY = 4;
    static final int LOCKED = 5;
    static final int INVALID = 6;
    static final int PENDING = 7;
    static final int DANGEROUS = 8;

    /** What a shell reports for SIGINT. The JVM itself returns this or 143, according to the signal that it got. */
    static final int INTERRUPTED = 130;

    private ExitStatus() {}

    static int of(MigriException failure) {
        if (failure instanceof MigrationFailedException failed && failed.state() != DatabaseState.UNCHANGED) {
            return FAILED_PARTLY;
        }
        return of(failure.code());
    }

    private static int of(ErrorCode code) {
        return switch (code) {
            case MIGRATION_FAILED -> FAILED_CLEAN;
            case REQUEST_UNSUPPORTED -> USAGE;
            case LOCK_TIMEOUT -> LOCKED;
            case INTERRUPTED -> INTERRUPTED;
            case MIGRATIONS_INVALID, FOREIGN_FORMAT, SCRIPT_INVALID, VALIDATION -> INVALID;
            case UNDECIDED -> FAILED_PARTLY;
            case CONFIGURATION_INVALID,
                    DIALECT_UNKNOWN,
                    SOURCE_UNREADABLE,
                    HISTORY_UNUSABLE,
                    DRY_RUN_UNSUPPORTED,
                    SERVER_UNSUPPORTED,
                    DATABASE_UNAVAILABLE,
                    PLUGIN_MISBEHAVED -> COULD_NOT_RUN;
        };
    }
}
