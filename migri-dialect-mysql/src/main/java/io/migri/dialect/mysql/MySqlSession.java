package io.migri.dialect.mysql;

import io.migri.dialect.mysql.client.MySqlClientScript;
import io.migri.dialect.mysql.connection.MySqlCancellation;
import io.migri.dialect.mysql.connection.MySqlConnectionExamination;
import io.migri.dialect.mysql.connection.MySqlExamination;
import io.migri.dialect.mysql.connection.MySqlSupport;
import io.migri.dialect.mysql.facade.MySqlFacadeBinding;
import io.migri.dialect.mysql.history.MySqlKnownHistories;
import io.migri.dialect.mysql.lock.MySqlLockExamination;
import io.migri.dialect.mysql.lock.MySqlLocks;
import io.migri.dialect.mysql.rehearsal.MySqlRehearsal;
import io.migri.dialect.mysql.rehearsal.MySqlRehearsalPlace;
import io.migri.dialect.mysql.rehearsal.reach.MySqlStage;
import io.migri.dialect.mysql.report.MySqlProbe;
import io.migri.dialect.mysql.report.MySqlTables;
import io.migri.dialect.mysql.report.MySqlTrials;
import io.migri.dialect.mysql.schema.MySqlSchemaReader;
import io.migri.dialect.mysql.state.MySqlFacts;
import io.migri.dialect.mysql.state.MySqlLexer;
import io.migri.dialect.mysql.state.MySqlState;
import io.migri.dialect.mysql.watch.MySqlWatch;
import io.migri.dialect.mysql.wire.MySqlWire;
import io.migri.spi.DialectSession;
import io.migri.spi.binding.ScriptBinding;
import io.migri.spi.client.ClientScript;
import io.migri.spi.examination.Finding;
import io.migri.spi.history.History;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.lock.Locks;
import io.migri.spi.probe.ProbeRequest;
import io.migri.spi.probe.StatementProbe;
import io.migri.spi.rehearsal.RehearsalRequest;
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
import org.jspecify.annotations.Nullable;

/** A connection to MySQL or MariaDB. */
public final class MySqlSession implements DialectSession {
    private final MySqlFacts facts;
    private final MySqlWire wire;
    private final MySqlLexer lexer;
    private final MySqlLanguage language;
    private final MySqlHistories histories;
    private final MySqlLocks locks;
    private final MySqlState state;
    /** Where somebody wants to know what statements do. */
    private @Nullable MySqlTrials trials;

    public MySqlSession(Connection connection) throws SQLException {
        this(new MySqlFacts(connection, null));
    }

    private MySqlSession(MySqlFacts facts) {
        this.facts = facts;
        this.wire = new MySqlWire(facts.link(), facts.stage());
        this.state = new MySqlState(facts, wire);
        this.lexer = new MySqlLexer(facts);
        this.language = new MySqlLanguage(facts, lexer, state);
        MySqlKnownHistories tables = new MySqlKnownHistories(facts);
        this.histories = new MySqlHistories(facts, tables, language, lexer, wire);
        this.locks = new MySqlLocks(facts, tables);
    }

    @Override
    public Connection connection() {
        return facts.connection();
    }

    @Override
    public String server() {
        return facts.server().describe();
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
        return this::rehearsal;
    }

    private MySqlRehearsal rehearsal(RehearsalRequest request) throws SQLException {
        MySqlRehearsalPlace place =
                MySqlRehearsalPlace.open(facts.link(), facts.server(), facts.database(), facts.state(), request);
        try {
            Connection copy = place.connections().copy();
            return new MySqlRehearsal(place, new MySqlSession(new MySqlFacts(copy, place.stage())), request);
        } catch (SQLException | RuntimeException e) {
            place.close();
            throw e;
        }
    }

    @Override
    public StatementWatch watch() {
        return new MySqlWatch(facts);
    }

    @Override
    public Optional<StatementProbe> probe(ProbeRequest request) throws SQLException {
        MySqlTables tables =
                MySqlTables.of(facts.reader(), facts.server(), facts.database(), facts.originalDatabase(), request);
        MySqlTrials tried = new MySqlTrials(lexer, facts.server(), request.rehearsal() && facts.stage() != null);
        trials = tried;
        return Optional.of(new MySqlProbe(facts, lexer, wire, tried, tables));
    }

    @Override
    public Optional<ScriptBinding> scriptBinding() {
        return Optional.of(new MySqlFacadeBinding(facts.link(), facts.server(), facts.stage(), () -> trials));
    }

    @Override
    public Optional<ClientScript> clientScript() {
        return Optional.of(new MySqlClientScript(facts, state, locks));
    }

    @Override
    public List<Finding> support() throws SQLException {
        return MySqlSupport.of(facts.state().server());
    }

    @Override
    public List<Finding> examine(HistoryTable table) throws SQLException {
        List<Finding> findings = new ArrayList<>(MySqlExamination.of(connection(), facts.database(), table));
        findings.add(MySqlLockExamination.of(connection(), locks.lockName(table)));
        findings.add(MySqlConnectionExamination.of(facts.link()));
        return findings;
    }

    @Override
    public Optional<SchemaReader> schema() {
        return Optional.of(new MySqlSchemaReader(facts));
    }

    @Override
    public void cancel() {
        MySqlStage stage = facts.stage();
        new MySqlCancellation(facts.link(), stage == null ? null : stage.real().orElse(null)).cancel();
    }
}
