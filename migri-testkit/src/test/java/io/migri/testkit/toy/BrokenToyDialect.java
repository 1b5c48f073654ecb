package io.migri.testkit.toy;

import io.migri.api.AppliedMigration;
import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.MigriException;
import io.migri.spi.ConnectionSource;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.Purpose;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.History;
import io.migri.spi.lock.Locks;
import io.migri.spi.lock.MigrationLock;
import io.migri.spi.rehearsal.InTransaction;
import io.migri.spi.rehearsal.Rehearsal;
import io.migri.spi.rehearsal.Rehearsals;
import io.migri.spi.script.Language;
import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TransactionEffect;
import io.migri.spi.state.SessionState;
import io.migri.spi.wire.StatementFailedException;
import io.migri.spi.wire.TransactionSyntax;
import io.migri.spi.wire.Wire;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The toy, but for one promise. */
record BrokenToyDialect(ToyDialect toy, Fault fault) implements Dialect {

    @Override
    public String id() {
        return toy.id();
    }

    @Override
    public boolean matches(ConnectionConfig config) {
        return toy.matches(config);
    }

    @Override
    public boolean matches(Connection connection) throws SQLException {
        return toy.matches(connection);
    }

    @Override
    public Connection connect(ConnectionConfig config, Purpose purpose) throws SQLException {
        return toy.connect(config, purpose);
    }

    @Override
    public DialectSession session(Connection connection, ConnectionSource others) {
        return new BrokenSession(toy.session(connection, others), fault);
    }

    @Override
    public DatabaseError explain(SQLException failure, String statement) {
        return fault == Fault.BLAMES_EVERYTHING_ON_THE_STATEMENT
                ? DatabaseError.of(DatabaseError.Kind.STATEMENT, "1", "it failed")
                : toy.explain(failure, statement);
    }

    private record BrokenSession(DialectSession toy, Fault fault) implements DialectSession {
        @Override
        public Connection connection() {
            return toy.connection();
        }

        @Override
        public String server() {
            return toy.server();
        }

        @Override
        public Language language() {
            return new BrokenLanguage(toy.language(), fault);
        }

        @Override
        public History history() {
            return table -> new BrokenLog(this, toy.history().log(table), table);
        }

        @Override
        public Wire wire() {
            return new BrokenWire(toy.wire(), fault);
        }

        @Override
        public SessionState state() {
            return new BrokenState(toy.state(), fault);
        }

        @Override
        public Locks locks() {
            return name -> Optional.of(new EmptyLock(fault == Fault.CLAIMS_TO_LOCK));
        }

        @Override
        public Rehearsals<DialectSession> rehearsals() {
            return request -> {
                Rehearsal<DialectSession> rehearsal = toy.rehearsals().open(request);
                return fault == Fault.KEEPS_WHAT_WAS_REHEARSED ? new LastingRehearsal(rehearsal.session()) : rehearsal;
            };
        }

        @Override
        public void cancel() {
            toy.cancel();
        }
    }

    private record BrokenLanguage(Language toy, Fault fault) implements Language {
        @Override
        public StatementReader read(Reader script) throws SQLException {
            return switch (fault) {
                case READS_THE_WHOLE_SCRIPT -> toy.read(new StringReader(whole(script)));
                case COUNTS_LINES_FROM_ZERO -> new ZeroBasedReader(toy.read(script));
                case KNOWS_NO_BEGIN,
                        TAKES_A_ROLLBACK_FOR_A_COMMIT,
                        KNOWS_NOTHING_THAT_REFUSES_A_TRANSACTION,
                        FORGETS_TEMPORARY_TABLES -> new MistakenReader(toy.read(script), fault);
                default -> toy.read(script);
            };
        }

        private static String whole(Reader script) {
            StringWriter text = new StringWriter();
            try (script) {
                script.transferTo(text);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            return text.toString();
        }
    }

    private record BrokenWire(Wire toy, Fault fault) implements Wire {
        @Override
        public TransactionSyntax syntax() {
            return toy.syntax();
        }

