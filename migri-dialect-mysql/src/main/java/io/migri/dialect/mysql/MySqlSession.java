package io.migri.dialect.mysql;

import io.migri.api.DatabaseError;
import io.migri.api.LockHolder;
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
import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TextSpan;
import io.migri.spi.wire.StatementFailedException;
import io.migri.spi.wire.TransactionSyntax;
import java.io.Reader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A connection to MySQL or MariaDB. */
final class MySqlSession implements DialectSession {
    /** Says all that {@code transaction_read_only} and {@code completion_type} would else decide. */
    /** This many characters are enough to tell a statement's kind. */
    private static final int TELLING = 64 * 1024;

    private static final TransactionSyntax SYNTAX = new TransactionSyntax(
            "START TRANSACTION READ WRITE",
            "COMMIT AND NO CHAIN NO RELEASE",
            "ROLLBACK AND NO CHAIN NO RELEASE",
            "SAVEPOINT migri_script",
            "RELEASE SAVEPOINT migri_script",
            "ROLLBACK TO SAVEPOINT migri_script");

    private static final long LONGEST_LOCK_WAIT = Duration.ofDays(365).toSeconds();

    private final MySqlConnection connection;
    /** As it was said when the connection was made, until the server itself was asked. */
    private MySqlServer server;

    private MySqlFeatures features;
    private final MySqlExecution execution;
    /** As the script that was read last has set it. */
    private MySqlSqlMode mode = new MySqlSqlMode("");

    private final @Nullable MySqlStage stage;
    private @Nullable MySqlSessionState state;
    /** Names of history tables that were asked for. */
    private final Set<String> histories = new LinkedHashSet<>();

    /** What was found out of them under the lock. */
    private final Map<String, MySqlHistoryTable> tables = new HashMap<>();

    private @Nullable MySqlScriptFollower follower;
    /** Where somebody wants to know what statements do. */
    private @Nullable MySqlTrials trials;

    MySqlSession(Connection connection) throws SQLException {
        this(connection, null);
    }

    /** A session whose statements are meant for one database and go to another, which need not be there yet. */
    static MySqlSession onStage(Connection connection, MySqlStage stage) throws SQLException {
        return new MySqlSession(connection, stage);
    }

    private MySqlSession(Connection connection, @Nullable MySqlStage stage) throws SQLException {
        this.stage = stage;
        this.connection = MySqlConnection.of(connection);
        this.server = MySqlServer.of(connection);
        this.features = new MySqlFeatures(stage == null ? server : stage.realServer());
        this.execution = new MySqlExecution(this.connection, SYNTAX, stage);
    }

    @Override
    public Connection connection() {
        return connection.connection();
    }

    @Override
    public String server() {
        return server.describe();
    }

    @Override
    public StatementReader read(Reader script) throws SQLException {
        MySqlSessionState initial = state();
        mode = new MySqlSqlMode(initial.sqlMode());
        return new MySqlStatementReader(new ScriptCursor(script), server, mode, effects(initial));
    }

    @Override
    public Optional<String> beyondServer(String statement) {
        return features.missing(statement)
                .map(feature ->
                        feature + ", and this server is " + (stage == null ? server : stage.realServer()).describe());
    }

    @Override
    public String canonical(String statement) {
        return MySqlCanonicalText.of(statement, mode);
    }

    @Override
    public Optional<String> remedyForBytes(String head, String line) {
        return MySqlDumpBytes.remedy(head, line);
    }

    @Override
    public String withoutTexts(String statement) {
        return MySqlTexts.leftOut(statement, server);
    }

    @Override
    public List<TextSpan> secrets(String script) {
        return MySqlTexts.secrets(script, server);
    }

    @Override
    public AppliedLog appliedLog(String table) {
        histories.add(table);
        return new MySqlAppliedLog(this, table);
    }

    @Override
    public Optional<RecoveryJournal> journal(String table) {
        return Optional.of(new MySqlJournal(this, table, server.mariaDb()));
    }

    @Override
    public TransactionSyntax transactionSyntax() {
        return SYNTAX;
    }

    @Override
    public void execute(List<String> statements) throws StatementFailedException {
        execution.execute(statements);
    }

    /** Executes one statement; returns how many rows it changed, negative where it returned rows. */
    long count(String statement) throws StatementFailedException {
        return execution.count(statement);
    }

