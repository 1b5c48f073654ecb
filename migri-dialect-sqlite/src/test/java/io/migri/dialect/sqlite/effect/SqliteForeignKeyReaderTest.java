package io.migri.dialect.sqlite.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SqliteForeignKeyReaderTest {
    private static final String REBUILD =
            "INSERT INTO b SELECT * FROM a; DROP TABLE a; ALTER TABLE b RENAME TO a; PRAGMA foreign_key_check;";

    @Test
    void whatChangesNothingPartsNothing() throws IOException {
        assertEquals(List.of(), parting(false, "CREATE TABLE b (c); PRAGMA foreign_keys=OFF; " + REBUILD));
        assertEquals(List.of(), parting(true, "CREATE TABLE b (c); PRAGMA foreign_keys=ON; " + REBUILD));
        assertEquals(
                List.of(), parting(false, "INSERT INTO a VALUES (1); PRAGMA foreign_keys=off; " + REBUILD.repeat(9)));
    }

    @Test
    void whatTheFollowingStatementsDependOnDoes() throws IOException {
        assertEquals(
                List.of("PRAGMA foreign_keys = ON"),
                parting(false, "CREATE TABLE a (b); PRAGMA foreign_keys = ON; INSERT INTO a VALUES (1)"));
        assertEquals(
                List.of("PRAGMA foreign_keys=0", "PRAGMA foreign_keys(1)"),
                parting(true, "PRAGMA foreign_keys=0;" + REBUILD + "PRAGMA foreign_keys(1); DELETE FROM a;"));
        assertEquals(List.of("PRAGMA foreign_keys=0"), parting(true, "PRAGMA foreign_keys=0; DROP TABLE a;"));
    }

    @Test
    void whatNothingBehindItDependsOnDoesNot() throws IOException {
        String twice = "PRAGMA foreign_keys=OFF;" + REBUILD + "PRAGMA foreign_keys=ON; CREATE INDEX i ON a (c);";
        assertEquals(List.of(), parting(false, twice + twice + "DROP INDEX i; DROP VIEW v; SELECT 1;"));
        assertEquals(List.of("PRAGMA foreign_keys=OFF"), parting(true, twice + twice));
    }

    @Test
    void looksAheadOnlySoFar() throws IOException {
        String far = "PRAGMA foreign_keys=ON;" + "SELECT 1;".repeat(1_500);
        assertEquals(List.of("PRAGMA foreign_keys=ON"), parting(false, far));
    }

    @Test
    void leavesEverythingElseAsItIs() throws IOException {
        assertEquals(
                List.of("PRAGMA synchronous=OFF"),
                parting(false, "PRAGMA synchronous=OFF; BEGIN; PRAGMA foreign_keys=ON; DELETE FROM a; COMMIT;"));
    }

    @Test
    void keepsTheOrder() throws IOException {
        List<SqlStatement> statements = read(
                false, "SELECT 1; PRAGMA foreign_keys=ON; SELECT 2; PRAGMA foreign_keys=OFF; SELECT 3; DELETE FROM a");
        assertEquals(
                List.of(
                        "0 SELECT 1",
                        "1 PRAGMA foreign_keys=ON",
                        "2 SELECT 2",
                        "3 PRAGMA foreign_keys=OFF",
                        "4 SELECT 3"),
                statements.subList(0, 5).stream()
                        .map(one -> one.ordinal() + " " + one.text())
                        .toList());
    }

    private static List<String> parting(boolean enforced, String script) throws IOException {
        return read(enforced, script).stream()
                .filter(statement -> statement.effect() == TransactionEffect.SESSION_ONLY)
                .map(SqlStatement::text)
                .toList();
    }

    private static List<SqlStatement> read(boolean enforced, String script) throws IOException {
        List<SqlStatement> read = new ArrayList<>();
        try (StatementReader reader =
                new SqliteForeignKeyReader(new SqliteStatementReader(new StringReader(script)), enforced)) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                read.add(next);
            }
        }
        return read;
    }
}
