package io.migri.dialect.postgresql;

import io.migri.dialect.postgresql.client.PostgresqlClientScript;
import io.migri.dialect.postgresql.connection.PostgresqlExamination;
import io.migri.dialect.postgresql.connection.PostgresqlKnownServer;
import io.migri.dialect.postgresql.connection.PostgresqlSafety;
import io.migri.dialect.postgresql.facade.PostgresqlFacadeBinding;
import io.migri.dialect.postgresql.lock.PostgresqlLockExamination;
import io.migri.dialect.postgresql.lock.PostgresqlLocks;
import io.migri.dialect.postgresql.rehearsal.PostgresqlCurrentRehearsal;
import io.migri.dialect.postgresql.rehearsal.PostgresqlSequences;
import io.migri.dialect.postgresql.report.PostgresqlCatalog;
import io.migri.dialect.postgresql.report.PostgresqlProbe;
import io.migri.dialect.postgresql.schema.PostgresqlSchemaReader;
import io.migri.dialect.postgresql.state.PostgresqlSchemaToCome;
import io.migri.dialect.postgresql.state.PostgresqlState;
import io.migri.dialect.postgresql.watch.PostgresqlWatch;
import io.migri.dialect.postgresql.wire.PostgresqlChannel;
import io.migri.dialect.postgresql.wire.PostgresqlWire;
import io.migri.spi.ConnectionSource;
import io.migri.spi.DialectSession;
import io.migri.spi.binding.ScriptBinding;
import io.migri.spi.client.ClientScript;
import io.migri.spi.examination.Finding;
import io.migri.spi.history.History;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.lock.Locks;
import io.migri.spi.probe.ProbeRequest;
import io.migri.spi.probe.StatementProbe;
import io.migri.spi.rehearsal.Rehearsals;
import io.migri.spi.schema.SchemaReader;
import io.migri.spi.script.Language;
import io.migri.spi.state.SessionState;
import io.migri.spi.watch.StatementWatch;
import io.migri.spi.wire.Wire;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** PostgreSQL on one connection. */
final class PostgresqlSession implements DialectSession {
    private final Connection connection;
    private final PostgresqlChannel channel;
    private final PostgresqlKnownServer server;
    private final PostgresqlCurrentRehearsal rehearsal = new PostgresqlCurrentRehearsal();
    private final PostgresqlWire wire;
    private final PostgresqlState state;
    private final PostgresqlLocks locks;
    private final PostgresqlHistories histories;
    private final PostgresqlLanguage language;

    PostgresqlSession(Connection connection, ConnectionSource others) throws SQLException {
        this.connection = connection;
        this.channel = PostgresqlChannel.of(connection);
        this.server = new PostgresqlKnownServer(connection, channel.serverVersion());
        this.wire = new PostgresqlWire(connection, channel);
        this.state = new PostgresqlState(connection, rehearsal);
        this.locks = new PostgresqlLocks(connection, channel, others, server);
        PostgresqlSchemaToCome schemaToCome = new PostgresqlSchemaToCome();
        this.histories = new PostgresqlHistories(connection, schemaToCome, rehearsal);
        this.language = new PostgresqlLanguage(channel, server, locks, schemaToCome);
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public String server() {
        return server.name();
    }

    @Override
    public Language language() {
        return language;
    }

    @Override
    public History history() {
        return histories;
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
    public Rehearsals<DialectSession> rehearsals() {
        return request -> rehearsal.begin(this, request);
    }

    @Override
    public StatementWatch watch() {
        return new PostgresqlWatch(connection, server.features().version());
    }

    @Override
    public Optional<StatementProbe> probe(ProbeRequest request) throws SQLException {
        PostgresqlSequences sequences = request.rehearsal() ? rehearsal.sequences() : null;
        return Optional.of(PostgresqlProbe.open(channel, new PostgresqlCatalog(connection), request, sequences));
    }

    @Override
    public Optional<ClientScript> clientScript() throws SQLException {
        return Optional.of(new PostgresqlClientScript(connection, channel.standardStrings()));
    }

    @Override
    public List<Finding> support() throws SQLException {
        return server.itself().support();
    }

    @Override
    public List<Finding> examine(HistoryTable table) throws SQLException {
        List<Finding> findings = new ArrayList<>(PostgresqlExamination.of(connection, table));
        findings.add(PostgresqlLockExamination.of(locks, table, server.itself()));
        findings.addAll(
                PostgresqlSafety.of(connection, server.features().version()).findings());
        return findings;
    }

    @Override
    public Optional<SchemaReader> schema() {
        return Optional.of(
                new PostgresqlSchemaReader(connection, wire, server.features().version()));
    }

    @Override
    public void cancel() {
        try {
            channel.cancel();
        } catch (SQLException e) {
            // a connection that is gone has nothing left to cancel
        }
    }

    /** Scripts need the driver's own connection. */
    @Override
    public Optional<ScriptBinding> scriptBinding() {
        return channel.driverConnection().map(driver -> new PostgresqlFacadeBinding(driver, rehearsal::beyondRollback));
    }
}
