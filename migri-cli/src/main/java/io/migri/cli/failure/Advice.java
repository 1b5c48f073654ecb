package io.migri.cli.failure;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.DatabaseState;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;
import io.migri.cli.output.CommandLineWording;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the user can do next. What the one who failed suggests comes first, and a hint of the database needs no help beside it. */
public final class Advice {
    /** PostgreSQL's and MySQL's codes for a server, or a user, with as many connections as there may be. */
    private static final Set<String> FULL = Set.of("53300", "1040", "1203", "1226");

    private final ConnectionConfig target;
    private final String command;
    private final OnceMore again;

    /** @param target what the user tried to reach */
    public Advice(ConnectionConfig target) {
        this(target, "migrate");
    }

    /** @param command the word of what the user called */
    public Advice(ConnectionConfig target, String command) {
        this.target = target;
        this.command = command;
        this.again = new OnceMore(command);
    }

    public Optional<String> about(MigriException failure) {
        return failure.help()
                .map(CommandLineWording::spoken)
                .or(() -> failure.databaseError()
                        .filter(error -> error.hint().isEmpty() || failure instanceof MigrationFailedException)
                        .flatMap(error -> about(error.kind(), failure)))
                .or(() -> failure instanceof MigrationFailedException failed && !isClean(failed)
                        ? Optional.of(about(failed))
                        : about(failure.code()));
    }

    /** Where nothing is left, the file needs no change: who made the plug-in has to make one. */
    private static boolean isClean(MigrationFailedException failure) {
        return failure.code() == ErrorCode.PLUGIN_MISBEHAVED && failure.state() == DatabaseState.UNCHANGED;
    }

    private Optional<String> about(DatabaseError.Kind kind, MigriException failure) {
        return switch (kind) {
            case AUTHENTICATION ->
                Optional.of("check the user (-u, DB_USER) and the password (-s, DB_PASS or DB_PASS_FILE)");
            case UNKNOWN_DATABASE ->
                Optional.of("create the database " + target.database()
                        + " with `migri create`, or correct its name (-n, DB_NAME)");
            case UNREACHABLE -> Optional.of(isFull(failure) ? full() : unreachable(failure));
            case PRIVILEGE ->
                Optional.of("grant " + target.user().orElse("the user")
                        + " the privilege, or run as a user who has it (-u, DB_USER)");
            case BUSY ->
                Optional.of("end the program that holds the lock, or wait for it, and run `" + call() + "` again");
            case READ_ONLY -> Optional.of(readOnly());
            case DISK_FULL ->
                Optional.of(
                        "make room on the disk that the database is on and run `" + again.after(failure) + "` again");
            case CONNECTION_LOST, SESSION_ENDED -> connectionLost(failure);
            case CANCELLED, STATEMENT, REFUSES_TRANSACTION, NEEDS_COMMIT, PENDING_TRIGGERS, TRANSACTION_BEGUN ->
                Optional.empty();
        };
    }

    private static boolean isFull(MigriException failure) {
        return failure.databaseError()
                .filter(error -> FULL.contains(error.code()))
                .isPresent();
    }

    private String full() {
        return "the server runs and has no connection left: close some, or allow more (max_connections, or the limit"
                + " of the user), and run `" + call() + "` again";
    }

    private String unreachable(MigriException failure) {
        String message = failure.text().toString().toLowerCase(Locale.ROOT);
        if (message.contains("ssl") || message.contains("certificate")) {
            return "the server was reached, and encryption is not agreed on: check the driver's properties for it,"
                    + " such as --db-property sslmode=verify-full, and the certificates that they name";
        }
        if (isFile()) {
            return "check the path (-n, DB_NAME): its directory has to exist, and this user needs the right to read"
                    + " and write";
        }
        return "check that the server is running and takes connections there (-h, DB_HOST; -p, DB_PORT)";
    }

    private String readOnly() {
        return isFile()
                ? "give this user the right to write to the file and to its directory"
                : "connect to a server that takes writes, which a replica does not, and as a user whose transactions"
                        + " are not read-only by default (default_transaction_read_only)";
    }

