package io.migri.dialect.mysql;

import io.migri.dialect.mysql.MySqlWords.Piece;
import io.migri.spi.JournalEntry;
import io.migri.spi.RecoveryJournal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The journal as a table. A run that has the lock knows that the connection of an earlier one is gone, and with it the statement that
 * it was busy with: the server releases the lock after both.
 */
final class MySqlJournal implements RecoveryJournal {
    private static final int NO_SUCH_TABLE = 1146;

    private final MySqlSession session;
    private final String table;
    private final boolean mariaDb;

    MySqlJournal(MySqlSession session, String table, boolean mariaDb) {
        this.session = session;
        this.table = table;
        this.mariaDb = mariaDb;
    }

    @Override
    public Optional<List<JournalEntry>> read() throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery("select `migration`, `first_ordinal`, `through_ordinal`,"
                        + " `prefix_hash`, `statements`, `doubtful`, `objects_before` from " + name()
                        + " order by `migration`, `first_ordinal`")) {
            List<JournalEntry> entries = new ArrayList<>();
            while (rows.next()) {
                entries.add(entry(rows));
            }
            return Optional.of(entries);
        } catch (SQLException failure) {
            if (failure.getErrorCode() == NO_SUCH_TABLE) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    @Override
    public void prepare() throws SQLException {
        MySqlJournalTable.create(session.connection(), session.database(), table);
    }

    @Override
    public List<String> doubt(JournalEntry entry) {
        String statement = entry.doubt() == null ? "" : entry.doubt().statement();
        MySqlSubject subject = MySqlSubject.of(statement, mariaDb);
        // the name of the database goes along, because the next run may stand in another one
        String before =
                subject.objects().isEmpty() ? "''" : "concat(" + lookBefore(subject) + ", ifnull(database(), ''))";
        return List.of(insert(entry, "in doubt", MySqlText.literal(statement), before));
    }

    private static String lookBefore(MySqlSubject subject) {
        return subject.repeatable()
                ? "repeat('-', " + MySqlLook.LENGTH + ")"
                : MySqlLook.at(subject.objects(), "database()");
    }

    @Override
    public List<String> done(JournalEntry entry) {
        return List.of(insert(entry, "done", "null", "null"));
    }

    @Override
    public List<String> confirm(JournalEntry entry) {
        return List.of("update " + name() + " set `through_ordinal` = " + entry.through() + ", `prefix_hash` = "
                + MySqlText.literal(entry.hash()) + ", `statements` = " + lines(entry)
                + ", `state` = 'done', `doubtful` = null, `objects_before` = null, `connection_id` = connection_id(),"
                + " `noted_at` = utc_timestamp(6)" + where(entry));
    }

    @Override
    public List<String> withdraw(JournalEntry entry) {
        return List.of("delete from " + name() + where(entry));
    }

    @Override
    public List<String> forget(String migration) {
        return List.of("delete from " + name() + " where `migration` = " + MySqlText.literal(migration));
    }

    @Override
    public Verdict settle(JournalEntry.Doubt doubt) throws SQLException {
        MySqlSubject subject = MySqlSubject.of(doubt.statement(), mariaDb);
        if (subject.objects().isEmpty() || doubt.before().length() < MySqlLook.LENGTH) {
            return subject.repeatable() ? Verdict.REPEATABLE : Verdict.UNKNOWN;
        }
        String before = doubt.before().substring(0, MySqlLook.LENGTH);
        String database = doubt.before().substring(MySqlLook.LENGTH);
        MySqlPartitions partitions = new MySqlPartitions(session.connection(), subject.objects(), database);
        if (mariaDb) {
            partitions.removeThoseWithoutTable();
        }
        if (subject.repeatable()) {
            return Verdict.REPEATABLE;
        }
        String now = look(subject.objects(), MySqlText.literal(database));
        return now.equals(before) ? Verdict.REPEATABLE : settleChanged(subject, now, partitions);
    }

    private Verdict settleChanged(MySqlSubject subject, String now, MySqlPartitions partitions) throws SQLException {
        if (mariaDb && partitions.missing()) {
            return Verdict.UNKNOWN;
        }
        return switch (subject.change()) {
            case AT_ONCE -> Verdict.HAPPENED;
            case ONE_BY_ONE -> Verdict.UNKNOWN;
            case DROPPED_ONE_BY_ONE -> now.equals(lookAtNothing(subject)) ? Verdict.HAPPENED : Verdict.UNKNOWN;
            case BY_PARTITION -> partitions.any() && serverStartedSinceDoubt() ? Verdict.UNKNOWN : Verdict.HAPPENED;
        };
    }

    /** Or less than a second before. */
    private boolean serverStartedSinceDoubt() throws SQLException {
        return MySqlSession.text(
                        session.connection(),
                        "select 1 from " + name()
                                + " where `state` = 'in doubt' and `noted_at` < utc_timestamp(6) - interval"
                                + " (select variable_value from information_schema.global_status"
                                + " where variable_name = 'UPTIME') second")
                .isPresent();
    }

    private String look(List<MySqlSubject.Named> objects, String database) throws SQLException {
        return MySqlSession.text(session.connection(), "select " + MySqlLook.at(objects, database))
                .orElseThrow();
    }

    /** What is seen where none of the objects is there, which is the same in a database that is not there either. */
    private String lookAtNothing(MySqlSubject subject) throws SQLException {
        return look(
                subject.objects().stream()
                        .map(one -> new MySqlSubject.Named(one.kind(), "", one.name()))
                        .toList(),
                "''");
    }

    @Override
    public Reach reach(String statement) {
        List<Piece> words = MySqlWords.of(statement);
        boolean tables = words.size() > 1 && words.get(1).word().startsWith("TABLE");
        if (!tables) {
            return Reach.ONE;
        }
        return switch (words.get(0).word()) {
            case "LOCK" -> Reach.OPENS;
            case "FLUSH" -> words.stream().anyMatch(MySqlJournal::keepsOthersOut) ? Reach.OPENS : Reach.ONE;
            case "UNLOCK" -> Reach.CLOSES;
            default -> Reach.ONE;
        };
    }

    /** As in {@code FLUSH TABLES WITH READ LOCK} and {@code FLUSH TABLES a FOR EXPORT}. */
    private static boolean keepsOthersOut(Piece piece) {
        return piece.word().equals("LOCK") || piece.word().equals("EXPORT");
    }

    private String insert(JournalEntry entry, String state, String doubtful, String before) {
        return "insert into " + name()
                + " (`migration`, `first_ordinal`, `through_ordinal`, `prefix_hash`, `statements`, `state`, `doubtful`,"
                + " `objects_before`, `connection_id`, `noted_at`) values (" + MySqlText.literal(entry.migration())
                + ", "
                + entry.first() + ", " + entry.through() + ", " + MySqlText.literal(entry.hash()) + ", " + lines(entry)
                + ", '" + state + "', " + doubtful + ", " + before + ", connection_id(), utc_timestamp(6))";
    }

    private static String where(JournalEntry entry) {
        return " where (`migration` = " + MySqlText.literal(entry.migration()) + " and `first_ordinal` = "
                + entry.first() + ")";
    }

    private static String lines(JournalEntry entry) {
        return MySqlText.literal(String.join("\n", entry.statements()));
    }

    private static JournalEntry entry(ResultSet row) throws SQLException {
        String lines = row.getString(5);
        return new JournalEntry(
                row.getString(1),
                row.getInt(2),
                row.getInt(3),
                row.getString(4),
                lines.isEmpty() ? List.of() : List.of(lines.split("\n")),
                doubt(row.getString(6), row.getString(7)));
    }

    private static JournalEntry.@Nullable Doubt doubt(@Nullable String statement, @Nullable String before) {
        return statement == null ? null : new JournalEntry.Doubt(statement, before == null ? "" : before);
    }

    /** Names the database, because the migration may have chosen another one. */
    private String name() {
        try {
            return MySqlText.identifier(session.database()) + '.' + MySqlText.identifier(table);
        } catch (SQLException closed) {
            throw new IllegalStateException("the connection is closed", closed);
        }
    }
}
