package io.migri.dialect.sqlite;

import io.migri.dialect.sqlite.client.SqliteClientScript;
import io.migri.dialect.sqlite.connection.SqliteExamination;
import io.migri.dialect.sqlite.connection.SqliteFile;
import io.migri.dialect.sqlite.facade.SqliteFacadeBinding;
import io.migri.dialect.sqlite.lock.SqliteLocks;
import io.migri.dialect.sqlite.rehearsal.SqliteRehearsal;
import io.migri.dialect.sqlite.rehearsal.SqliteRehearsalCopy;
import io.migri.dialect.sqlite.rehearsal.SqliteRehearsalDirectory;
import io.migri.dialect.sqlite.rehearsal.reach.SqliteReach;
import io.migri.dialect.sqlite.report.SqliteProbe;
import io.migri.dialect.sqlite.schema.SqliteSchemaReader;
import io.migri.dialect.sqlite.state.SqliteState;
import io.migri.dialect.sqlite.watch.SqliteWatch;
import io.migri.dialect.sqlite.wire.SqliteWire;
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
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConnection;

/** One connection to an SQLite database. */
final class SqliteSession implements DialectSession {
    private final Connection connection;
    private final SQLiteConnection driver;
    private final SqliteReach reach;
    private final SqliteState state;
    private final SqliteWire wire;
    private final SqliteHistories histories;
    private final SqliteLanguage language;

    /**
     * A session on {@code connection}.
     *
     * @param driver the same, without what a pool may have wrapped it in
     * @param reach how far statements may reach
     */
    SqliteSession(Connection connection, SQLiteConnection driver, SqliteReach reach) {
        this.connection = connection;
        this.driver = driver;
        this.reach = reach;
        this.state = new SqliteState(driver);
        this.wire = new SqliteWire(driver, reach, state);
        this.histories = new SqliteHistories(driver);
        this.language = new SqliteLanguage(library(driver), state);
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public String server() {
        return language.server();
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
        return new SqliteLocks(driver, SqliteRehearsalDirectory::removeLeftOver);
    }

    @Override
    public Rehearsals<DialectSession> rehearsals() {
        return request -> {
            SqliteRehearsalCopy copy = SqliteRehearsalCopy.of(driver);
            SQLiteConnection copied = copy.connection();
            return new SqliteRehearsal(copy, new SqliteSession(copied, copied, SqliteReach.COPY));
        };
    }

    @Override
    public StatementWatch watch() {
        return SqliteWatch.of(driver);
    }

    @Override
    public Optional<StatementProbe> probe(ProbeRequest request) throws SQLException {
        return Optional.of(SqliteProbe.open(wire, driver, request.own()));
    }

    @Override
    public List<Finding> examine(HistoryTable table) throws SQLException {
        return SqliteExamination.of(driver, SqliteFile.of(driver));
    }

    @Override
    public Optional<ScriptBinding> scriptBinding() {
        return Optional.of(new SqliteFacadeBinding(driver, reach));
    }

    @Override
    public Optional<ClientScript> clientScript() {
        return Optional.of(new SqliteClientScript(driver, state));
    }

    @Override
    public Optional<SchemaReader> schema() {
        return Optional.of(new SqliteSchemaReader(driver));
    }

    @Override
    public void cancel() {
        try {
            driver.getDatabase().interrupt();
        } catch (SQLException e) {
            // it is closed, so that nothing is under way
        }
    }

    private static String library(SQLiteConnection driver) {
        try {
            return "sqlite " + driver.libversion();
        } catch (SQLException e) {
            return "sqlite";
        }
    }
}
