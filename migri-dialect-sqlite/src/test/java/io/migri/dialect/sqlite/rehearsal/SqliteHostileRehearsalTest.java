package io.migri.dialect.sqlite.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.dialect.sqlite.TestFile;
import io.migri.spi.DialectSession;
import io.migri.spi.rehearsal.Rehearsal;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that try to change something real from a dry run: the database, other files, the process. */
final class SqliteHostileRehearsalTest {
    /** {@code $D} stands for the directory that holds {@code a.db}, the database, and {@code other.db}. */
    private static final List<String> SCRIPTS = List.of(
            "ATTACH '$D/other.db' AS o; DELETE FROM o.t",
            "ATTACH DATABASE '$D/other.db' AS o; DROP TABLE o.t",
            "attach database \"$D/other.db\" as o; DELETE FROM o.t",
            "ATTACH [$D/other.db] AS o; DELETE FROM o.t",
            "ATTACH `$D/other.db` AS o; DELETE FROM o.t",
            "/* x */ ATTACH '$D/other.db' AS o; DELETE FROM o.t",
            "-- x\nATTACH -- y\n'$D/other.db' AS o; DELETE FROM o.t",
            "\uFEFFATTACH '$D/other.db' AS o; DELETE FROM o.t",
            ";;ATTACH '$D/other.db' AS o; DELETE FROM o.t",
            "ATTACH '' || '$D/other.db' AS o; DELETE FROM o.t",
            "ATTACH ('$D/other.db') AS o; DELETE FROM o.t",
            "ATTACH '$D/' || 'other.db' AS o; DELETE FROM o.t",
            "ATTACH replace(':memory:', ':memory:', '$D/other.db') AS o; DELETE FROM o.t",
            "ATTACH CASE WHEN 1 THEN '$D/other.db' END AS o; DELETE FROM o.t",
            "ATTACH ':memory:' || '' AS o; CREATE TABLE o.t (a)",
            "ATTACH 'file:$D/other.db' AS o; DELETE FROM o.t",
            "ATTACH 'file:$D/other.db?mode=rw' AS o; DELETE FROM o.t",
            "ATTACH 'file:$D/made.db?mode=rwc' AS o; CREATE TABLE o.t (a)",
            "ATTACH 'file:$D/other.db?immutable=0' AS o; DELETE FROM o.t",
            "ATTACH '$D/made.db' AS o; CREATE TABLE o.t (a)",
            "ATTACH '$D/a.db' AS o; DELETE FROM o.t",
            "ATTACH 'file:$D/a.db?nolock=1' AS o; DELETE FROM o.t",
            "ATTACH x'2f746d70' AS o",
            "ATTACH NULL AS o; CREATE TABLE o.t (a)",
            "ATTACH '$D/made.db' AS o KEY 'x'; CREATE TABLE o.t (a)",
            "BEGIN; ATTACH '$D/other.db' AS o; DELETE FROM o.t; COMMIT",
            "SAVEPOINT s; ATTACH '$D/other.db' AS o; DELETE FROM o.t; RELEASE s",
            "EXPLAIN ATTACH '$D/other.db' AS o",
            "VACUUM INTO '$D/made.db'",
            "vacuum main into '$D/made.db'",
            "VACUUM /* x */ main /* y */ INTO /* z */ ('$D/' || 'made.db')",
            "VACUUM temp INTO '$D/made.db'",
            "VACUUM INTO 'file:$D/made.db?mode=rwc'",
            "VACUUM INTO (SELECT '$D/made.db')",
            "VACUUM",
            "PRAGMA temp_store_directory = '$D'",
            "PRAGMA main.temp_store_directory('$D')",
            "pragma \"Temp_Store_Directory\" = '$D'",
            "PRAGMA data_store_directory = '$D'",
            "PRAGMA lock_proxy_file = '$D/made'",
            "PRAGMA soft_heap_limit = 1",
            "PRAGMA hard_heap_limit = 1000000000",
            "PRAGMA /* x */ soft_heap_limit /* y */ (5)",
            "SELECT load_extension('$D/made')",
            "SELECT load_extension('$D/made', 'x')",
            "CREATE TABLE l AS SELECT load_extension('$D/made')",
            "SELECT writefile('$D/made', 'x')",
            "SELECT writefile('$D/a.db', 'x')",
            "SELECT readfile('$D/other.db')",
            "SELECT edit('x')",
            "SELECT * FROM fsdir('$D')",
            "CREATE VIRTUAL TABLE v USING csv(filename='$D/other.db')",
            "CREATE VIRTUAL TABLE v USING zipfile('$D/made.zip'); INSERT INTO v (name) VALUES ('x')",
            "CREATE VIRTUAL TABLE temp.v USING fsdir",
            "CREATE VIRTUAL TABLE v USING fts5(x, content='t'); INSERT INTO v(v) VALUES ('rebuild')",
            "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'x'",
            "PRAGMA journal_mode = WAL; DELETE FROM t; PRAGMA wal_checkpoint(TRUNCATE)",
            "PRAGMA journal_mode = OFF; DELETE FROM t",
            "PRAGMA locking_mode = EXCLUSIVE; DELETE FROM t",
            "PRAGMA user_version = 7; PRAGMA application_id = 9",
            "PRAGMA auto_vacuum = 1; VACUUM",
            "PRAGMA page_size = 8192; VACUUM",
            "PRAGMA encoding = 'UTF-16'",
            "BEGIN; DELETE FROM t; COMMIT; BEGIN EXCLUSIVE; DROP TABLE t; COMMIT",
            "DELETE FROM t; ROLLBACK; COMMIT; DELETE FROM main.t",
            "CREATE TRIGGER g AFTER DELETE ON t BEGIN INSERT INTO t VALUES (9); END; DELETE FROM t",
            "CREATE TEMP TRIGGER g AFTER DELETE ON t BEGIN DELETE FROM main.applied; END; DELETE FROM t",
            "DROP TABLE t; DROP TABLE applied; ANALYZE; REINDEX",
            "backup to $D/made.db",
            "restore from $D/other.db",
            "backup main to '$D/made.db'",
            "DETACH main");