    @Override
    public boolean mayLeaveRemains(String statement) {
        return MySqlRemains.possible(head(statement), server.mariaDb());
    }

    @Override
    public boolean mayLeaveRemains(String statement, DatabaseError failure) {
        return MySqlRemains.possible(head(statement), server.mariaDb(), failure);
    }

    private MySqlParts head(String statement) {
        return new MySqlParts(tokens(statement.substring(0, Math.min(TELLING, statement.length()))));
    }

    @Override
    public boolean transactionSurvived() throws SQLException {
        return execution.transactionSurvived();
    }

    @Override
    public Optional<MigrationLock> tryLock(String name) throws SQLException {
        // it leaves a transaction that the first query began where the server has no auto-commit, and that would not
        // see new rows
        MySqlSessionState found = state();
        Optional<MigrationLock> lock = MySqlLock.tryTo(connection(), lockName(name));
        if (lock.isPresent()) {
            tables.put(name, MySqlHistoryTable.ask(connection(), database(), name));
        }
        if (lock.isPresent() && found.leftovers()) {
            MySqlScratchLeftovers.remove(connection());
        }
        return lock;
    }

    @Override
    public Optional<LockHolder> lockHolder(String name) throws SQLException {
        return MySqlLock.holder(connection(), lockName(name));
    }

    @Override
    public OptionalLong identity() {
        long id = connection.id();
        return id == 0 ? OptionalLong.empty() : OptionalLong.of(id);
    }

    @Override
    public List<LockHolder> blockersOf(long session) {
        return new MySqlBlockers(connection(), server).of(session);
    }

    /** In whole seconds, of which there is at least one. {@link #restoreStatements} take it back. */
    @Override
    public LockTimeout lockTimeout(Duration limit) {
        long seconds =
                Math.min(LONGEST_LOCK_WAIT, Math.max(1, limit.plusMillis(999).toSeconds()));
        return new LockTimeout(
                List.of("SET SESSION lock_wait_timeout=" + seconds + ",innodb_lock_wait_timeout=" + seconds),
                List.of());
    }

    @Override
    public List<String> restoreStatements() throws SQLException {
        return new MySqlRestoring(state(), follower).statements();
    }

    @Override
    public Aside aside() {
        return state == null ? Aside.NONE : new MySqlRestoring(state, follower).aside();
    }

    /** To switch auto-commit off begins a transaction; so does a commit in a chain where none is open. */
    @Override
    public String beginning(String statement) {
        String first = new MySqlParts(tokens(statement)).word(0);
        return first.equals("START") || first.equals("BEGIN") ? statement : SYNTAX.begin();
    }

    /** It begins with the next statement that changes something. */
    @Override
    public Aside implicitTransaction() {
        return new Aside(List.of("SET autocommit=0"), List.of("SET autocommit=1"));
    }

    /** A prepared statement, a variable or a lock takes the place of the one before. */
    @Override
    public List<String> forgetting(SessionValue value) {
        return switch (value.kind()) {
            case TEMPORARY_TABLE -> List.of("DROP TEMPORARY TABLE IF EXISTS " + MySqlText.identifier(value.name()));
            case LOCK ->
                value.name().equals(SessionValue.ANY)
                        ? List.of()
                        : List.of("DO RELEASE_LOCK(" + MySqlText.literal(value.name()) + ")");
            default -> List.of();
        };
    }

    @Override
    public Optional<String> leftByRollback() throws SQLException {
        return execution.leftByRollback(makesTemporaryTables());
    }

    @Override
    public List<String> restoreStatementsOutsideTransaction() throws SQLException {
        return state().restoreStatementsOutsideTransaction();
    }

    @Override
    public Rehearsal rehearse() throws SQLException {
        return rehearse(RehearsalRequest.quiet(Set.of()));
    }

    @Override
    public Rehearsal rehearse(RehearsalRequest request) throws SQLException {
        MySqlSessionState present = state();
        return MySqlRehearsal.of(connection, server, database(), present, request);
    }

    @Override
    public Optional<StatementProbe> probe(ProbeRequest request) throws SQLException {
        String present = database();
        String original = stage == null ? present : stage.redirection().from();
        MySqlTrials tried = new MySqlTrials(this, server, request.rehearsal() && stage != null);
        trials = tried;
        return Optional.of(new MySqlProbe(this, tried, MySqlTables.of(reader(), server, present, original, request)));
    }

