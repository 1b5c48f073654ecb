package io.migri.python;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.python.engine.PythonSource;
import io.migri.python.reading.PythonHash;
import io.migri.python.reading.PythonHead;
import io.migri.python.reading.Rollback;
import io.migri.spi.DialectSession;
import io.migri.spi.binding.ScriptBinding;
import io.migri.spi.execution.MigrationExecutor;
import io.migri.spi.execution.PreparedMigration;
import io.migri.spi.execution.RunScope;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * Runs {@code .py} files in CPython. One interpreter serves all of a run; it starts, beside everything else, when the first such file
 * is prepared, and has compiled all of them before the first migration runs.
 *
 * <p>Settings: {@code python.engine} is {@code auto} (the default), {@code jep} or {@code process}; {@code python.path} names the
 * interpreter; {@code python.traceback} is {@code full} to show the facade's frames too.
 */
public final class PythonMigrationExecutor implements MigrationExecutor {

    /** The function that a migration is. */
    static final String MIGRATE = "migrate";

    /** For {@link java.util.ServiceLoader}. */
    public PythonMigrationExecutor() {}

    @Override
    public Set<String> kinds() {
        return Set.of("py");
    }

    @Override
    public PreparedMigration prepare(Migration migration, RunScope scope) throws IOException {
        ScriptBinding binding = scope.session().scriptBinding().orElseThrow(() -> noBinding(migration, scope));
        SharedPython python = scope.shared(SharedPython.class, () -> SharedPython.starting(scope, binding.facade()));
        PythonSource source = PythonSource.of(migration);
        return new PreparedPython(
                migration,
                source,
                PythonHead.of(source, isRepeatable(migration)),
                python.check(migration, source),
                scope,
                binding,
                python);
    }

    /** The function {@code rollback}, where the file has one. */
    @Override
    public Optional<String> undoSection(Migration migration) throws IOException {
        return Rollback.isIn(PythonSource.of(migration)) ? Optional.of(Rollback.NAME) : Optional.empty();
    }

    /** Python is not started for it. What takes the migration back does not count for the migration. */
    @Override
    public String tokens(Migration migration, DialectSession session) throws IOException, SQLException {
        Optional<String> hash =
                PythonHash.of(PythonSource.of(migration), migration.section() == null, isRepeatable(migration));
        return hash.isPresent() ? hash.get() : MigrationExecutor.super.tokens(migration, session);
    }

    /** Names of migrations have no slash. */
    private static boolean isRepeatable(Migration migration) {
        return migration.name().startsWith("repeatable/");
    }

    private static MigriException noBinding(Migration migration, RunScope scope) {
        return MigriException.of(
                        ErrorCode.CONFIGURATION_INVALID,
                        migration.origin() + " cannot be run: the dialect of "
                                + scope.session().server() + " has no connection for Python migrations")
                .help("nothing was applied; write it in SQL, or use a dialect that has one")
                .build();
    }
}
