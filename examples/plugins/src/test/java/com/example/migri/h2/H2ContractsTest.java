package com.example.migri.h2;

import io.migri.api.ConnectionConfig;
import io.migri.spi.script.TransactionEffect;
import io.migri.testkit.AppliedLogContract;
import io.migri.testkit.CanonicalTextContract;
import io.migri.testkit.DialectContract;
import io.migri.testkit.HistoryTableContract;
import io.migri.testkit.LockContract;
import io.migri.testkit.LockTimeoutContract;
import io.migri.testkit.LookingContract;
import io.migri.testkit.RecoveryJournalContract;
import io.migri.testkit.RedactionContract;
import io.migri.testkit.RehearsalContract;
import io.migri.testkit.SessionContract;
import io.migri.testkit.SessionStateContract;
import io.migri.testkit.StatementEffectContract;
import io.migri.testkit.StatementReaderContract;
import io.migri.testkit.StatementWatchContract;
import io.migri.testkit.StoredScriptContract;
import io.migri.testkit.TransactionEffectContract;
import io.migri.testkit.script.UnclosedScript;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** Each contract of the test kit, on H2. */
final class H2ContractsTest {

    @Nested
    final class DialectTest extends DialectContract {
        DialectTest() {
            super(new H2Fixture());
        }

        @Override
        protected List<ConnectionConfig> inferable() {
            return List.of(ConnectionConfig.builder("app.mv.db").user("sa").build());
        }

        @Override
        protected List<ConnectionConfig> notInferable() {
            return List.of(
                    ConnectionConfig.of("app"),
                    ConnectionConfig.of("app.mv.db"),
                    ConnectionConfig.builder("app").host("localhost").user("sa").build());
        }

        @Override
        protected ConnectionConfig unknownDatabase() {
            return ConnectionConfig.builder("/dev/null/no_such_directory/test")
                    .user("sa")
                    .build();
        }
    }

    @Nested
    final class HistoryTableTest extends HistoryTableContract {
        HistoryTableTest() {
            super(new H2Fixture());
        }
    }

    @Nested
    final class StatementReaderTest extends StatementReaderContract {
        StatementReaderTest() {
            super(new H2Fixture());
        }

        @Override
        protected List<String> scripts() {
            return List.of(
                    "SELECT 1; -- one;\n/* two /* ; */ */ SELECT 'it''s; fine', \"a;b\", `c;d` FROM A -- c\n;; SELECT\n 3",
                    "CREATE ALIAS F AS $$ String f() { return \";\"; } $$; SELECT U&'\\0041;', X'41' FROM A$B",
                    "SELECT '\ud83e\udd73'; /* \ud83e\udd73 */ SELECT '\u00e9' /* ; */\n;");
        }

        @Override
        protected List<UnclosedScript> unclosedScripts() {
            return List.of(
                    UnclosedScript.marked("SELECT 1; \u25b6/* /* */ ; SELECT 2"),
                    UnclosedScript.marked("CREATE ALIAS F AS \u25b6$$ ;\n $"),
                    UnclosedScript.marked("SELECT 1 FROM \u25b6`a;"));
        }

        /** Comments are nested. */
        @Override
        protected String withoutFiller(String between) {
            return super.withoutFiller(between.replaceAll("(?s)/\\*[^*/]*/\\*.*?\\*/[^*/]*\\*/", ""));
        }
    }

    @Nested
    final class TransactionEffectTest extends TransactionEffectContract {
        TransactionEffectTest() {
            super(new H2Fixture());
        }
    }

    @Nested
    final class StatementEffectTest extends StatementEffectContract {
        StatementEffectTest() {
            super(new H2Fixture());
        }

        @Override
        protected List<String> scripts() {
            return List.of(
                    "CREATE TABLE IF NOT EXISTS E1 (A INT); INSERT INTO E1 VALUES (1); BEGIN; INSERT INTO E1 VALUES (2); COMMIT",
                    "BEGIN; INSERT INTO ANIMAL SELECT MAX(ID) + 1, 'x' FROM ANIMAL WHERE ID < 900 HAVING MAX(ID) IS NOT NULL; SAVEPOINT A; ROLLBACK TO SAVEPOINT A; ROLLBACK; COMMIT",
                    "BEGIN; CREATE TABLE IF NOT EXISTS E2 (A INT); INSERT INTO E2 VALUES (1); ROLLBACK; DROP TABLE E2",
                    "BEGIN WORK; BEGIN; COMMIT WORK; SET AUTOCOMMIT TRUE",
                    "CREATE TABLE IF NOT EXISTS E3 (A INT); ALTER TABLE E3 ADD COLUMN IF NOT EXISTS B INT; TRUNCATE TABLE E3; COMMENT ON TABLE E3 IS 'x'; ANALYZE; CREATE ROLE IF NOT EXISTS R; GRANT SELECT ON E3 TO R; REVOKE SELECT ON E3 FROM R",
                    "CREATE SEQUENCE IF NOT EXISTS S; ALTER SEQUENCE S RESTART WITH 5; CALL NEXT VALUE FOR S; DROP SEQUENCE S",
                    "EXECUTE IMMEDIATE 'CREATE TABLE IF NOT EXISTS E4 (A INT)'; CALL 1; CHECKPOINT",
                    "CREATE ALIAS IF NOT EXISTS DEFINES AS $$ void f(java.sql.Connection c) throws Exception { c.createStatement().execute(\"CREATE TABLE IF NOT EXISTS E5 (A INT)\"); } $$; CALL DEFINES()",
                    "SET LOCK_TIMEOUT 1000; SET SCHEMA PUBLIC; SET TIME ZONE 'UTC'; SET QUERY_TIMEOUT 0; SET @V = 1; SET CACHE_SIZE 10000; SET TRANSACTION ISOLATION LEVEL READ COMMITTED",
                    "CREATE LOCAL TEMPORARY TABLE IF NOT EXISTS T1 (A INT); CREATE LOCAL TEMPORARY TABLE IF NOT EXISTS T2 (A INT) TRANSACTIONAL; DROP TABLE T1");
        }

