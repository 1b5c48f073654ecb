package io.migri.core.reading;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.core.guest.Misbehaviour;
import io.migri.core.options.RunOptions;
import io.migri.core.plugin.ExecutorRegistry;
import io.migri.core.record.NameRoom;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads pending files as a run does before it applies them, and goes on where one is not sound. */
public final class CollectedPreparing {
    private final DialectSession session;
    private final AppliedLog log;
    private final ExecutorRegistry executors;
    private final RunOptions options;
    private final Map<String, MigriException> found = new LinkedHashMap<>();

    /** @param log has been read */
    public CollectedPreparing(DialectSession session, AppliedLog log, ExecutorRegistry executors, RunOptions options) {
        this.session = session;
        this.log = log;
        this.executors = executors;
        this.options = options;
    }

    /** What would stop a run, by the migration's name. */
    public Map<String, MigriException> of(List<Migration> pending) throws SQLException {
        try (SharedScope scope = new SharedScope(session, options)) {
            List<Prepared> prepared = new ArrayList<>();
            for (Migration migration : pending) {
                collect(migration, () -> prepared.add(Preparing.one(migration, executors, scope)));
            }
            for (Prepared one : prepared) {
                collect(one.migration(), () -> check(one));
            }
        }
        return found;
    }

    private void collect(Migration migration, Preparing.Step<Boolean> step) throws SQLException {
        try {
            Preparing.explained(migration, step);
        } catch (MigriException e) {
            if (Misbehaviour.is(e)) {
                // it is not the file that is unsound
                throw e;
            }
            found.put(migration.name(), e);
        }
    }

    private boolean check(Prepared one) throws SQLException {
        if (one.script().empty() && !options.allowEmpty()) {
            throw MigriException.of(
                            ErrorCode.SCRIPT_INVALID,
                            Text.of(one.migration().origin() + " is empty, which ", Option.ALLOW_EMPTY, " permits"))
                    .build();
        }
        NameRoom.require(log, one.migration());
        Preparing.check(one);
        return true;
    }
}
