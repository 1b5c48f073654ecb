package io.migri.dialect.postgresql;

import io.migri.api.LockHolder;
import io.migri.spi.ConnectionSource;
import io.migri.spi.DialectSession;
import io.migri.spi.Rehearsal;
import io.migri.spi.RehearsalRequest;
import io.migri.spi.binding.ScriptBinding;
import io.migri.spi.examination.Finding;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.RecoveryJournal;
import io.migri.spi.lock.LockTimeout;
import io.migri.spi.lock.MigrationLock;
import io.migri.spi.probe.ProbeRequest;
import io.migri.spi.probe.StatementProbe;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TextSpan;
import io.migri.spi.wire.StatementFailedException;
import io.migri.spi.wire.TransactionSyntax;
import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.TransactionState;

/** PostgreSQL on one connection. */
final class PostgresqlSession implements DialectSession {
    private static final List<String> IMMEDIATE = List.of("SET CONSTRAINTS ALL IMMEDIATE");

    private final Connection connection;
    private final PostgresqlChannel channel;
    private final TransactionSyntax syntax = TransactionSyntax.standard("BEGIN");
    private final String server;
    private PostgresqlFeatures features;
    private final ConnectionSource others;
    /** As the script that was read last has set them. */
    private PostgresqlStrings strings = new PostgresqlStrings(true);

    private @Nullable PostgresqlServer answered;
    private boolean failed;
    private final PostgresqlTrust trust = new PostgresqlTrust();
    private OptionalLong lockKey = OptionalLong.empty();
    private final PostgresqlSchemaToCome schemaToCome = new PostgresqlSchemaToCome();
    private @Nullable PostgresqlSessionState state;
    private @Nullable PostgresqlRehearsal rehearsal;

    PostgresqlSession(Connection connection, ConnectionSource others) throws SQLException {
        this.connection = connection;
        this.others = others;
        this.channel = PostgresqlChannel.of(connection);
        String version = channel.serverVersion();
        this.server = "postgresql " + PostgresqlServer.firstWord(version);
        this.features = PostgresqlFeatures.of(version);
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public String server() {
        return server;
    }

    @Override
    public StatementReader read(Reader script) throws SQLException {
        strings = new PostgresqlStrings(channel.standardStrings());
        return new PostgresqlStatementReader(script, strings).keeping(lockKey);
    }

    @Override
    public Optional<String> beyondServer(String statement) {
        return features.missing(statement).map(feature -> feature + ", and this server is " + server);
    }

    @Override
    public String canonical(String statement) {
        return PostgresqlCanonicalText.of(statement, strings);
    }

    /** Without it the path leads nowhere; what the path names second is not used in its place. */
    @Override
    public Optional<String> missingSchema() throws SQLException {
        String query = "select pg_catalog.current_schema(), pg_catalog.current_setting('search_path')";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getString(1) == null
                    ? Optional.of("the schema " + schemaToCome.missing(row.getString(2)))
                    : Optional.empty();
        }
    }

    @Override
    public boolean makesMissingSchema(String statement) {
        return schemaToCome.isMadeBy(new PostgresqlWords(statement));
    }

    @Override
    public String withoutTexts(String statement) {
        return PostgresqlRedaction.of(statement);
    }

    @Override
    public List<TextSpan> secrets(String script) {
        return PostgresqlTexts.secrets(script);
    }

    @Override
    public AppliedLog appliedLog(String table) {
        return new PostgresqlAppliedLog(
                connection, table, trust, schemaToCome, rehearsal != null && rehearsal.isOpen());
    }

    @Override
    public Optional<RecoveryJournal> journal(String table) {
        return Optional.of(new PostgresqlJournal(connection, table, trust));
    }

    @Override
    public TransactionSyntax transactionSyntax() {
        return syntax;
    }

    @Override
    public String beginToRecord() {
        return "BEGIN READ WRITE";
    }

    @Override
    public void execute(List<String> statements) throws StatementFailedException {
        failed = true;
        channel.execute(statements);
        failed = false;
    }

    /** An error rolls back, also one of a COMMIT. */
    @Override
    public boolean transactionSurvived() throws SQLException {
        return failed || connection.isClosed() || transactionOpen();
    }

    @Override
    public boolean transactionOpen() {
        return channel.driverConnection()
                .map(driver -> driver.getQueryExecutor().getTransactionState() != TransactionState.IDLE)
                .orElse(true);
    }

    @Override
    public boolean mayLeaveRemains(String statement) {
        return PostgresqlTransactionRules.mayLeaveRemains(statement);
    }

    @Override
    public void load(String statement, Reader data) throws SQLException, IOException {
        failed = true;
        channel.load(statement, data);
        failed = false;
    }