    @TempDir
    private Path directory = Path.of("");

    @Test
    void reachesNothingReal() throws SQLException, IOException {
        assertTrue(SCRIPTS.size() >= 60);
        try (TestFile other = TestFile.open(directory.resolve("other.db"))) {
            other.execute("CREATE TABLE t (a)", "INSERT INTO t VALUES (1)");
        }
        try (TestFile file = TestFile.open(directory.resolve("a.db"))) {
            file.execute("CREATE TABLE t (a)", "CREATE TABLE applied (a)", "INSERT INTO t VALUES (1)");
            Map<String, String> before = everything(file);
            for (String script : SCRIPTS) {
                rehearse(file, script.replace("$D", directory.toString()));
                assertEquals(before, everything(file), script);
            }
        }
    }

    /** A statement that fails, or is refused, is passed over: the next might do harm. At the end settings are put back, as after each migration. */
    private static void rehearse(TestFile file, String script) throws SQLException, IOException {
        try (Rehearsal<DialectSession> rehearsal = file.session().rehearsals().open();
                StatementReader statements = rehearsal.session().language().read(new StringReader(script))) {
            rehearsal.session().state().restore();
            for (SqlStatement next = next(statements); next != null; next = next(statements)) {
                attempt(rehearsal, next.text());
            }
            attempt(rehearsal, "ROLLBACK");
            rehearsal.session().wire().execute(rehearsal.session().state().restoreOutside());
        }
    }

    private static void attempt(Rehearsal<DialectSession> rehearsal, String statement) {
        try {
            rehearsal.session().wire().execute(List.of(statement));
        } catch (SQLException e) {
            assertTrue(e.getMessage() != null);
        }
    }

    private static SqlStatement next(StatementReader statements) throws IOException {
        return statements.next();
    }

    private Map<String, String> everything(TestFile file) throws SQLException, IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path one : new ArrayList<>(files.toList())) {
                found.put(one.getFileName().toString(), Arrays.hashCode(Files.readAllBytes(one)) + "");
            }
        }
        found.put("limits", file.rows("SELECT * FROM pragma_soft_heap_limit, pragma_hard_heap_limit"));
        found.put("folder", file.rows("PRAGMA temp_store_directory"));
        return found;
    }
}