        @Override
        public void execute(List<String> statements) throws StatementFailedException {
            int last = statements.size() - 1;
            boolean stops = fault == Fault.STOPS_BEFORE_THE_LAST_STATEMENT && last > 2;
            try {
                toy.execute(stops ? statements.subList(0, last) : statements);
            } catch (StatementFailedException failure) {
                throw fault == Fault.NAMES_THE_WRONG_STATEMENT
                        ? new StatementFailedException(0, failure.failure())
                        : failure;
            }
        }

        @Override
        public boolean transactionSurvived() throws SQLException {
            return fault == Fault.NOTICES_NO_FOREIGN_COMMIT || toy.transactionSurvived();
        }
    }

    private record BrokenState(SessionState toy, Fault fault) implements SessionState {
        @Override
        public List<String> restore() throws SQLException {
            return toy.restore();
        }

        @Override
        public List<String> restoreOutside() throws SQLException {
            return fault == Fault.RESTORES_NOTHING ? List.of() : toy.restoreOutside();
        }
    }

    private record BrokenLog(BrokenSession session, AppliedLog toy, String table) implements AppliedLog {
        private static final int ROOM = 60;

        @Override
        public Optional<List<AppliedMigration>> read() throws SQLException {
            try {
                return toy.read();
            } catch (MigriException refusal) {
                if (session.fault == Fault.MISSES_ANOTHER_TABLE_OF_ITS_NAME) {
                    return Optional.of(List.of());
                }
                throw refusal;
            }
        }

        @Override
        public void prepare() throws SQLException {
            if (session.fault == Fault.FORGETS_WHEN_PREPARED) {
                session.wire().execute(List.of("DROP TABLE IF EXISTS " + table));
            }
            toy.prepare();
        }

        @Override
        public List<String> append(AppliedMigration migration) {
            String name = migration.name();
            return session.fault == Fault.CUTS_LONG_NAMES && name.length() > ROOM
                    ? toy.append(new AppliedMigration(name.substring(0, ROOM), migration.appliedAt()))
                    : toy.append(migration);
        }
    }

    private record EmptyLock(boolean coversRun) implements MigrationLock {
        @Override
        public void close() {}
    }

    private record LastingRehearsal(DialectSession session) implements InTransaction<DialectSession> {
        @Override
        public void close() throws SQLException {
            session.wire().execute(List.of("COMMIT"));
        }
    }

    private record MistakenReader(StatementReader toy, Fault fault) implements StatementReader {
        @Override
        public @Nullable SqlStatement next() throws IOException {
            SqlStatement next = toy.next();
            return next == null
                    ? null
                    : fault == Fault.FORGETS_TEMPORARY_TABLES ? next.using(SessionUse.NONE) : mistaken(next);
        }

        private SqlStatement mistaken(SqlStatement next) {
            return switch (next.effect()) {
                case BEGINS_BLOCK, COMMITS_BLOCK ->
                    fault == Fault.KNOWS_NO_BEGIN ? next.with(TransactionEffect.NONE) : next;
                case ROLLS_BACK_BLOCK ->
                    fault == Fault.TAKES_A_ROLLBACK_FOR_A_COMMIT ? next.with(TransactionEffect.COMMITS_BLOCK) : next;
                case REFUSES_IT ->
                    fault == Fault.KNOWS_NOTHING_THAT_REFUSES_A_TRANSACTION ? next.with(TransactionEffect.NONE) : next;
                default -> next;
            };
        }

        @Override
        public void close() throws IOException {
            toy.close();
        }
    }

    private record ZeroBasedReader(StatementReader toy) implements StatementReader {
        @Override
        public @Nullable SqlStatement next() throws IOException {
            SqlStatement next = toy.next();
            return next == null
                    ? null
                    : new SqlStatement(next.ordinal(), next.text(), next.line() - 1, next.column(), next.effect());
        }

        @Override
        public void close() throws IOException {
            toy.close();
        }
    }
}
