package io.migri.core.repeatable;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.text.Operation;
import io.migri.api.text.Text;
import io.migri.core.record.MigrationFiles;
import io.migri.core.record.OpenDatabase;
import io.migri.core.source.Repeatable;
import io.migri.core.source.RepeatableName;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The repeatables as one run, or somebody who looks at the history, sees them. */
public final class Repeatables {
    private final OpenDatabase database;
    private final MigrationFiles files;
    private final LatestLook look;

    /** @param database whose logs know of migrations alone */
    public Repeatables(OpenDatabase database, MigrationFiles files) {
        this.database = database;
        this.files = files;
        this.look = new LatestLook(database.session(), files);
    }

    /** The database with logs that show what is due of them as pending. */
    public OpenDatabase recording() {
        return database.with(session -> around(database.logs().open(session), session));
    }

    /** The database for a dry run, in whose log nothing is recorded of them. */
    public OpenDatabase rehearsing() {
        return database.with(session -> new UnkeptLog(database.logs().open(session)));
    }

    /**
     * {@code history} with what is recorded of them.
     *
     * @throws MigriException with code {@code REQUEST_UNSUPPORTED} where nobody keeps that
     */
    public AppliedLog around(AppliedLog history) {
        return around(history, database.session());
    }

    private AppliedLog around(AppliedLog history, DialectSession session) {
        return new RepeatableLog(history, entries(session), look);
    }

    /**
     * Looks how they stand, with one query.
     *
     * @param history the migrations that are recorded
     */
    public Standing look(List<AppliedMigration> history) throws SQLException {
        AppliedLog entries = entries(database.session());
        return look.look(history, entries.read().orElse(List.of()), entries);
    }

    private AppliedLog entries(DialectSession session) {
        List<Migration> some =
                files.repeatables().stream().map(Repeatable::migration).toList();
        Optional<AppliedLog> log = database.repeatables(session, some);
        if (log.isEmpty()) {
            throw MigriException.of(
                            ErrorCode.REQUEST_UNSUPPORTED,
                            "nothing here keeps account of repeatables on " + session.server())
                    .help("nothing was applied; move the files out of the folder " + RepeatableName.FOLDER)
                    .build();
        }
        return log.get();
    }

    /** What of a history that was read so is no repeatable. */
    public static List<AppliedMigration> without(List<AppliedMigration> history) {
        return history.stream().filter(one -> !RepeatableName.is(one.name())).toList();
    }

    /** How they stood at the last look. */
    public Standing standing() {
        return look.standing();
    }

    /** Says why each of {@code pending} is applied, and which have no file any more. */
    public void tell(List<Migration> pending, MigrationListener listener) {
        for (Migration one : pending) {
            Text reason = standing().due().get(one.name());
            if (reason != null) {
                listener.told(Message.note(one.name(), Text.of("is applied, for ", reason)));
            }
        }
        for (String name : standing().gone()) {
            listener.told(gone(name));
        }
    }

    /** That one has no file any more. */
    public static Message gone(String name) {
        return Message.note(
                name,
                Text.of(
                        "has no file any more; what it made stays in the database; when that is gone, run `",
                        Operation.UNMARK.on(name),
                        "`"));
    }
}
