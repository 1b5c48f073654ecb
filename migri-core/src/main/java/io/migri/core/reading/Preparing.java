package io.migri.core.reading;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.SourcePosition;
import io.migri.core.plugin.ExecutorRegistry;
import io.migri.core.script.StatementTooLargeException;
import io.migri.core.source.Direction;
import io.migri.core.source.FrozenContent;
import io.migri.core.source.ReadFailure;
import io.migri.spi.execution.MigrationExecutor;
import io.migri.spi.script.ScriptException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads every migration to its end before the first is applied, so that a mistake in the last one costs nothing. */
public final class Preparing {

    /** So many bytes of small files are kept from here until they are executed. */
    private static final long KEPT = 64L * 1024 * 1024;

    private Preparing() {}

    public static List<Prepared> all(List<Migration> pending, ExecutorRegistry executors, SharedScope scope)
            throws SQLException {
        List<Prepared> prepared = new ArrayList<>(pending.size());
        FrozenContent.Allowance allowance = new FrozenContent.Allowance(KEPT);
        for (Migration migration : pending) {
            prepared.add(one(FrozenContent.freeze(migration, allowance), executors, scope));
        }
        for (Prepared one : prepared) {
            check(one);
        }
        return prepared;
    }

    static Prepared one(Migration migration, ExecutorRegistry executors, SharedScope scope) throws SQLException {
        MigrationExecutor executor = executors.executor(migration);
        return new Prepared(migration, executors, explained(migration, () -> executor.prepare(migration, scope)));
    }

    /** Waits for checks that go on beside the reading of others. */
    static void check(Prepared prepared) throws SQLException {
        explained(prepared.migration(), () -> {
            prepared.script().check();
            return prepared;
        });
    }

    /** Says which file it is, and where in it, that a step of reading failed at. */
    public static <T> T explained(Migration migration, Step<T> step) throws SQLException {
        try {
            return step.run();
        } catch (ScriptException e) {
            SourcePosition position = ScriptText.position(migration, e.line(), e.column());
            throw MigriException.of(ErrorCode.SCRIPT_INVALID, Reason.of(e))
                    .help(Direction.of(migration.name()).nothing() + "fix the file and run again")
                    .at(position)
                    .because(e)
                    .build();
        } catch (StatementTooLargeException e) {
            throw MemoryShortage.of(migration, e, Direction.of(migration.name()).nothing());
        } catch (IOException e) {
            throw ReadFailure.of(migration, e, Direction.of(migration.name()).nothing());
        }
    }

    /** A part of reading one migration. */
    @FunctionalInterface
    public interface Step<T> {
        T run() throws SQLException, IOException;
    }
}
