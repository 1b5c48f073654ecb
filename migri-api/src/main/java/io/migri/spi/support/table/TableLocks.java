package io.migri.spi.support.table;

import static java.util.Objects.requireNonNull;

import io.migri.api.LockHolder;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.lock.Locks;
import io.migri.spi.lock.MigrationLock;
import io.migri.spi.support.Spelling;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * A lock for a database that has no locks of sessions but shows which sessions there are. It is a row that names its holder, and counts only
 * as long as that session is there. So it outlives transactions, and ends with its connection, however that ends. The table stays.
 *
 * <p>Do not use it where the user does not see all sessions: another run's lock would look abandoned. Used by the thread that uses the
 * session.
 */
public final class TableLocks implements Locks {
    /** The table that keeps the locks of all histories of a schema. */
    public static final String TABLE = "migri_lock";

    private final OwnTables tables;
    private final Sessions sessions;

    public TableLocks(OwnTables tables, Sessions sessions) {
        this.tables = requireNonNull(tables, "tables");
        this.sessions = requireNonNull(sessions, "sessions");
    }

    @Override
    public Optional<MigrationLock> tryLock(HistoryTable history) throws SQLException {
        Row row = row(history);
        new TableMaking(tables, row.spelling()).createLock(TABLE);
        row.execute("delete from " + row.table() + " where " + row.named() + " and " + row.holder() + " not in ("
                + sessions.all() + ")");
        try {
            row.execute("insert into " + row.table() + " (" + row.column("name") + ", " + row.holder() + ") values ("
                    + row.text() + ", (" + sessions.own() + "))");
        } catch (SQLException failure) {
            if (holder(history).isEmpty()) {
                throw failure;
            }
            return Optional.empty();
        }
        String mine = " from " + row.table() + " where " + row.named() + " and " + row.holder() + " = ("
                + sessions.own() + ")";
        return Optional.of(new Held(row, mine, tables.failUnless("exists (select 1" + mine + ")")));
    }

    @Override
    public Optional<LockHolder> holder(HistoryTable history) throws SQLException {
        Row row = row(history);
        if (new TableMaking(tables, row.spelling()).isMissing(TABLE)) {
            return Optional.empty();
        }
        Optional<String> holder = tables.text("select " + row.holder() + " from " + row.table() + " where "
                + row.named() + " and " + row.holder() + " in (" + sessions.all() + ")");
        return holder.isEmpty()
                ? Optional.empty()
                : Optional.of(sessions.description().of(holder.get()));
    }

    private Row row(HistoryTable history) throws SQLException {
        return new Row(tables.connection(), tables.spelling(history), history.key());
    }

    /**
     * What the database shows of its sessions. It never gives the name of one to another, also after a restart.
     *
     * @param own a query for the name of this session
     * @param all a query for the names of all sessions
     * @param description what is known of a session of such a name
     */
    public record Sessions(String own, String all, Description description) {
        public Sessions {
            requireNonNull(own, "own");
            requireNonNull(all, "all");
            requireNonNull(description, "description");
        }
    }

    /** Tells what is known of a session. Implemented by dialects. */
    @FunctionalInterface
    public interface Description {
        /** What is known of the session of that name, which may be gone by now. May ask the server. */
        LockHolder of(String name) throws SQLException;
    }

    /** The row of one history. */
    private record Row(Connection connection, Spelling spelling, String name) {
        String table() {
            return spelling.table(TABLE);
        }

        String column(String column) {
            return spelling.column(column);
        }

        String holder() {
            return column("holder");
        }

        String text() {
            return spelling.text(name);
        }

        String named() {
            return spelling.equal(column("name"), text());
        }

        void execute(String text) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(text);
            }
        }
    }

    /** The lock of this session. A script could remove the row; the guard notices that. */
    private record Held(Row row, String mine, String check) implements MigrationLock {
        @Override
        public boolean coversRun() {
            return true;
        }

        @Override
        public List<String> guard() {
            return List.of(check);
        }

        @Override
        public void close() throws SQLException {
            row.execute("delete" + mine);
        }
    }
}
