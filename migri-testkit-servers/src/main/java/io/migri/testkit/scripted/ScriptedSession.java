package io.migri.testkit.scripted;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.report.Effect;
import io.migri.spi.DialectSession;
import io.migri.spi.client.ClientScript;
import io.migri.spi.examination.Finding;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.History;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.RecoveryJournal;
import io.migri.spi.lock.Locks;
import io.migri.spi.probe.ProbeRequest;
import io.migri.spi.probe.StatementProbe;
import io.migri.spi.rehearsal.InTransaction;
import io.migri.spi.rehearsal.OnCopy;
import io.migri.spi.rehearsal.Rehearsal;
import io.migri.spi.rehearsal.RehearsalRequest;
import io.migri.spi.rehearsal.Rehearsals;
import io.migri.spi.rehearsal.Restriction;
import io.migri.spi.schema.SchemaPart;
import io.migri.spi.schema.SchemaReader;
import io.migri.spi.script.Language;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.state.SessionState;
import io.migri.spi.watch.StatementWatch;
import io.migri.spi.wire.StatementFailedException;
import io.migri.spi.wire.Wire;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One session of a scripted database. */
public final class ScriptedSession implements DialectSession {
    private final ScriptedDatabase database;
    private final Connection connection;
    private final ScriptedTransaction transaction;
    private final ScriptedWire wire;
    private final ScriptedState state;
    private final ScriptedLocks locks;

    /** A session by itself, for what needs no dialect. */
    public ScriptedSession(ScriptedDatabase database) {
        this(database, new ScriptedConnection(database));
    }

    ScriptedSession(ScriptedDatabase database, ScriptedConnection connection) {
        this(database, connection.asConnection(), connection.transaction());
    }

    private ScriptedSession(ScriptedDatabase database, Connection connection, ScriptedTransaction transaction) {
        this.database = database;
        this.connection = connection;
        this.transaction = transaction;
        this.wire = new ScriptedWire(database, transaction);
        this.state = new ScriptedState(database, transaction);
        this.locks = new ScriptedLocks(database);
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public String server() {
        return "scripted 1";
    }

    @Override
    public Language language() {
        return new ScriptedLanguage();
    }

    @Override
    public Wire wire() {
        return wire;
    }

    @Override
    public SessionState state() {
        return state;
    }

    @Override
    public Locks locks() {
        return locks;
    }

    @Override
    public History history() {
        return new Tables();
    }

    @Override
    public Optional<ClientScript> clientScript() {
        return database.conditions().writesScripts ? Optional.of(new ScriptedClientScript()) : Optional.empty();
    }

    @Override
    public Rehearsals<DialectSession> rehearsals() {
        return this::rehearse;
    }

    private Rehearsal<DialectSession> rehearse(RehearsalRequest request) throws StatementFailedException {
        database.conditions().request = request;
        return switch (database.conditions().rehearsing) {
            case IN_TRANSACTION -> {
                wire.execute(List.of(wire.syntax().begin()));
                yield new Undone();
            }
            case ON_COPY ->
                new Copied(new ScriptedSession(
                        database,
                        connection,
                        new ScriptedTransaction(database.committed().copy())));
            case NOWHERE ->
                throw new MigriException(ErrorCode.DRY_RUN_UNSUPPORTED, "this database cannot rehearse anything");
        };
    }

    @Override
    public StatementWatch watch() {
        return database.conditions().watch;
    }

    @Override
    public Optional<StatementProbe> probe(ProbeRequest request) {
        return database.conditions().probes ? Optional.of(new Probe()) : Optional.empty();
    }

    /** {@code make x} makes a part, and {@code drop x} takes it away. */
    @Override
    public Optional<SchemaReader> schema() {
        return database.conditions().tellsSchema ? Optional.of(history -> parts()) : Optional.empty();
    }

    private List<SchemaPart> parts() {
        Map<String, SchemaPart> parts = new LinkedHashMap<>();
        for (String statement : transaction.contents().executed) {
            List<String> words = List.of(statement.split(" ", 3));
            if (words.get(0).equals("make")) {
                parts.put(words.get(1), new SchemaPart(words.get(1), statement));
            } else if (words.get(0).equals("drop")) {
                parts.remove(words.get(1));
            }
        }
        return List.copyOf(parts.values());
    }

    @Override
    public List<Finding> support() {
        return database.conditions().support;
    }

    @Override
    public void cancel() {
        database.cancel();
    }

    /** The history and the journal. */
    private final class Tables implements History {
        @Override
        public AppliedLog log(HistoryTable table) {
            return new ScriptedLog(database, transaction);
        }

        @Override
        public Optional<AppliedLog> repeatables(HistoryTable table) {
            return Optional.of(new ScriptedRepeatables(database, transaction));
        }

        @Override
        public Optional<RecoveryJournal> journal(HistoryTable table) {
            return database.conditions().keepsJournal
                    ? Optional.of(new ScriptedJournal(database, transaction))
                    : Optional.empty();
        }

        @Override
        public Optional<String> missingSchema() {
            return Optional.ofNullable(database.conditions().missingSchema);
        }
    }

    /** A transaction that is rolled back in the end. */
    private final class Undone implements InTransaction<DialectSession> {
        @Override
        public DialectSession session() {
            return ScriptedSession.this;
        }

        @Override
        public Optional<String> plainForm(SqlStatement statement) throws ScriptedFailure {
            database.asked("plain form of " + statement.text());
            return Meaning.of(statement.text()).says("plain")
                    ? Optional.of(statement.text().replace("outside", "       "))
                    : Optional.empty();
        }

        @Override
        public Optional<String> beyondRollback(SqlStatement statement) {
            return Meaning.of(statement.text()).says("beyond rollback")
                    ? Optional.of("it writes a file on the server")
                    : Optional.empty();
        }

        @Override
        public List<String> commitChecks() {
            return database.conditions().commitChecks;
        }

        @Override
        public void close() throws StatementFailedException {
            wire.execute(List.of(wire.syntax().rollback()));
        }
    }

    /** A copy that is dropped in the end, and which {@code unrehearsable} statements would reach beyond. */
    private final class Copied implements OnCopy<DialectSession> {
        private final DialectSession copy;

        Copied(DialectSession copy) {
            this.copy = copy;
        }

        @Override
        public DialectSession session() {
            return copy;
        }

        @Override
        public Optional<Restriction> restriction() {
            return Optional.of(statement -> Meaning.of(statement.text()).says("unrehearsable")
                    ? Optional.of("it would change another database")
                    : Optional.empty());
        }

        @Override
        public void begin() throws ScriptedFailure {
            database.asked("copy");
        }

        @Override
        public void close() throws ScriptedFailure {
            database.asked("drop copy");
        }
    }

    /** Says of each statement that it changed a row. */
    private final class Probe implements StatementProbe {
        @Override
        public void before(String statement) throws ScriptedFailure {
            database.asked("look before " + statement);
        }

        @Override
        public OptionalLong execute(String statement) throws StatementFailedException {
            wire.execute(List.of(statement));
            return OptionalLong.of(1);
        }

        @Override
        public List<Effect> after(String statement) throws ScriptedFailure {
            database.asked("look after " + statement);
            return List.of(Effect.of(Effect.Kind.SCAN, "t", "reads t"));
        }
    }
}
