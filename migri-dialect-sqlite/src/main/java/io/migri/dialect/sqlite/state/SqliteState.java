package io.migri.dialect.sqlite.state;

import io.migri.dialect.sqlite.check.SqliteDoubleQuotes;
import io.migri.dialect.sqlite.check.SqliteForeignKeyCheck;
import io.migri.dialect.sqlite.connection.SqliteOpenTransaction;
import io.migri.dialect.sqlite.connection.SqliteQuery;
import io.migri.spi.state.Aside;
import io.migri.spi.state.SessionState;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/** What a connection to SQLite remembers, and what it was told of a migration's statements. */
public final class SqliteState implements SessionState {
    private final SQLiteConnection driver;
    private final SqliteSessionSnapshot snapshot;
    private final SqliteForeignKeyCheck foreignKeys;
    private final SqliteAside aside;
    private final SqliteDoubleQuotes doubleQuotes;
    private List<String> restoring = List.of();
    private @Nullable Boolean enforcesForeignKeys;

    public SqliteState(SQLiteConnection driver) {
        this.driver = driver;
        this.snapshot = new SqliteSessionSnapshot(driver);
        this.foreignKeys = new SqliteForeignKeyCheck(driver);
        this.aside = new SqliteAside(snapshot);
        this.doubleQuotes = new SqliteDoubleQuotes(driver);
    }

    @Override
    public boolean lentInTransaction() {
        return SqliteOpenTransaction.isOpen(driver);
    }

    @Override
    public List<String> restore() throws SQLException {
        return snapshot.restoreWithinTransaction();
    }

    @Override
    public List<String> restoreOutside() throws SQLException {
        foreignKeys.forget();
        restoring = snapshot.restoreOutsideTransaction();
        return restoring;
    }

    @Override
    public List<String> remarks() {
        return Stream.concat(foreignKeys.remarks().stream(), doubleQuotes.remarks().stream())
                .toList();
    }

    @Override
    public Aside aside() {
        return aside.around();
    }

    /** Without a journal SQLite has nothing to undo from. */
    @Override
    public Optional<String> leftByRollback() throws SQLException {
        return SqliteQuery.text(driver, "PRAGMA journal_mode").equalsIgnoreCase("off")
                ? Optional.of("what it wrote, for PRAGMA journal_mode is off")
                : Optional.empty();
    }

    /** Whether {@code statements} are those that put the session back. */
    public boolean isRestoredBy(List<String> statements) {
        return statements.equals(restoring);
    }

    /** Every migration finds it so, for it is put back after each. */
    public boolean enforcesForeignKeys() throws SQLException {
        Boolean known = enforcesForeignKeys;
        if (known == null) {
            known = SqliteQuery.text(driver, "PRAGMA foreign_keys").equals("1");
            enforcesForeignKeys = known;
        }
        return known;
    }

    public SqliteSessionSnapshot snapshot() {
        return snapshot;
    }

    public SqliteForeignKeyCheck foreignKeys() {
        return foreignKeys;
    }

    /** What is sent around Migri's own statements. */
    public SqliteAside asides() {
        return aside;
    }

    public SqliteDoubleQuotes doubleQuotes() {
        return doubleQuotes;
    }
}
