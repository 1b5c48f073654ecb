package io.migri.api;

import static java.util.Objects.requireNonNull;

import io.migri.api.text.Account;
import io.migri.api.text.Operation;
import io.migri.api.text.Text;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * One migration failed. {@link #report()} tells which were applied before it, {@link #state()} what it left behind. The message names the
 * migration, the place in its file, the statement, that state, and what to do.
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
        super(account, message(account, failed, report));
        this.failed = failed;
        this.report = requireNonNull(report, "report");
    }

    private static String message(Builder account, Circumstances failed, MigrationReport report) {
        String place = account.position().map(SourcePosition::toString).orElse(failed.origin());
        String excerpt =
                account.position().map(SourcePosition::excerpt).orElse("").strip();
        Account message = new Account(failed.name() + " failed at " + place + ": " + account.text())
                .line(statement(failed), excerpt.isEmpty() && failed.statement() > 0 ? "(" + place + ")" : excerpt);
        account.tellMore(message);
        return message.line("database: ", state(account, failed, report) + " (" + failed.server() + ")")
                .line(
                        "help: ",
                        account.help()
                                .orElseGet(() -> remedy(account, failed, report))
                                .toString())
                .toString();
    }

    private static String statement(Circumstances failed) {
        if (failed.statement() == 0) {
            return "line: ";
        }
        String total = failed.statements() == 0 ? "" : " of " + failed.statements();
        return "statement " + failed.statement() + total + ": ";
    }

    private static Text remedy(Builder account, Circumstances failed, MigrationReport report) {
        if (account.code() == ErrorCode.PLUGIN_MISBEHAVED && failed.state() == DatabaseState.UNCHANGED) {
            return Remedy.of(account.code(), Optional.empty()).orElseThrow();
        }
        Operation operation = report.dryRun() ? Operation.DRY_RUN : Operation.MIGRATE;
        if (account.code() == ErrorCode.PLUGIN_MISBEHAVED && failed.state() == DatabaseState.PARTLY_CHANGED) {
            return Remedy.ofHalfDone(failed.name(), operation);
        }
        boolean broken = account.code() == ErrorCode.INTERRUPTED
                || account.databaseError()
                        .map(DatabaseError::kind)
                        .filter(kind ->
                                kind == DatabaseError.Kind.CONNECTION_LOST || kind == DatabaseError.Kind.SESSION_ENDED)
                        .isPresent();
        return Remedy.of(failed.name(), failed.state(), operation, broken, account.databaseError());
    }

    private static String state(Builder account, Circumstances failed, MigrationReport report) {
        String state =
                switch (failed.state()) {
                    case UNCHANGED -> "rolled back, nothing of " + failed.name() + " is in it";
                    case PARTLY_CHANGED -> "a part of " + failed.name() + " is in it" + staying(failed);
                    case UNKNOWN -> "not known, " + unconfirmed(account) + failed.name();
                };
        return report.dryRun() ? state : state + together(failed, report) + earlier(report.applied());
    }

    private static String unconfirmed(Builder account) {
        return account.code() == ErrorCode.PLUGIN_MISBEHAVED
                ? "the plug-in cannot tell what became of "
                : "the connection broke before it confirmed ";
    }

    private static String staying(Circumstances failed) {
        return switch ((int) Math.min(2, failed.lastingStatements())) {
            case 0 -> "";
            case 1 -> ": statement 1 stays";
            default -> ": statements 1 to " + failed.lastingStatements() + " stay";
        };
    }

    private static String together(Circumstances failed, MigrationReport report) {
        boolean shared = report.results().stream().anyMatch(MigrationReport.RolledBack.class::isInstance);
        return shared && failed.state() == DatabaseState.UNCHANGED
                ? "; all share a transaction, and nothing was applied"
                : "";
    }

    private static String earlier(List<MigrationReport.Applied> applied) {
        int count = applied.size();
        return switch (Math.min(2, count)) {
            case 0 -> "";
            case 1 -> "; " + applied.get(0).name() + " stays applied";
            default ->
                "; " + applied.get(0).name() + " to " + applied.get(count - 1).name() + " stay applied (" + count + ")";
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
