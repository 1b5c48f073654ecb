package io.migri.dialect.mysql;

import io.migri.api.DatabaseError;
import io.migri.spi.DialectSession;
import io.migri.spi.Rehearsal;
import io.migri.spi.RehearsalRequest;
import io.migri.spi.binding.ScriptBinding;
import io.migri.spi.examination.Finding;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.RecoveryJournal;
import io.migri.spi.lock.Locks;
import io.migri.spi.probe.ProbeRequest;
import io.migri.spi.probe.StatementProbe;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TextSpan;
import io.migri.spi.state.SessionState;
import io.migri.spi.wire.Wire;
import java.io.Reader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A connection to MySQL or MariaDB. */
final class MySqlSession implements DialectSession {
    private final MySqlFacts facts;
    private final MySqlExecution execution;
    private final MySqlLanguage language;
    private final MySqlHistoryTables histories;
    private final MySqlLocks locks;
    private final MySqlState state;
    /** Where somebody wants to know what statements do. */
    private @Nullable MySqlTrials trials;

    MySqlSession(Connection connection) throws SQLException {
        this(new MySqlFacts(connection, null));
    }

    private MySqlSession(MySqlFacts facts) {
        this.facts = facts;
        this.execution = new MySqlExecution(facts.link(), facts.stage());
        this.language = new MySqlLanguage(facts);
        this.histories = new MySqlHistoryTables(facts);
        this.locks = new MySqlLocks(facts, histories);
        this.state = new MySqlState(facts, language, execution);
    }

    /** A session whose statements are meant for one database and go to another, which need not be there yet. */
    static MySqlSession onStage(Connection connection, MySqlStage stage) throws SQLException {
        return new MySqlSession(new MySqlFacts(connection, stage));
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
    public Wire wire() {
        return execution;
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
    public StatementReader read(Reader script) throws SQLException {
        return language.read(script);
    }

    @Override
    public Optional<String> beyondServer(String statement) {
        return facts.features()
                .missing(statement)
                .map(feature ->
                        feature + ", and this server is " + facts.realServer().describe());
    }

    @Override
    public String canonical(String statement) {
        return language.canonical(statement);
    }

    @Override
    public Optional<String> remedyForBytes(String head, String line) {
        return MySqlDumpBytes.remedy(head, line);
    }

    @Override
    public String withoutTexts(String statement) {
        return MySqlTexts.leftOut(statement, facts.server());
    }

    @Override
    public List<TextSpan> secrets(String script) {
        return MySqlTexts.secrets(script, facts.server());
    }

    @Override
    public AppliedLog appliedLog(String table) {
        language.keep(table);
        return new MySqlAppliedLog(facts, histories, execution, table);
    }

    @Override
    public Optional<RecoveryJournal> journal(String table) {
        return Optional.of(new MySqlJournal(facts, language, table));
    }

    @Override
    public boolean mayLeaveRemains(String statement) {
        return MySqlRemains.possible(language.head(statement), facts.server().mariaDb());
    }

    @Override
    public boolean mayLeaveRemains(String statement, DatabaseError failure) {
        return MySqlRemains.possible(language.head(statement), facts.server().mariaDb(), failure);
    }

    /** To switch auto-commit off begins a transaction; so does a commit in a chain where none is open. */
    @Override
    public String beginning(String statement) {
        String first = new MySqlParts(language.tokens(statement)).word(0);
        return first.equals("START") || first.equals("BEGIN")
                ? statement
                : execution.syntax().begin();
    }

    @Override
    public Rehearsal rehearse() throws SQLException {
        return rehearse(RehearsalRequest.quiet(Set.of()));
    }

    @Override
    public Rehearsal rehearse(RehearsalRequest request) throws SQLException {
        MySqlSessionState present = facts.state();
        return MySqlRehearsal.of(facts.link(), facts.server(), facts.database(), present, request);
    }

    @Override
    public Optional<StatementProbe> probe(ProbeRequest request) throws SQLException {
        MySqlTables tables = MySqlTables.of(
                facts.reader(), facts.server(), facts.database(), facts.originalDatabase(), request);
        MySqlTrials tried = new MySqlTrials(language, facts.server(), request.rehearsal() && facts.stage() != null);
        trials = tried;
        return Optional.of(new MySqlProbe(facts, language, execution, tried, tables));
    }

    @Override
    public Optional<ScriptBinding> scriptBinding() {
        return Optional.of(new MySqlScriptBinding(facts.link(), facts.server(), facts.stage(), () -> trials));
    }

    @Override
    public List<Finding> support() throws SQLException {
        return MySqlSupport.of(facts.state().server());
    }

    @Override
    public List<Finding> examine(String table) throws SQLException {
        List<Finding> findings = new ArrayList<>(MySqlExamination.of(connection(), facts.database()));
        findings.add(MySqlLockExamination.of(connection(), locks.lockName(table)));
        findings.add(MySqlWireExamination.of(facts.link()));
        return findings;
    }

    @Override
    public void cancel() {
        new MySqlCancellation(facts.link(), facts.stage()).cancel();
    }
}
