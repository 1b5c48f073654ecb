package io.migri.testkit;

import io.migri.api.Cancellation;
import io.migri.api.DatabaseError;
import io.migri.api.text.Text;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.execution.ExecutionContext;
import io.migri.spi.execution.MigrationTransaction;
import io.migri.spi.execution.RunScope;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.io.Reader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The plainest run there is: each statement is sent at once, in a transaction that begins with the first and ends when the test says so.
 * Closing it closes what executors have shared.
 */
final class ExecutedMigrations implements RunScope, ExecutionContext, AutoCloseable {
    private final Dialect dialect;
    private final DialectSession session;
    private final Map<String, String> settings;
    private final Map<Class<?>, AutoCloseable> shared = new HashMap<>();
    private final List<String> executed = new ArrayList<>();
    private boolean open;

    ExecutedMigrations(Dialect dialect, DialectSession session, Map<String, String> settings) {
        this.dialect = dialect;
        this.session = session;
        this.settings = Map.copyOf(settings);
    }

    /** The statements so far that did not come from the migration's own use of the connection. */
    List<String> executed() {
        return List.copyOf(executed);
    }

    void commit() throws SQLException {
        end(session.wire().syntax().commit());
    }

    void rollBack() throws SQLException {
        end(session.wire().syntax().rollback());
    }

    private void end(String statement) throws SQLException {
        if (open) {
            open = false;
            session.wire().execute(List.of(statement));
        }
    }

    private void begin() throws SQLException {
        if (!open) {
            session.wire().execute(List.of(session.wire().syntax().begin()));
            open = true;
        }
    }

    @Override
    public DialectSession session() {
        return session;
    }

    @Override
    public void execute(SqlStatement statement) throws SQLException, IOException {
        begin();
        Reader data = statement.data();
        if (data == null) {
            session.wire().execute(List.of(statement.text()));
        } else {
            session.wire().load(statement.text(), data);
        }
        executed.add(statement.text());
    }

    @Override
    public MigrationTransaction transaction() {
        return new Transaction();
    }

    @Override
    public void print(String line) {
        // nobody reads it
    }

    @Override
    public DatabaseError explain(SQLException failure, String statement) {
        return dialect.explain(failure, statement);
    }

    @Override
    public void notice(String message) {
        // nobody reads it
    }

    @Override
    public Cancellation cancellation() {
        return new Cancellation();
    }

    @Override
    public Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    @Override
    public void inform(Text message) {
        // nobody reads it
    }

    @Override
    public <T extends AutoCloseable> T shared(Class<T> type, Supplier<T> opening) {
        return type.cast(shared.computeIfAbsent(type, key -> opening.get()));
    }

    @Override
    public void close() throws IOException {
        for (AutoCloseable resource : shared.values()) {
            try {
                resource.close();
            } catch (Exception e) {
                throw new IOException("what an executor has shared cannot be closed", e);
            }
        }
        shared.clear();
    }

    /** The one transaction. */
    private final class Transaction implements MigrationTransaction {
        @Override
        public void open() throws SQLException {
            begin();
        }

        @Override
        public boolean leaveForLater() throws SQLException {
            commit();
            return true;
        }

        @Override
        public void doubt() {
            // nobody notes it
        }

        @Override
        public void committed() {
            // nobody notes it
        }

        @Override
        public boolean mustStay() {
            return false;
        }
    }
}
