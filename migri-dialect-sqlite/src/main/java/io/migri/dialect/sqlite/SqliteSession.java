package io.migri.dialect.sqlite;

import io.migri.api.LockHolder;
import io.migri.spi.DialectSession;
import io.migri.spi.Rehearsal;
import io.migri.spi.binding.ScriptBinding;
import io.migri.spi.examination.Finding;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.RecoveryJournal;
import io.migri.spi.lock.LockTimeout;
import io.migri.spi.lock.MigrationLock;
import io.migri.spi.probe.ProbeRequest;
import io.migri.spi.probe.StatementProbe;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TextSpan;
import io.migri.spi.wire.StatementFailedException;
import io.migri.spi.wire.TransactionSyntax;
import java.io.Reader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/**
 * One connection to an SQLite database.
 *
 * <p>Statements go straight to SQLite's own {@code sqlite3_exec}, which steps through all rows and drops them: that is the
 * shortest way through the driver, and the only one on which it looks for no commands of its own.
 */
final class SqliteSession implements DialectSession {
    /** The write lock is taken at once, for one that is wanted later may be refused without any waiting. */
    private static final TransactionSyntax TRANSACTIONS = TransactionSyntax.standard("BEGIN IMMEDIATE");

    private static final long LONGEST_BUSY_TIMEOUT = 500;

    private final Connection connection;
    private final SQLiteConnection driver;
    private final SqliteOtherFiles otherFiles;
    private final SqliteSettings settings;
    private final SqliteForeignKeyCheck foreignKeys;
    private final SqliteAside aside;
    private final SqliteDoubleQuotes doubleQuotes;
    private List<String> restoring = List.of();
    private @Nullable Boolean enforcesForeignKeys;
    private @Nullable SqliteFeatures features;
    private @Nullable SqliteCommits commits;
    private int transactions;

