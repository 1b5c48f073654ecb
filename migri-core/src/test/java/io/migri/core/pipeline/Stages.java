package io.migri.core.pipeline;

import io.migri.api.AppliedMigration;
import io.migri.api.Cancellation;
import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.event.MigrationListener;
import io.migri.core.ahead.Meanwhile;
import io.migri.core.attempt.Attempt;
import io.migri.core.foreign.ForeignCheck;
import io.migri.core.journal.RunJournal;
import io.migri.core.lock.Interruption;
import io.migri.core.lock.OpenInBatch;
import io.migri.core.lock.TransactionGate;
import io.migri.core.options.RunOptions;
import io.migri.core.reading.Prepared;
import io.migri.core.stage.Books;
import io.migri.core.stage.Conduct;
import io.migri.core.stage.Database;
import io.migri.core.stage.Mode;
import io.migri.core.stage.Stage;
import io.migri.spi.ConnectionSource;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.Purpose;
import io.migri.spi.history.AppliedLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A stage for tests, on which nothing fails and nothing is recorded. */
final class Stages {
    final RunOptions.Builder options = new RunOptions.Builder();
    final Cancellation cancellation = new Cancellation();
    private final DialectSession session;
    TransactionGate gate = new OpenInBatch();
    RunJournal journal = RunJournal.NONE;
    Mode mode;

    Stages(DialectSession session) {
        this.session = session;
        this.mode = new Mode.Run(session.wire().syntax());
        options.listener(MigrationListener.NONE);
    }

    StatementPipeline pipeline(Prepared prepared) throws SQLException {
        Database database = new Database(new NoDialect(), session, List.of());
        RunOptions built = options.build(
                new ForeignCheck(List::of, ForeignCheck.PLAIN, Stages.class.getClassLoader()), ConnectionSource.NONE);
        Conduct conduct = new Conduct(built, mode, gate, new Interruption(cancellation, session), new Meanwhile());
        return new StatementPipeline(
                Attempt.of(new Stage(database, new Books(new NoLog(), journal, null), conduct), prepared));
    }

    /** Is never asked. */
    private static final class NoDialect implements Dialect {

        @Override
        public String id() {
            throw new AssertionError("not asked for");
        }

        @Override
        public boolean matches(ConnectionConfig config) {
            throw new AssertionError("not asked for");
        }

        @Override
        public boolean matches(Connection connection) {
            throw new AssertionError("not asked for");
        }

        @Override
        public Connection connect(ConnectionConfig config, Purpose purpose) {
            throw new AssertionError("not asked for");
        }

        @Override
        public DialectSession session(Connection connection, ConnectionSource others) {
            throw new AssertionError("not asked for");
        }

        @Override
        public DatabaseError explain(SQLException failure, String statement) {
            throw new AssertionError("nothing here has to be explained");
        }
    }

    /** Is never asked. */
    private static final class NoLog implements AppliedLog {

        @Override
        public Optional<List<AppliedMigration>> read() {
            throw new AssertionError("not asked for");
        }

        @Override
        public void prepare() {
            throw new AssertionError("not asked for");
        }

        @Override
        public List<String> append(AppliedMigration migration) {
            throw new AssertionError("not asked for");
        }
    }
}