    /** Whether what was named can only have been taken for a file. */
    private boolean isFile() {
        return target.host().isEmpty()
                && target.port().isEmpty()
                && target.dialect().filter(dialect -> !dialect.equals("sqlite")).isEmpty();
    }

    private Optional<String> connectionLost(MigriException failure) {
        return failure instanceof MigrationFailedException
                ? Optional.empty()
                : Optional.of("look into the server's log for the reason and run `" + again.earnest() + "` again");
    }

    private String about(MigrationFailedException failure) {
        return switch (failure.state()) {
            case UNCHANGED ->
                failure.code() == ErrorCode.INTERRUPTED || isConnectionLost(failure)
                        ? (isHinted(failure) ? "do what the hint says and " : "") + "run `" + again.after(failure)
                                + "` again" + (failure.report().dryRun() ? "" : " to go on")
                        : inFile(failure);
            case PARTLY_CHANGED ->
                failure.code() == ErrorCode.PLUGIN_MISBEHAVED
                        ? "report this to the plug-in's author; once the plug-in is fixed, undo by hand what "
                                + failure.migration() + " has changed, and run `" + again.after(failure) + "` again"
                        : "undo by hand what " + failure.migration() + " has changed, fix the file, and run `"
                                + again.after(failure) + "` again";
            case UNKNOWN -> again.afterDoubt(failure);
        };
    }

    private String inFile(MigrationFailedException failure) {
        String once = "run `" + again.after(failure) + "` again";
        if (failure.text().toString().contains("already exists")
                && failure.report().applied().isEmpty()) {
            return "fix the file and " + once + "; if the database had this before Migri came, record what it has with"
                    + " `migri baseline --to NAME`";
        }
        return failure.text().toString().contains("No module named")
                ? "install the package for the Python that runs migrations (`migri python install --with PACKAGE`), or"
                        + " name another Python with --python, and " + once
                : "fix the file and " + once;
    }

    private static boolean isHinted(MigriException failure) {
        return failure.databaseError().flatMap(DatabaseError::hint).isPresent();
    }

    private static boolean isConnectionLost(MigriException failure) {
        return failure.databaseError()
                .map(error -> error.kind() == DatabaseError.Kind.CONNECTION_LOST
                        || error.kind() == DatabaseError.Kind.SESSION_ENDED)
                .orElse(false);
    }

    private String call() {
        return "migri " + command;
    }

    private Optional<String> about(ErrorCode code) {
        return switch (code) {
            case LOCK_TIMEOUT -> Optional.of("run again when the other run is done, or wait longer with --lock-wait");
            case NOT_READY -> Optional.of("see whether the server starts, or wait longer, such as --wait=5m");
            case INTERRUPTED ->
                Optional.of(
                        command.equals("migrate")
                                ? "run `migri migrate` again to go on"
                                : "nothing was changed; run `" + call() + "` again");
            case FOREIGN_FORMAT ->
                Optional.of("nothing was touched; run them with that tool, or keep here only what is to be applied,"
                        + " or take them as they are with --format=plain (MIGRI_FORMAT)");
            case SERVER_UNSUPPORTED ->
                Optional.of("nothing was changed; upgrade the server, or set MIGRI_ANY_SERVER=1 to run there anyway");
            case PLUGIN_MISBEHAVED -> Optional.of("report this to the plug-in's author");
            case CONFIGURATION_INVALID,
                    REQUEST_UNSUPPORTED,
                    DIALECT_UNKNOWN,
                    SOURCE_UNREADABLE,
                    MIGRATIONS_INVALID,
                    SCRIPT_INVALID,
                    VALIDATION,
                    UNDECIDED,
                    MIGRATION_FAILED,
                    HISTORY_UNUSABLE,
                    DRY_RUN_UNSUPPORTED,
                    DATABASE_UNAVAILABLE -> Optional.empty();
        };
    }
}
