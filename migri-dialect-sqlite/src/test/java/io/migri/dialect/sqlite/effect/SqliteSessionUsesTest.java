package io.migri.dialect.sqlite.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SqliteSessionUsesTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "PRAGMA cache_size = -2000 => constant gives[setting cache_size]",
                "pragma main.Synchronous(off) => constant gives[setting synchronous]",
                "PRAGMA foreign_keys = ON => constant gives[setting foreign_keys]",
                "PRAGMA foreign_keys => ",
                "PRAGMA user_version = 4 => ",
                "PRAGMA journal_mode = wal => ",
                "PRAGMA defer_foreign_keys = on => ",
                "ATTACH 'other.db' AS other => constant gives[setting attached other]",
                "ATTACH DATABASE \"o.db\" AS [Other] => constant gives[setting attached other]",
                "ATTACH 'a' || (SELECT n FROM t) AS other => gives[setting attached other]",
                "ATTACH upper('a') AS other => gives[setting attached other]",
                "DETACH DATABASE before => constant ends[setting attached before]",
                "INSERT INTO t VALUES (1) => gives[generated_key *, last_result *]",
                "REPLACE INTO t VALUES (1) => gives[generated_key *, last_result *]",
                "WITH a(b) AS (SELECT 1) INSERT INTO t SELECT b FROM a => gives[generated_key *, last_result *]",
                "WITH a AS (SELECT replace('x', 'y', 'z')) SELECT * FROM a => ",
                "UPDATE t SET changes = 1 => gives[last_result *]",
                "DELETE FROM t => gives[last_result *]",
                "SELECT changes FROM t => ",
                "SELECT 'changes()' => ",
                "SELECT changes /* no */ () => reads[last_result *]",
                "SELECT \"total_changes\"() => reads[last_result *]",
                "INSERT INTO t VALUES (Last_Insert_Rowid()) => gives[generated_key *, last_result *] reads[generated_key *]",
                "UPDATE t SET a = [last_insert_rowid]() => gives[last_result *] reads[generated_key *]",
                "CREATE TRIGGER x AFTER INSERT ON t BEGIN SELECT last_insert_rowid(); END => ",
                "CREATE TABLE t AS SELECT changes() AS n => reads[last_result *]",
                "CREATE TABLE temporary (id) => ",
                "CREATE TEMP TABLE IF NOT EXISTS t (id) => gives[temporary_table t]",
                "CREATE TABLE temp.t (id) => gives[temporary_table t]",
                "CREATE TEMPORARY VIEW v AS SELECT 1 => gives[temporary_table v]",
                "CREATE TEMP TRIGGER g AFTER INSERT ON main.t BEGIN SELECT 1; END => gives[temporary_table t]",
                "VACUUM => ",
                "BEGIN => ",
                "DROP TABLE t => ",
            })
    void tellsWhatAStatementHasToDoWithItsConnection(String statement, String expected) throws IOException {
        assertEquals(expected == null ? "" : expected, told(statement).get(0));
    }

    @Test
    void remembersWhatWasMadeForTheConnectionAlone() throws IOException {
        assertEquals(
                List.of(
                        "gives[temporary_table ids]",
                        "gives[generated_key *, last_result *] reads[temporary_table ids]",
                        "gives[last_result *] reads[temporary_table ids]",
                        "ends[temporary_table ids] gives[temporary_table kept] reads[temporary_table ids]",
                        "reads[temporary_table kept]",
                        "ends[temporary_table kept] reads[temporary_table kept]",
                        "gives[generated_key *, last_result *]"),
                told(
                        "CREATE TEMP TABLE Ids (id); INSERT INTO \"IDS\" VALUES (1); DELETE FROM t WHERE id IN (SELECT id FROM [ids]);"
                                + "ALTER TABLE ids RENAME TO kept; SELECT * FROM kept; DROP TABLE IF EXISTS kept; INSERT INTO t VALUES (1)"));
    }

    @Test
    void aTemporaryTriggerIsNeededByWhatChangesItsTable() throws IOException {
        assertEquals(
                List.of(
                        "gives[temporary_table t]",
                        "gives[generated_key *, last_result *] reads[temporary_table t]",
                        "ends[temporary_table t]"),
                told(
                        "CREATE TEMP TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM u; END; INSERT INTO t VALUES (1); DROP TRIGGER g"));
    }

    @Test
    void whatIsAttachedInMemoryIsTemporary() throws IOException {
        assertEquals(
                List.of(
                        "constant gives[setting attached m]",
                        "gives[temporary_table x]",
                        "gives[generated_key *, last_result *] reads[temporary_table x]",
                        "ends[setting attached m]"),
                told("ATTACH ':memory:' AS m; CREATE TABLE m.x (id); INSERT INTO t SELECT * FROM m.x; DETACH m"));
    }

    @Test
    void aViewThatLooksBackMakesItsReadersLookBack() throws IOException {
        assertEquals(
                List.of("", "gives[generated_key *, last_result *] reads[generated_key *]", ""),
                told(
                        "CREATE VIEW latest AS SELECT last_insert_rowid() AS id; INSERT INTO t SELECT id FROM Latest; SELECT 1"));
    }

    @Test
    void aSettingThatATransactionIgnoresIsNone() throws IOException {
        assertEquals(
                List.of("", "", "constant gives[setting cache_size]", ""),
                told("BEGIN; PRAGMA foreign_keys = off; PRAGMA cache_size = 5; COMMIT"));
    }

    @Test
    void withoutAJournalNothingIsUndone() throws IOException {
        List<Boolean> outlasting = new ArrayList<>();
        try (SqliteStatementReader reader = new SqliteStatementReader(
                new StringReader("INSERT INTO t VALUES (1); PRAGMA journal_mode = OFF; INSERT INTO t VALUES (2);"
                        + "PRAGMA journal_mode(delete); INSERT INTO t VALUES (3)"))) {
            for (SqlStatement one = reader.next(); one != null; one = reader.next()) {
                outlasting.add(one.outlastsRollback());
            }
        }
        assertEquals(List.of(false, true, true, false, false), outlasting);
    }

    @Test
    void manyInsertsShareWhatIsKnownOfThem() throws IOException {
        try (SqliteStatementReader reader = new SqliteStatementReader(
                new StringReader("INSERT INTO t(a) VALUES (1); INSERT INTO \"t\"(\"a\") VALUES ('changes()')"))) {
            assertSame(reader.next().session(), reader.next().session());
        }
    }

    private static List<String> told(String script) throws IOException {
        List<String> told = new ArrayList<>();
        try (SqliteStatementReader reader = new SqliteStatementReader(new StringReader(script))) {
            for (SqlStatement one = reader.next(); one != null; one = reader.next()) {
                told.add(told(one.session()));
            }
        }
        return told;
    }

    private static String told(SessionUse use) {
        List<String> words = new ArrayList<>();
        if (use.constant()) {
            words.add("constant");
        }
        tell(words, "ends", use.ends());
        tell(words, "gives", use.gives());
        tell(words, "reads", use.reads());
        return String.join(" ", words);
    }

    private static void tell(List<String> words, String what, Set<SessionValue> values) {
        if (!values.isEmpty()) {
            words.add(what
                    + values.stream()
                            .map(value -> value.kind().name().toLowerCase(Locale.ROOT) + " " + value.name())
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }
}