    @Override
    public Optional<MigrationLock> tryLock(String name) throws SQLException {
        Optional<PostgresqlLock> lock = PostgresqlLock.tryLock(connection, name, identity(), others);
        lock.ifPresent(held -> answered(held.server()));
        lock.ifPresent(held -> lockKey = OptionalLong.of(held.key()));
        return lock.map(held -> held);
    }

    @Override
    public Optional<LockHolder> lockHolder(String name) throws SQLException {
        return PostgresqlLock.holder(connection, name);
    }

    /** As the server said when the connection was made, or whoever stands before the server. */
    @Override
    public OptionalLong identity() {
        return channel.driverConnection()
                .map(driver -> OptionalLong.of(driver.getBackendPID()))
                .orElse(OptionalLong.empty());
    }

    @Override
    public List<LockHolder> blockersOf(long session) throws SQLException {
        return PostgresqlBackends.blocking(connection, session);
    }

    /** Only in transactions: what builds an index concurrently waits for others by its nature, and leaves remains where it gives up. */
    @Override
    public LockTimeout lockTimeout(Duration limit) {
        return new LockTimeout(List.of(), List.of("SET LOCAL lock_timeout = " + Math.max(1, limit.toMillis())));
    }

    @Override
    public Optional<Duration> ownLockTimeout() throws SQLException {
        return PostgresqlSessionState.lockTimeout(connection);
    }

    /** In a rehearsal others follow in the same transaction, so nothing is set for the transaction. */
    @Override
    public List<String> restoreStatements() throws SQLException {
        return state().restoring(rehearsal == null || !rehearsal.isOpen());
    }

    @Override
    public Aside aside() {
        PostgresqlSessionState known = state;
        return known == null ? Aside.NONE : new Aside(known.aside(), List.of());
    }

    private PostgresqlSessionState state() throws SQLException {
        PostgresqlSessionState known = state;
        if (known == null) {
            known = PostgresqlSessionState.of(connection);
            state = known;
        }
        return known;
    }

    @Override
    public List<String> beforeCommit() {
        return IMMEDIATE;
    }

    @Override
    public List<String> forgetting(SessionValue value) {
        return PostgresqlForgetting.of(value);
    }

    @Override
    public List<String> forgetting(Set<SessionValue> values) {
        return PostgresqlForgetting.of(values);
    }

    @Override
    public Rehearsal rehearse() throws SQLException {
        return rehearse(RehearsalRequest.quiet(Set.of()));
    }

    @Override
    public Rehearsal rehearse(RehearsalRequest request) throws SQLException {
        PostgresqlRehearsal begun = PostgresqlRehearsal.begin(this, request);
        rehearsal = begun;
        return begun;
    }

    @Override
    public Optional<String> plainForm(String statement) throws SQLException {
        Optional<PostgresqlPlainForm> plain = PostgresqlPlainForm.of(statement);
        if (plain.isPresent()) {
            plain.get().require(connection);
        }
        return plain.map(PostgresqlPlainForm::text);
    }

    @Override
    public Optional<String> beyondRollback(SqlStatement statement) {
        return beyondRollback(statement.text());
    }

    private Optional<String> beyondRollback(String statement) {
        return rehearsal == null ? Optional.empty() : rehearsal.beyondRollback(statement);
    }

    @Override
    public List<String> commitChecks() {
        return PostgresqlCommitChecks.ALL;
    }

    @Override
    public Optional<StatementProbe> probe(ProbeRequest request) throws SQLException {
        PostgresqlSequences sequences = request.rehearsal() && rehearsal != null ? rehearsal.sequences() : null;
        return Optional.of(PostgresqlProbe.open(channel, new PostgresqlCatalog(connection), request, sequences));
    }

    @Override
    public List<Finding> support() throws SQLException {
        return itself().support();
    }

    private PostgresqlServer itself() throws SQLException {
        PostgresqlServer known = answered;
        if (known == null) {
            known = PostgresqlExamination.server(connection);
            answered(known);
        }
        return known;
    }

    private void answered(PostgresqlServer itself) {
        answered = itself;
        features = PostgresqlFeatures.of(itself.number());
    }

    @Override
    public List<Finding> examine(String table) throws SQLException {
        List<Finding> findings = new ArrayList<>(PostgresqlExamination.of(connection, table));
        findings.add(PostgresqlLockExamination.of(this, table, itself()));
        findings.addAll(PostgresqlSafety.of(connection, features.version()).findings());
        return findings;
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
        return channel.driverConnection().map(driver -> new PostgresqlScriptBinding(driver, this::beyondRollback));
    }
}
