package io.migri.cli.exit;

import io.migri.api.DatabaseState;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;

/** What the process returns to its caller. Scripts depend on the numbers. */
public enum ExitStatus {
    DONE(0, "done"),
    COULD_NOT_RUN(1, "could not run"),
    USAGE(2, "wrong usage"),
    FAILED_CLEAN(3, "a migration failed and was rolled back"),
    FAILED_PARTLY(4, "a migration failed or was interrupted half done"),
    LOCKED(5, "gave up waiting for another run or for the database"),
    INVALID(6, "the migrations are not valid"),
    PENDING(7, "something is pending (status --exit-code)"),
    DANGEROUS(8, "a dry run found what --fail-on names"),

    /** What a shell reports for SIGINT. The JVM itself returns this, 129 or 143, according to the signal that it got. */
    INTERRUPTED(130, "interrupted by SIGHUP, Ctrl-C or SIGTERM");

    private final int code;
    private final String meaning;

    ExitStatus(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The number. */
    public int code() {
        return code;
    }

    /** The number or, of a signal, all that there are. */
    public String codes() {
        return this == INTERRUPTED ? "129, 130 or 143" : Integer.toString(code);
    }

    /** What it says, in a few words. */
    public String meaning() {
        return meaning;
    }

    public static ExitStatus of(MigriException failure) {
        if (failure instanceof MigrationFailedException failed && failed.state() != DatabaseState.UNCHANGED) {
            return FAILED_PARTLY;
        }
        boolean broken = failure.code() == ErrorCode.PLUGIN_MISBEHAVED;
        return of(broken && failure instanceof MigrationFailedException ? ErrorCode.MIGRATION_FAILED : failure.code());
    }

    private static ExitStatus of(ErrorCode code) {
        return switch (code) {
            case MIGRATION_FAILED -> FAILED_CLEAN;
            case REQUEST_UNSUPPORTED -> USAGE;
            case LOCK_TIMEOUT, NOT_READY -> LOCKED;
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
