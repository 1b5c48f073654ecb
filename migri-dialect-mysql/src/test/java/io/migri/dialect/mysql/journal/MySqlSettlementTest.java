package io.migri.dialect.mysql.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.dialect.mysql.MySqlDialect;
import io.migri.dialect.mysql.wire.MySqlErrors;
import io.migri.spi.DialectSession;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.RecoveryJournal;
import io.migri.spi.history.RecoveryJournal.Verdict;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What looking shows of a statement in doubt that changes several objects, or partitions, on MariaDB one after the other. */
final class MySqlSettlementTest {
    private static final String BEFORE_THE_SERVER_STARTED = "UPDATE migri_journal SET noted_at = '2000-01-01'";

    private final Database database;
    private final Connection connection;
    private final RecoveryJournal journal;

    MySqlSettlementTest(@TestDatabase(Engine.MARIADB) Database database) throws SQLException {
        this.database = database;
        database.execute("CREATE TABLE a (id int)", "CREATE TABLE b (id int)");
        MySqlDialect dialect = new MySqlDialect();
        this.connection = dialect.connect(database.config());
        DialectSession session = dialect.session(connection);
        this.journal = session.history().journal(HistoryTable.USUAL).orElseThrow();
        journal.prepare();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void tablesThatAreAllThereWereNotDropped() throws SQLException {
        assertEquals(Verdict.REPEATABLE, after("DROP TABLE a, b"));
    }

    @Test
    void tablesThatAreAllGoneWereDropped() throws SQLException {
        assertEquals(Verdict.HAPPENED, after("DROP TABLE a, b", "DROP TABLE a", "DROP TABLE b"));
    }

    @Test
    void oneOfTwoTablesThatIsGoneTellsNothing() throws SQLException {
        assertEquals(Verdict.UNKNOWN, after("DROP TABLE a, b", "DROP TABLE a"));
    }

    @Test
    void aTableWasRenamedOrNot() throws SQLException {
        assertEquals(Verdict.REPEATABLE, after("RENAME TABLE a TO c"));
    }

    @Test
    void aTableThatWasRenamedHasAnotherName() throws SQLException {
        assertEquals(Verdict.HAPPENED, after("RENAME TABLE a TO c", "RENAME TABLE a TO c"));
    }

    @Test
    void severalTablesThatWereRenamedMayBeSomeOfThem() throws SQLException {
        String statement = "RENAME TABLE a TO c, b TO d";
        assertEquals(Verdict.UNKNOWN, after(statement, "RENAME TABLE a TO c"));
    }

    @Test
    void anIndexOfATableWithPartitionsIsThereAsAWholeWhereTheServerGoesOn() throws SQLException {
        database.execute("CREATE TABLE parts (id int) PARTITION BY HASH (id) PARTITIONS 2");
        String statement = "CREATE INDEX by_id ON parts (id)";
        assertEquals(Verdict.HAPPENED, after(statement, statement));
    }

    @Test
    void anIndexOfATableWithPartitionsMayLackSomeWhereTheServerEnded() throws SQLException {
        database.execute("CREATE TABLE parts (id int) PARTITION BY HASH (id) PARTITIONS 2");
        String statement = "ALTER TABLE parts ADD INDEX by_id (id)";
        assertEquals(Verdict.UNKNOWN, after(statement, statement, BEFORE_THE_SERVER_STARTED));
    }

    @Test
    void anIndexThatIsNotThereIsBuiltWhereTheServerEnded() throws SQLException {
        database.execute("CREATE TABLE parts (id int) PARTITION BY HASH (id) PARTITIONS 2");
        assertEquals(Verdict.REPEATABLE, after("ALTER TABLE parts ADD INDEX by_id (id)", BEFORE_THE_SERVER_STARTED));
    }

    @Test
    void anIndexOfATableWithoutPartitionsIsThereOrNotWhereTheServerEnded() throws SQLException {
        String statement = "CREATE INDEX by_id ON a (id)";
        assertEquals(Verdict.HAPPENED, after(statement, statement, BEFORE_THE_SERVER_STARTED));
    }

    @Test
    void aPartitionWasAddedOrNotWhereTheServerEnded() throws SQLException {
        database.execute("CREATE TABLE parts (id int) PARTITION BY HASH (id) PARTITIONS 2");
        String statement = "ALTER TABLE parts ADD PARTITION PARTITIONS 2";
        assertEquals(Verdict.HAPPENED, after(statement, statement, BEFORE_THE_SERVER_STARTED));
    }

    @Test
    void aTableThatIsMadeWhereThereIsNoneLeavesTheOneThatThereIs() throws SQLException {
        database.execute("CREATE TABLE parts (id int) PARTITION BY HASH (id) PARTITIONS 2");
        assertEquals(Verdict.REPEATABLE, after("CREATE TABLE IF NOT EXISTS parts (id int)"));
        database.execute("INSERT INTO parts VALUES (1)");
    }

    @Test
    void whoMayNotLookForPartitionsWithoutATableIsToldWhatToDrop() {
        SQLException failure = new SQLException(
                "Table '`shop`.`parts` /* Partition `p0`, Subpartition `p0sp1` */' already exists", "42S01", 1050);
        String hint = MySqlErrors.explain(failure, "CREATE TABLE parts (id int)")
                .hint()
                .orElseThrow();
        assertTrue(hint.endsWith("drop table `#mysql50#parts#P#p0#SP#p0sp1`"), hint);
    }

    /** Notes it as in doubt, executes what is given instead of it, and looks. */
    private Verdict after(String statement, String... executed) throws SQLException {
        JournalEntry entry = new JournalEntry(
                "0001_a", 0, 1, "0".repeat(64), List.of("line"), new JournalEntry.Doubt(statement, ""));
        for (String note : journal.notes().add(entry)) {
            try (Statement noting = connection.createStatement()) {
                noting.execute(note);
            }
        }
        database.execute(executed);
        JournalEntry.Doubt doubt = journal.read().orElseThrow().get(0).doubt();
        return journal.settle(Objects.requireNonNull(doubt));
    }
}