        @Override
        protected Set<TransactionEffect> effects() {
            return Set.of(
                    TransactionEffect.NONE,
                    TransactionEffect.ENDS_IT,
                    TransactionEffect.ALONE,
                    TransactionEffect.MAY_END_IT,
                    TransactionEffect.BEGINS_BLOCK,
                    TransactionEffect.COMMITS_BLOCK,
                    TransactionEffect.ROLLS_BACK_BLOCK,
                    TransactionEffect.COMMITS_AND_BEGINS_BLOCK,
                    TransactionEffect.STRAY,
                    TransactionEffect.REDUNDANT);
        }

        @Override
        protected List<String> memories() {
            return List.of(
                    "SELECT 7",
                    "SET @V = 7; SELECT @V",
                    "SET @V = (SELECT COUNT(*) + 7 FROM ANIMAL); SELECT @V",
                    "CREATE LOCAL TEMPORARY TABLE IF NOT EXISTS M (X INT); INSERT INTO M VALUES (7); SELECT MAX(X) FROM M",
                    "CREATE SCHEMA IF NOT EXISTS ELSEWHERE; SET SCHEMA ELSEWHERE; SELECT CURRENT_SCHEMA");
        }
    }

    @Nested
    final class CanonicalTextTest extends CanonicalTextContract {
        CanonicalTextTest() {
            super(new H2Fixture());
        }

        @Override
        protected List<String> statements() {
            return List.of(
                    "SELECT·'a'·||·\"b\"·,·1.5e-3·+·0x1F·FROM·A$B·WHERE·X·<=·X'41'",
                    "CREATE·ALIAS·F·AS·$$ String f() { return \"--\"; } $$",
                    "INSERT·INTO·`t`·VALUES·(·U&'\\0041'·,·:x·,·@v·)");
        }

        @Override
        protected List<List<String>> different() {
            return List.of(
                    List.of("SELECT X'41'", "SELECT X '41'"),
                    List.of("SELECT 1 < = 2", "SELECT 1 <= 2"),
                    List.of("SELECT `a`", "SELECT `A`"),
                    List.of("SELECT $$a$$", "SELECT $$A$$"),
                    List.of("SELECT 1 - -1", "SELECT 1 --1"));
        }
    }

    @Nested
    final class RedactionTest extends RedactionContract {
        RedactionTest() {
            super(new H2Fixture());
        }
    }

    @Nested
    final class SessionTest extends SessionContract {
        SessionTest() {
            super(new H2Fixture());
        }

        @Override
        protected String slowStatement() {
            return "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000) A, SYSTEM_RANGE(1, 1000000) B WHERE A.X = B.X + 5000000";
        }

        @Override
        protected String sessionState() {
            return "SELECT CURRENT_SCHEMA || (SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'TIME ZONE')";
        }
    }

    @Nested
    final class SessionStateTest extends SessionStateContract {
        SessionStateTest() {
            super(new H2Fixture());
        }
    }

    @Nested
    final class LockTest extends LockContract {
        LockTest() {
            super(new H2Fixture());
        }
    }

    @Nested
    final class LockTimeoutTest extends LockTimeoutContract {
        LockTimeoutTest() {
            super(new H2Fixture());
        }
    }

    @Nested
    final class AppliedLogTest extends AppliedLogContract {
        AppliedLogTest() {
            super(new H2Fixture());
        }
    }

    @Nested
    final class StoredScriptTest extends StoredScriptContract {
        StoredScriptTest() {
            super(new H2Fixture());
        }
    }

    @Nested
    final class RecoveryJournalTest extends RecoveryJournalContract {
        RecoveryJournalTest() {
            super(new H2Fixture());
        }
    }

    @Nested
    final class RehearsalTest extends RehearsalContract {
        RehearsalTest() {
            super(new H2Fixture());
        }
    }

    @Nested
    final class StatementWatchTest extends StatementWatchContract {
        StatementWatchTest() {
            super(new H2Fixture());
        }
    }

    @Nested
    final class LookingTest extends LookingContract {
        LookingTest() {
            super(new H2Fixture());
        }
    }
}
