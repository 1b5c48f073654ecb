package io.migri.api;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** One migration failed. {@link #report()} tells which were applied before it, {@link #state()} what it left behind. */
public final class MigrationFailedException extends MigriException {
    private static final long serialVersionUID = 1L;

    private final String migration;
    private final String origin;
    private final DatabaseState state;
    private final long statement;
    private final long statements;
    private final long lastingStatements;
    private final String server;
    private final transient MigrationReport report;

    /**
     * An exception with all that is known.
     *
     * @param code {@code MIGRATION_FAILED}, or {@code INTERRUPTED} where the run was asked to stop
     * @param migration the name of the one that failed
     * @param origin its file or resource, as a person would name it
     * @param statement one-based ordinal of the statement that failed; 0 where none did
     * @param statements how many the script has; 0 where that is not known
     * @param lastingStatements how many of them, from the first on, are known to have been executed for good
     * @param server the server's product and version, such as {@code postgresql 15.18}
     */
    public MigrationFailedException(
            ErrorCode code,
            String migration,
            String origin,
            String message,
            DatabaseState state,
            long statement,
            long statements,
            long lastingStatements,
            String server,
            MigrationReport report,
            @Nullable SourcePosition position,
            @Nullable DatabaseError databaseError,
            @Nullable String help,
            @Nullable String details,
            @Nullable Throwable cause) {
        super(code, message, help, position, databaseError, details, cause);
        this.migration = requireNonNull(migration, "migration");
        this.origin = requireNonNull(origin, "origin");
        this.state = requireNonNull(state, "state");
        this.statement = statement;
        this.statements = statements;
        this.lastingStatements = lastingStatements;
        this.server = requireNonNull(server, "server");
        this.report = requireNonNull(report, "report");
    }

    public String migration() {
        return migration;
    }

    /** Its file or resource, as a person would name it; there may be no {@link #position()} in it. */
    public String origin() {
        return origin;
    }

    public DatabaseState state() {
        return state;
    }

    /** One-based ordinal of the statement that failed; 0 where none did. */
    public long statement() {
        return statement;
    }

    /** How many statements the script has; 0 where that is not known. */
    public long statements() {
        return statements;
    }

    /**
     * How many statements, from the first on, are known to have been executed for good; what came after them was rolled back.
     * 0 unless the state is {@code PARTLY_CHANGED}, and there too where it is not known what stays.
     */
    public long lastingStatements() {
        return lastingStatements;
    }

    /** The server's product and version. */
    public String server() {
        return server;
    }

    /** Everything the run did up to and with the failure. */
    public MigrationReport report() {
        return report;
    }
}
