package io.migri.core.pipeline;

import io.migri.api.DatabaseError;
import io.migri.api.event.MigrationListener;
import io.migri.core.lock.Interruption;
import io.migri.core.lock.TransactionGate;
import io.migri.core.report.RunRecorder;
import io.migri.spi.DialectSession;
import io.migri.spi.wire.TransactionSyntax;
import java.sql.SQLException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where migrations are executed, and who listens: the same for all migrations of a run.
 *
 * @param explanation of what the database refused, with the statement
 * @param onlyInTransaction whether this is a rehearsal on the real database, in which statements outside of a transaction are left out and named
 * @param recorder null where nobody wants a report
 */
public record Stage(
        BiFunction<SQLException, String, DatabaseError> explanation,
        DialectSession session,
        TransactionSyntax syntax,
        TransactionGate gate,
        boolean onlyInTransaction,
        MigrationListener listener,
        Interruption interruption,
        @Nullable RunRecorder recorder) {}
