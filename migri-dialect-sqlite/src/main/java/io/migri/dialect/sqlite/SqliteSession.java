package io.migri.dialect.sqlite;

import io.migri.spi.DialectSession;
import io.migri.spi.Rehearsal;
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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/** One connection to an SQLite database. */
final class SqliteSession implements DialectSession {
    private final Connection connection;
    private final SQLiteConnection driver;
    private final SqliteOtherFiles otherFiles;
    private final SqliteState state;
    private final SqliteWire wire;
    private final SqliteLocks locks;
    private @Nullable SqliteFeatures features;

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
        this.state = new SqliteState(driver);
        this.wire = new SqliteWire(driver, otherFiles, state);
        this.locks = new SqliteLocks(driver);
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
    public StatementReader read(Reader script) throws SQLException {
        return new SqliteForeignKeyReader(
                state.surroundings().watching(new SqliteStatementReader(script)), state.enforcesForeignKeys());
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
    public String beginning(String statement) {
        return SqliteTransactionRules.beginning(statement);
    }

    @Override
    public Rehearsal rehearse() throws SQLException {
        return SqliteRehearsal.of(driver);
    }

    @Override
    public Optional<StatementProbe> probe(ProbeRequest request) throws SQLException {
        return Optional.of(SqliteProbe.open(wire, driver, request.own()));
    }

    @Override
    public List<Finding> examine(String table) throws SQLException {
        return SqliteExamination.of(driver, SqliteSettings.file(driver));
    }

    @Override
    public Optional<ScriptBinding> scriptBinding() {
        return Optional.of(new SqliteFacadeBinding(driver, otherFiles));
    }

    @Override
    public void cancel() {
        try {
            driver.getDatabase().interrupt();
        } catch (SQLException e) {
            // it is closed, so that nothing is under way
        }
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

    private SqliteFeatures features() {
        SqliteFeatures known = features;
        if (known == null) {
            known = SqliteFeatures.of(server());
            features = known;
        }
        return known;
    }
}
