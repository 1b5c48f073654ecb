package io.migri.dialect.mysql.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MySqlTransactionRulesTest {

    /** Statements that both servers, or one of them, commits for; those of the other's are refused by it. */
    private static final List<String> COMMITTING = List.of(
            "create table t2 (a int)",
            "drop table t2",
            "alter table t comment 'x'",
            "create index i on t (a)",
            "drop index i on t",
            "create view v as select 1",
            "create or replace view v as select 2",
            "drop view if exists v",
            "rename table t to t9, t9 to t",
            "create procedure p() select 1",
            "drop procedure p",
            "create user if not exists u1@'%'",
            "grant select on *.* to u1@'%'",
            "revoke select on *.* from u1@'%'",
            "drop user u1@'%'",
            "analyze table t",
            "optimize table t",
            "check table t",
            "repair table t",
            "flush tables",
            "lock tables t write",
            "truncate table t2x",
            "create database if not exists mysql",
            "install plugin x soname 'y'",
            "create server s foreign data wrapper mysql options (host 'a')",
            "drop server s");

    private static final List<String> HARMLESS = List.of(
            "create temporary table tt (a int)",
            "insert into tt select 1",
            "drop temporary table tt",
            "do 1",
            "select * from t",
            "update t set a = a",
            "set @a = 1",
            "set foreign_key_checks = 0",
            "set names utf8mb4",
            "set session transaction isolation level read committed",
            "use mysql",
            "savepoint a",
            "rollback to savepoint a",
            "release savepoint a",
            "prepare s from 'select 1'",
            "deallocate prepare s",
            "show tables",
            "explain select 1",
            "checksum table t",
            "unlock instance",
            "handler t open");

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void marksWhatTheServerCommitsFor(Database database) throws SQLException, IOException {
        database.execute("create table t (a int)");
        for (String statement : COMMITTING) {
            assertEquals(TransactionEffect.ENDS_IT, effect(statement), statement);
            assertTrue(commits(database, statement) || statement.startsWith("truncate"), statement);
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void leavesTheRestToTheTransaction(Database database) throws SQLException, IOException {
        database.execute("create table t (a int)");
        for (String statement : HARMLESS) {
            assertEquals(TransactionEffect.NONE, effect(statement), statement);
            assertTrue(!commits(database, statement), statement);
        }
    }

    @Test
    void knowsWhatMayCommitByTheCodeThatItRuns() throws IOException {
        for (String statement : List.of(
                "call p()",
                "/*!50003 call p() */",
                "execute s",
                "execute immediate 'select 1'",
                "begin not atomic select 1; end",
                "if 1 then select 1; end if")) {
            assertEquals(TransactionEffect.MAY_END_IT, effect(statement), statement);
        }
    }

    private static boolean commits(Database database, String statement) throws SQLException {
        try (Connection connection = database.connect();
                Statement sent = connection.createStatement()) {
            sent.execute("create temporary table if not exists other (a int)");
            sent.execute("start transaction");
            sent.execute("insert into t values (1)");
            try {
                sent.execute(statement);
            } catch (SQLException refused) {
                // The other server's statement, or a privilege that is missing; a commit comes before that.
            }
            sent.execute("rollback");
            sent.execute("unlock tables");
            try (ResultSet count = sent.executeQuery("select count(*) from `" + database.name() + "`.t")) {
                count.next();
                boolean committed = count.getInt(1) > 0;
                sent.execute("delete from `" + database.name() + "`.t");
                return committed;
            }
        }
    }

    @Test
    void sendsWhatIsSetBesideAutocommit() throws IOException {
        assertEquals(
                List.of("SET @a = 'x, autocommit = 1', foreign_key_checks = 0", "SET @@autocommit = 0"),
                Scripts.texts("/*!40101 SET @a = 'x, autocommit = 1', @@autocommit = 0, foreign_key_checks = 0 */;"));
        assertEquals(
                List.of("SET SESSION foreign_key_checks=0", "SET SESSION autocommit=0"),
                Scripts.texts("SET SESSION foreign_key_checks=0, autocommit=0;"));
        assertEquals(
                List.of("SET NAMES utf8mb4, @a = 1, LOCAL sort_buffer_size = 4", "SET LOCAL autocommit := OFF"),
                Scripts.texts("SET NAMES utf8mb4, LOCAL autocommit := OFF, @a = 1, sort_buffer_size = 4;"));
    }

    @Test
    void aScopeHoldsForWhatFollowsIt() throws IOException {
        for (String whole : List.of(
                "SET GLOBAL sort_buffer_size = 100000, autocommit = 1",
                "SET STATEMENT max_statement_time = 1, autocommit = 0 FOR SELECT 1")) {
            assertEquals(List.of(whole), Scripts.texts(whole + ";"));
        }
        assertEquals(
                List.of("SET GLOBAL sort_buffer_size = 100000, GLOBAL autocommit = 1", "SET @@autocommit = 0"),
                Scripts.texts("SET GLOBAL sort_buffer_size = 100000, autocommit = 1, @@autocommit = 0;"));
    }

    /** No note can be taken meanwhile, so what the script would take back is committed already. */
    @Test
    void refusesARollbackUnderLockedTablesWithoutAutocommit() throws IOException {
        String locked = "LOCK TABLES t WRITE; INSERT INTO t VALUES (1); ROLLBACK; UNLOCK TABLES";
        assertTrue(assertThrows(ScriptException.class, () -> Scripts.read("SET autocommit = 0; " + locked))
                .getMessage()
                .contains("between LOCK TABLES and UNLOCK TABLES"));
        Scripts.read(locked);
    }

    @Test
    void looksIntoExecutedComments() throws IOException {
        assertEquals(TransactionEffect.ENDS_IT, effect("/*!50001 CREATE VIEW v AS SELECT 1 */"));
        assertEquals(TransactionEffect.ENDS_IT, effect("/*!40000 ALTER TABLE `t` DISABLE KEYS */"));
        assertEquals(
                TransactionEffect.ENDS_IT,
                effect("/*!50003 CREATE*/ /*!50017 DEFINER=`a`@`b`*/ /*!50003 TRIGGER t"
                        + " BEFORE INSERT ON a FOR EACH ROW SET @a = 1 */"));
        assertEquals(TransactionEffect.NONE, effect("/*!40101 SET NAMES utf8 */"));
    }

    @Test
    void doesNotSendWhatTheServerWouldNotExecute() throws IOException {
        assertEquals(TransactionEffect.REDUNDANT, effect("/*!999999 CREATE TABLE a (b int) */"));
        assertEquals(TransactionEffect.REDUNDANT, effect("/*M!100100 SET @a = 1 */"));
        assertEquals(
                TransactionEffect.NONE,
                Scripts.read("/*M!100100 SET @a = 1 */", Scripts.MARIADB, "")
                        .get(0)
                        .effect());
        assertEquals(
                TransactionEffect.REDUNDANT,
                Scripts.read("/*!80000 SET @a = 1 */", Scripts.MARIADB, "")
                        .get(0)
                        .effect());
    }

    @Test
    void turnsTheScriptsOwnTransactionsIntoBlocks() throws IOException {
        for (String begin : List.of(
                "BEGIN", "begin work", "START TRANSACTION", "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ WRITE")) {
            assertEquals(TransactionEffect.BEGINS_BLOCK, effect(begin), begin);
        }
        assertEquals(TransactionEffect.BEGINS_READ_ONLY_BLOCK, effect("START TRANSACTION READ ONLY"));
        assertEquals(TransactionEffect.NONE, effect("ROLLBACK WORK TO SAVEPOINT a"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BEGIN; INSERT INTO t VALUES (1); COMMIT | BEGINS_BLOCK NONE COMMITS_BLOCK",
                "BEGIN; ROLLBACK; COMMIT | BEGINS_BLOCK ROLLS_BACK_BLOCK STRAY",
                "COMMIT; ROLLBACK | STRAY STRAY",
                "BEGIN; BEGIN; COMMIT WORK AND NO CHAIN NO RELEASE | BEGINS_BLOCK COMMITS_AND_BEGINS_BLOCK COMMITS_BLOCK",
                "BEGIN; COMMIT AND CHAIN; ROLLBACK AND CHAIN; COMMIT | BEGINS_BLOCK COMMITS_AND_BEGINS_BLOCK"
                        + " ROLLS_BACK_AND_BEGINS_BLOCK COMMITS_BLOCK",
                "SET completion_type = CHAIN; BEGIN; COMMIT; COMMIT AND NO CHAIN | NONE BEGINS_BLOCK COMMITS_AND_BEGINS_BLOCK"
                        + " COMMITS_BLOCK",
                "BEGIN; SET completion_type = 1; COMMIT; SET completion_type = 0; COMMIT | BEGINS_BLOCK NONE"
                        + " COMMITS_AND_BEGINS_BLOCK NONE COMMITS_BLOCK",
                "BEGIN; CREATE TABLE t (a int); INSERT INTO t VALUES (1); UPDATE t SET a = 2; COMMIT; INSERT INTO t VALUES (3)"
                        + " | BEGINS_BLOCK ENDS_IT ALONE ALONE REDUNDANT NONE",
                "BEGIN; DROP TABLE t; DELETE FROM u; ROLLBACK | BEGINS_BLOCK ENDS_IT ALONE STRAY",
                "SET autocommit=0; INSERT INTO t VALUES (1); COMMIT; INSERT INTO t VALUES (2); ROLLBACK; DELETE FROM t"
                        + " | BEGINS_BLOCK NONE COMMITS_BLOCK NONE ROLLS_BACK_BLOCK NONE",
                "SET autocommit=0; INSERT INTO t VALUES (1); SET autocommit=1; COMMIT | BEGINS_BLOCK NONE COMMITS_BLOCK STRAY",
                "SET autocommit=0; CREATE TABLE t (a int); INSERT INTO t VALUES (1); COMMIT; COMMIT"
                        + " | BEGINS_BLOCK ENDS_IT NONE COMMITS_BLOCK REDUNDANT",
                "SET autocommit=0; START TRANSACTION; INSERT INTO t VALUES (1); COMMIT; SET autocommit=1"
                        + " | BEGINS_BLOCK COMMITS_AND_BEGINS_BLOCK NONE COMMITS_BLOCK REDUNDANT",
                "BEGIN; SET autocommit=0; INSERT INTO t VALUES (1); COMMIT | BEGINS_BLOCK REDUNDANT NONE COMMITS_BLOCK",
                "SET autocommit=1; SET @@session.autocommit = ON | REDUNDANT REDUNDANT",
                "SET @old = @@autocommit, autocommit = 0; INSERT INTO t VALUES (1); SET autocommit = @old"
                        + " | NONE BEGINS_BLOCK NONE COMMITS_BLOCK",
                "BEGIN; UNLOCK TABLES; ROLLBACK | BEGINS_BLOCK NONE ROLLS_BACK_BLOCK",
                "FLUSH TABLES WITH READ LOCK; UNLOCK TABLES; UNLOCK TABLES | ENDS_IT ENDS_IT NONE",
                "LOCK TABLES t WRITE; SET autocommit=0; INSERT INTO t VALUES (1); UNLOCK TABLES; COMMIT"
                        + " | ENDS_IT REDUNDANT ENDS_IT ENDS_IT REDUNDANT",
                "SET GLOBAL autocommit=0; SET @a = 'x, autocommit=0' | NONE NONE"
            })
    void followsTheScriptsOwnTransactions(String script, String effects) throws IOException {
        assertEquals(
                effects,
                Scripts.read(script).stream()
                        .map(statement -> statement.effect().name())
                        .collect(Collectors.joining(" ")));
    }

    @Test
    void keepsOutOfTheTransactionWhatItRefuses() throws IOException {
        assertEquals(TransactionEffect.SESSION_ONLY, effect("SET sql_log_bin=0"));
        assertEquals(TransactionEffect.SESSION_ONLY, effect("SET @@SESSION.SQL_LOG_BIN= 0"));
        assertEquals(TransactionEffect.SESSION_ONLY, effect("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"));
        assertEquals(TransactionEffect.ENDS_IT, effect("SET PASSWORD = 'x'"));
        assertEquals(
                TransactionEffect.ENDS_IT, effect("SET STATEMENT max_statement_time=1 FOR ALTER TABLE t ADD a int"));
    }

    @Test
    void sendsEveryStatementAloneWhileTablesAreLocked() throws IOException {
        List<SqlStatement> read =
                Scripts.read("INSERT INTO t VALUES (0); LOCK TABLES t WRITE; INSERT INTO t VALUES (1);"
                        + " UNLOCK TABLES; INSERT INTO t VALUES (2);");
        assertEquals(
                List.of(
                        TransactionEffect.NONE,
                        TransactionEffect.ENDS_IT,
                        TransactionEffect.ENDS_IT,
                        TransactionEffect.ENDS_IT,
                        TransactionEffect.NONE),
                read.stream().map(SqlStatement::effect).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ROLLBACK RELEASE",
                "SET completion_type = RELEASE",
                "XA START 'a'",
                "source other.sql",
                "\\. other.sql",
                "system ls",
                "DELIMITER"
            })
    void refusesWhatCannotBePartOfAMigration(String statement) {
        ScriptException refusal =
                assertThrows(ScriptException.class, () -> Scripts.read("SELECT 1;\n  " + statement + "\n;"));
        assertEquals("2:3", refusal.line() + ":" + refusal.column());
    }

    private static TransactionEffect effect(String statement) throws IOException {
        try (MySqlStatementReader reader = Scripts.reader(new StringReader(statement), Scripts.MYSQL, "")) {
            // Not to the end, where tables must not be locked any more.
            return Objects.requireNonNull(reader.next()).effect();
        }
    }
}