    @Override
    public Optional<ScriptBinding> scriptBinding() {
        return Optional.of(new MySqlScriptBinding(connection, server, stage, () -> trials));
    }

    @Override
    public List<Finding> support() throws SQLException {
        return MySqlSupport.of(state().server());
    }

    @Override
    public List<Finding> examine(String table) throws SQLException {
        List<Finding> findings = new ArrayList<>(MySqlExamination.of(connection(), database()));
        findings.add(MySqlLockExamination.of(connection(), lockName(table)));
        findings.add(MySqlWireExamination.of(connection));
        return findings;
    }

    @Override
    public void cancel() {
        new MySqlCancellation(connection, stage).cancel();
    }

    /** The database that names without one belong to, before a migration chose another. */
    String database() throws SQLException {
        String name = stage != null
                ? stage.redirection().to()
                : state == null ? connection().getCatalog() : state.database();
        if (name == null || name.isEmpty()) {
            throw MySqlSessionState.noDatabase();
        }
        return name;
    }

    /** Parts of {@code statement}, as the script that was read last has set the session. */
    List<MySqlTokens.Token> tokens(String statement) {
        return MySqlTokens.of(statement, mode, server);
    }

    MySqlHistoryReading historyReading() {
        return new MySqlHistoryReading(connection, server.mariaDb());
    }

    /** What the server says of a history table, asked once. */
    MySqlHistoryTable knownHistory(String table) throws SQLException {
        MySqlHistoryTable known = tables.get(table);
        if (known == null) {
            known = MySqlHistoryTable.ask(connection(), database(), table);
            tables.put(table, known);
        }
        return known;
    }

    /** What is known of a history table; of one that is not locked, nothing. */
    MySqlHistoryTable history(String table) {
        return tables.getOrDefault(table, MySqlHistoryTable.unknown("", table));
    }

    /** Has {@code keys} told of the key that the server generates for {@code insert}. */
    void watchKeys(String insert, LongConsumer keys) {
        execution.watchKeys(insert, keys);
    }

    MySqlServer kind() {
        return server;
    }

    /** Whether a script makes a temporary table, which may go by the name of the history. */
    boolean makesTemporaryTables() {
        return state != null && state.makesTemporaryTables();
    }

    /** The largest message that the server takes, in bytes. */
    int packetLimit() {
        return connection.packetLimit();
    }

    String timestamp(LocalDateTime time) {
        return server.literal(time);
    }

    /** What can ask about the tables that the migrations are for. */
    private Connection reader() {
        return stage == null ? connection() : stage.real().orElse(connection());
    }

    private String lockName(String table) throws SQLException {
        return MySqlLock.name(database(), table);
    }

    private MySqlScriptFollower effects(MySqlSessionState found) throws SQLException {
        MySqlScriptFollower known = follower;
        if (known == null) {
            String original = stage == null ? database() : stage.redirection().from();
            Set<String> locks = histories.stream()
                    .map(table -> MySqlLock.name(original, table))
                    .collect(Collectors.toSet());
            known = new MySqlScriptFollower(found, new MySqlSurroundingsQuery(reader(), original).ask(locks));
            follower = known;
        }
        return known;
    }

    private MySqlSessionState state() throws SQLException {
        MySqlSessionState known = state;
        if (known == null) {
            adoptCharacterSet();
            known = MySqlSessionState.read(connection());
            server = known.server();
            features = new MySqlFeatures(stage == null ? server : stage.realServer());
            if (!known.autocommit()) {
                // So a server can be set up. The driver believes otherwise, and reading the history did not need it.
                MySqlConnection.execute(connection(), "SET autocommit=1");
            }
            if (stage != null) {
                known = known.in(stage.redirection().to());
            }
            state = known;
        }
        return known;
    }

    /**
     * The driver begins with a collation of MySQL. MariaDB takes it, but texts in views and tables then get another collation than
     * its own client would give them.
     */
    private void adoptCharacterSet() throws SQLException {
        if (server.mariaDb() && connection.openedByMigri() && stage == null) {
            MySqlConnection.execute(connection(), "SET NAMES utf8mb4");
        }
    }
}
