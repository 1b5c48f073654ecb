package io.migri.api;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * One migration failed. {@link #report()} tells which were applied before it, {@link #state()} what it left behind. The message names the
 * migration, the place in its file and that state.
 */
public final class MigrationFailedException extends MigriException {
    private static final long serialVersionUID = 1L;

    private final Circumstances failed;
    private final transient MigrationReport report;

    /**
     * An exception with all that is known.
     *
     * @param account what was found; of code {@code MIGRATION_FAILED}, {@code INTERRUPTED} where the run was asked to stop, or {@code
     *     PLUGIN_MISBEHAVED}
     */
    public MigrationFailedException(Builder account, Circumstances failed, MigrationReport report) {
        super(account, message(account, failed));
        this.failed = failed;
        this.report = requireNonNull(report, "report");
    }

    private static String message(Builder account, Circumstances failed) {
        return failed.name() + " failed at " + account.place(failed.origin()) + " (" + spoken(failed.state()) + "): "
                + account.text();
    }

    private static String spoken(DatabaseState state) {
        return switch (state) {
            case UNCHANGED -> "nothing of it is in the database";
            case PARTLY_CHANGED -> "a part of it is in the database";
            case UNKNOWN -> "whether it is in the database is not known";
        };
    }

    public String migration() {
        return failed.name();
    }

    /** Its file or resource, as a person would name it; there may be no {@link #position()} in it. */
    public String origin() {
        return failed.origin();
    }

    public DatabaseState state() {
        return failed.state();
    }

    /** One-based ordinal of the statement that failed; 0 where none did. */
    public long statement() {
        return failed.statement();
    }

    /** How many statements the script has; 0 where that is not known. */
    public long statements() {
        return failed.statements();
    }

    /**
     * How many statements, from the first on, are known to have been executed for good; what came after them was rolled back.
     * 0 unless the state is {@code PARTLY_CHANGED}, and there too where it is not known what stays.
     */
    public long lastingStatements() {
        return failed.lastingStatements();
    }

    /** The server's product and version. */
    public String server() {
        return failed.server();
    }

    /** Everything the run did up to and with the failure. */
    public MigrationReport report() {
        return report;
    }

    /**
     * Which migration failed, and how far it got.
     *
     * @param name the migration's
     * @param origin its file or resource, as a person would name it
     * @param state what it left behind
     * @param statement one-based ordinal of the statement that failed; 0 where none did
     * @param statements how many the script has; 0 where that is not known
     * @param lastingStatements how many of them, from the first on, are known to have been executed for good
     * @param server the server's product and version, such as {@code postgresql 15.18}
     */
    public record Circumstances(
            String name,
            String origin,
            DatabaseState state,
            long statement,
            long statements,
            long lastingStatements,
            String server)
            implements Serializable {

        public Circumstances {
            requireNonNull(name, "name");
            requireNonNull(origin, "origin");
            requireNonNull(state, "state");
            requireNonNull(server, "server");
        }
    }
}
