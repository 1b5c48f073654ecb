package io.migri.dialect.postgresql.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.dialect.postgresql.PostgresqlDialect;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.UnfitName;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Names in databases that have not all letters, and in columns that have not much room. */
final class PostgresqlNameRoomTest {
    private static final String CYRILLIC = "0001_\u0441\u0447\u0451\u0442";
    private static final String FRENCH = "0001_caf\u00e9";

    private final PostgresqlDialect dialect = new PostgresqlDialect();
    private final Database database;

    PostgresqlNameRoomTest(@TestDatabase(Engine.POSTGRESQL) Database database) {
        this.database = database;
    }

    @Test
    void aDatabaseInAnotherEncodingHoldsTheLettersThatItHas() throws SQLException {
        String latin = database.name() + "_latin";
        database.execute(
                "CREATE DATABASE " + latin + " ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
        try (Connection connection = dialect.connect(database.named(latin).config())) {
            AppliedLog log = dialect.session(connection).history().log(HistoryTable.USUAL);
            log.prepare();
            assertEquals(Optional.empty(), log.unfit(FRENCH));
            UnfitName unfit = log.unfit(CYRILLIC).orElseThrow();
            assertTrue(unfit.reason().contains("LATIN1"), unfit.reason());
            assertEquals(Optional.empty(), log.read().orElseThrow().stream().findAny());
        } finally {
            database.execute("DROP DATABASE " + latin);
        }
    }

    @Test
    void aColumnForNamesOfPostgresqlHoldsBytes() throws SQLException {
        database.execute("CREATE TABLE applied_migration"
                + " (id serial PRIMARY KEY, date_applied timestamp with time zone NOT NULL, name name NOT NULL)");
        try (Connection connection = dialect.connect(database.config())) {
            AppliedLog log = dialect.session(connection).history().log(HistoryTable.USUAL);
            log.read();
            assertEquals(Optional.empty(), log.unfit("n".repeat(63)));
            assertTrue(log.unfit("n".repeat(64)).orElseThrow().reason().contains("63 bytes"));
            assertTrue(log.unfit("\u0436".repeat(32)).isPresent());
            assertEquals(Optional.empty(), log.unfit("\u0436".repeat(31)));
        }
    }
}