    /**
     * A session on {@code connection}.
     *
     * @param driver the same, without what a pool may have wrapped it in
     * @param otherFiles what is thought of statements that reach beyond this database
     */
    SqliteSession(Connection connection, SQLiteConnection driver, SqliteOtherFiles otherFiles) {
        this.connection = connection;
        this.driver = driver;
        this.otherFiles = otherFiles;
        this.settings = new SqliteSettings(driver);
        this.foreignKeys = new SqliteForeignKeyCheck(driver);
        this.aside = new SqliteAside(settings);
        this.doubleQuotes = new SqliteDoubleQuotes(driver);
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public String server() {
        try {
            return "sqlite " + driver.libversion();
        } catch (SQLException e) {
            return "sqlite";
        }
    }

    @Override
    public StatementReader read(Reader script) throws SQLException {
        return new SqliteForeignKeyReader(aside.watching(new SqliteStatementReader(script)), enforcesForeignKeys());
    }

    @Override
    public Optional<String> beyondServer(String statement) {
        return features().missing(statement).map(feature -> feature + ", and this library is " + server());
    }

    @Override
    public String canonical(String statement) {
        return SqliteCanonicalText.of(statement);
    }

    @Override
    public String withoutTexts(String statement) {
        return SqliteTexts.leftOut(statement);
    }

    @Override
    public List<TextSpan> secrets(String script) {
        return SqliteTexts.secrets(script);
    }

    @Override
    public AppliedLog appliedLog(String table) {
        return new SqliteAppliedLog(driver, table);
    }

    @Override
    public Optional<RecoveryJournal> journal(String table) {
        return Optional.of(new SqliteJournal(driver, table));
    }

    @Override
    public TransactionSyntax transactionSyntax() {
        return TRANSACTIONS;
    }

    @Override
    public String beginning(String statement) {
        return SqliteTransactionRules.beginning(statement);
    }

    @Override
    public Aside aside() {
        return aside.around();
    }

    /** Without a journal SQLite has nothing to undo from. */
    @Override
    public Optional<String> leftByRollback() throws SQLException {
        return SqliteSettings.text(driver, "PRAGMA journal_mode").equalsIgnoreCase("off")
                ? Optional.of("what it wrote, for PRAGMA journal_mode is off")
                : Optional.empty();
    }

    @Override
    public void execute(List<String> statements) throws StatementFailedException {
        expect(statements);
        for (int i = 0; i < statements.size(); i++) {
            try {
                execute(statements.get(i));
            } catch (SQLException e) {
                throw new StatementFailedException(i, e);
            }
        }
    }

    @Override
    public Optional<MigrationLock> tryLock(String name) throws SQLException {
        SqliteRehearsalDirectory.removeLeftOver();
        return SqliteLock.tryLock(driver);
    }

    @Override
    public Optional<LockHolder> lockHolder(String name) throws SQLException {
        return SqliteLockHolder.of(databaseFile());
    }

    /** Nothing ends a wait of SQLite's own before its time, so it stays short; at the beginning and end of transactions the core waits. */
    @Override
    public LockTimeout lockTimeout(Duration limit) {
        long millis = Math.min(LONGEST_BUSY_TIMEOUT, limit.toMillis());
        return new LockTimeout(List.of("PRAGMA busy_timeout = " + millis), List.of());
    }

    @Override
    public List<String> restoreStatements() throws SQLException {
        return settings.restoreWithinTransaction();
    }

    @Override
    public List<String> restoreStatementsOutsideTransaction() throws SQLException {
        foreignKeys.forget();
        restoring = settings.restoreOutsideTransaction();
        return restoring;
    }

    @Override
    public List<String> remarks() {
        return Stream.concat(foreignKeys.remarks().stream(), doubleQuotes.remarks().stream())
                .toList();
    }

    @Override
    public Rehearsal rehearse() throws SQLException {
        return SqliteRehearsal.of(driver);
    }

    @Override
    public Optional<StatementProbe> probe(ProbeRequest request) throws SQLException {
        return Optional.of(SqliteProbe.open(this, driver, request.own()));
    }

    @Override
    public List<Finding> examine(String table) throws SQLException {
        return SqliteExamination.of(driver, databaseFile());
    }

    @Override
    public Optional<ScriptBinding> scriptBinding() {
        return Optional.of(new SqliteScriptBinding(driver, otherFiles));
    }

    @Override
    public void cancel() {
        try {
            driver.getDatabase().interrupt();
        } catch (SQLException e) {
            // it is closed, so that nothing is under way
        }
    }

    private void expect(List<String> statements) throws StatementFailedException {
        if (statements.equals(restoring)) {
            return;
        }
        try {
            foreignKeys.expect(statements);
        } catch (SQLException e) {
            throw new StatementFailedException(0, e);
        }
    }

    private void execute(String statement) throws SQLException {
        if (aside.executes(statement)) {
            return;
        }
        otherFiles.check(statement);
        doubleQuotes.check(statement);
        if (statement.equals(TRANSACTIONS.commit())) {
            foreignKeys.beforeCommit();
            commit(statement);
            foreignKeys.ended();
        } else if (SqliteTransactionRules.begins(statement)) {
            begin(statement);
            transactions++;
            countCommits();
            foreignKeys.begun();
        } else {
            driver.getDatabase()._exec(statement);
            follow(statement);
        }
    }

    /** One that fails leaves its transaction open. */
    private void commit(String statement) throws SQLException {
        SqliteCommits known = commits;
        int before = known == null ? 0 : known.count();
        try {
            driver.getDatabase()._exec(statement);
        } catch (SQLException e) {
            if (known != null) {
                known.backTo(before);
            }
            throw e;
        }
    }

    private void countCommits() {
        SqliteCommits known = commits;
        if (known == null) {
            known = new SqliteCommits();
            driver.addCommitListener(known);
            commits = known;
        }
        known.begun();
    }

    /** Outside of a transaction it begins one, which the end of its own would end. */
    @Override
    public Optional<String> refusedAlone(String statement) {
        SqliteTokens tokens = new SqliteTokens(statement);
        return tokens.next() && tokens.is("SAVEPOINT")
                ? Optional.of(
                        "SAVEPOINT begins a transaction here, but in a file without transaction each statement is one by"
                                + " itself; write BEGIN in front of it, and COMMIT behind its RELEASE")
                : Optional.empty();
    }

    @Override
    public boolean transactionSurvived() {
        SqliteCommits known = commits;
        return known == null || !known.any();
    }

    /** Within a transaction no other can begin. */
    @Override
    public boolean transactionOpen() {
        try {
            driver.getDatabase()._exec("BEGIN");
        } catch (SQLException within) {
            return true;
        }
        try {
            driver.getDatabase()._exec(TRANSACTIONS.rollback());
        } catch (SQLException none) {
            // as it is to be
        }
        return false;
    }

    /** A script may have forbidden its connection to write, and may allow it again in the transaction that begins here. */
    private void begin(String statement) throws SQLException {
        try {
            driver.getDatabase()._exec(statement);
        } catch (SQLException e) {
            if (e.getErrorCode() != SQLiteErrorCode.SQLITE_READONLY.code) {
                throw e;
            }
            settings.setAside();
            try {
                driver.getDatabase()._exec(statement);
            } finally {
                settings.takeBack();
            }
        }
    }

    private void follow(String statement) throws SQLException {
        if (statement.equals(TRANSACTIONS.rollback())) {
            foreignKeys.ended();
        }
    }

    /** Every migration finds it so, for it is put back after each. */
    private boolean enforcesForeignKeys() throws SQLException {
        Boolean known = enforcesForeignKeys;
        if (known == null) {
            known = SqliteSettings.text(driver, "PRAGMA foreign_keys").equals("1");
            enforcesForeignKeys = known;
        }
        return known;
    }

    private SqliteFeatures features() {
        SqliteFeatures known = features;
        if (known == null) {
            known = SqliteFeatures.of(server());
            features = known;
        }
        return known;
    }

    /** How many have begun so far. */
    int transactions() {
        return transactions;
    }

    private String databaseFile() throws SQLException {
        return SqliteSettings.file(driver);
    }
}
