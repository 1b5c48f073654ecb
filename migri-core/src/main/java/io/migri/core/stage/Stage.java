package io.migri.core.stage;

import io.migri.api.event.MigrationListener;
import io.migri.core.lock.TransactionGate;
import io.migri.core.report.RunRecorder;
import io.migri.spi.DialectSession;
import org.jspecify.annotations.Nullable;

/** Where migrations are executed, what is kept of them, and how: the same for all migrations of a run. */
public record Stage(Database database, Books books, Conduct conduct) {

    public DialectSession session() {
        return database.session();
    }

    public TransactionGate gate() {
        return conduct.gate();
    }

    public MigrationListener listener() {
        return conduct.options().listener();
    }

    /** Null where nobody wants a report. */
    @Nullable
    public RunRecorder recorder() {
        return books.recorder();
    }

    /** Whether what is done stays. */
    public Mode mode() {
        return conduct.mode();
    }
}
