package io.migri.dialect.postgresql.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.dialect.postgresql.language.PostgresqlStrings;
import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What statements have to do with their session. The last statement of each script is the one that is asked about. */
final class PostgresqlSessionUsesTest {

    @Test
    void theNameOfTheApplicationChangesNoStatement() throws IOException {
        assertEquals(
                Set.of(),
                last("SELECT set_config('application_name', 'a', false), pg_sleep(0)")
                        .gives());
        assertTrue(last("SET application_name = 'a'").constant());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SET search_path = a, b | SETTING search_path",
                "SET SESSION app.tenant TO 'x' | SETTING app.tenant",
                "set time zone 'UTC' | SETTING timezone",
                "SET SCHEMA 'x' | SETTING search_path",
                "SET NAMES 'UTF8' | SETTING client_encoding",
                "SET ROLE somebody | SETTING role",
                "SET SESSION AUTHORIZATION somebody | SETTING session_authorization",
                "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY | SETTING default_transaction",
                "RESET ALL | SETTING *",
                "RESET ROLE | SETTING role",
                "LOAD 'auto_explain' | SETTING load auto_explain",
                "LISTEN news | SETTING listen news",
                "SELECT set_config('app.n', '1', false) | SETTING app.n",
                "SELECT pg_catalog.set_config('search_path', '', false) | SETTING search_path",
                "SELECT set_config('A', E'\\'', false) AS one, set_config('b', $$2$$, FALSE) | SETTING a,SETTING b",
                "SELECT setseed(0.5) | SETTING seed",
                "PREPARE p (int) AS INSERT INTO t VALUES ($1) | PREPARED_STATEMENT p",
            })
    void isConstant(String statement, String gives) throws IOException {
        SessionUse use = last(statement);
        assertTrue(use.constant());
        assertEquals(new TreeSet<>(List.of(gives.split(","))), names(use.gives()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT set_config('app.n', (SELECT max(id)::text FROM t), false) | SETTING app.n",
                "SELECT set_config('app.n', concat('1', '2'), false) | SETTING app.n",
                "SELECT set_config('app.n', '1', false) FROM t | SETTING app.n",
                "SELECT set_config(concat('app.', x), '1', false) FROM t | SETTING *",
                "INSERT INTO t VALUES (set_config('app.n', '1', false)) | GENERATED_KEY *,SETTING app.n",
                "DO $$ BEGIN PERFORM set_config('app.n', '1', false); END $$ | GENERATED_KEY *,SETTING app.n",
                "DO $$ BEGIN SET app.n = 1; END $$ | GENERATED_KEY *,SETTING app.n",
                "DO 'BEGIN EXECUTE ''SET app.n = 1''; END' | GENERATED_KEY *,SETTING app.n",
                "DO $$ BEGIN CREATE TEMP TABLE x (id int); END $$ | GENERATED_KEY *,TEMPORARY_TABLE x",
                "CREATE TEMP TABLE X (id int) | TEMPORARY_TABLE x",
                "CREATE LOCAL TEMPORARY TABLE IF NOT EXISTS \"X\" AS SELECT 1 | TEMPORARY_TABLE X",
                "CREATE TABLE pg_temp.x (id int) | TEMPORARY_TABLE x",
                "SET search_path = pg_temp; CREATE TABLE x (id int) | TEMPORARY_TABLE x",
                "CREATE TEMP VIEW x AS SELECT 1 | TEMPORARY_TABLE x",
                "CREATE OR REPLACE TEMP VIEW x AS SELECT 1 | TEMPORARY_TABLE x",
                "CREATE TEMPORARY SEQUENCE x | TEMPORARY_TABLE x",
                "CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS 'SELECT 1' | TEMPORARY_TABLE f",
                "SELECT 1 AS id INTO TEMP x | TEMPORARY_TABLE x",
                "DECLARE c CURSOR WITH HOLD FOR SELECT 1 | CURSOR c",
                "SELECT pg_advisory_lock(42) | LOCK 42",
                "SELECT dblink_connect('c', 'host=x') | VARIABLE dblink",
                "INSERT INTO t VALUES (1) | GENERATED_KEY *",
                "SELECT setval('public.s', 3) | GENERATED_KEY s",
                "SAVEPOINT s; SET app.n = 1; ROLLBACK TO s | SETTING app.n",
                "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$BEGIN PERFORM set_config('app.n', now()::text, false); END$$;"
                        + "SELECT f() | SETTING app.n",
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN PERFORM set_config('app.n', NEW.id, false); END$$;"
                        + "CREATE TRIGGER g AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f(); INSERT INTO t VALUES (1)"
                        + " | GENERATED_KEY *,SETTING app.n",
                "PREPARE p AS INSERT INTO t VALUES (1); EXECUTE p | GENERATED_KEY *",
                "CREATE TEMP TABLE a (id int); ALTER TABLE a RENAME TO b | TEMPORARY_TABLE b",
            })
    void isNoConstant(String script, String gives) throws IOException {
        SessionUse use = last(script);
        assertFalse(use.constant());
        assertEquals(new TreeSet<>(List.of(gives.split(","))), names(use.gives()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "INSERT INTO t VALUES (currval('a.\"S\"')) | GENERATED_KEY S",
                "SELECT currval(pg_get_serial_sequence('t', 'id')) | GENERATED_KEY *",
                "DO $$ BEGIN INSERT INTO t VALUES (lastval()); END $$ | GENERATED_KEY *",
                "CREATE TEMP TABLE x (id int); DELETE FROM t USING X WHERE true | TEMPORARY_TABLE x",
                "CREATE TEMP TABLE x (id int); DO $$ BEGIN EXECUTE 'DELETE FROM x'; END $$ | TEMPORARY_TABLE x",
                "CREATE TEMP TABLE x (id int); CALL p() | TEMPORARY_TABLE x",
                "DECLARE c CURSOR WITH HOLD FOR SELECT 1; FETCH ALL FROM c | CURSOR c",
                "PREPARE p AS SELECT 1; EXECUTE p | PREPARED_STATEMENT p",
                "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT lastval(); END; SELECT f() | GENERATED_KEY *",
                "SELECT * FROM dblink('c', 'SELECT 1') AS t (id int) | VARIABLE dblink",
            })
    void reads(String script, String reads) throws IOException {
        assertEquals(
                new TreeSet<>(List.of(reads.split(","))), names(last(script).reads()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CREATE TEMP TABLE x (id int); DROP TABLE IF EXISTS x | TEMPORARY_TABLE x",
                "DISCARD TEMP | TEMPORARY_TABLE *",
                "DISCARD SEQUENCES | GENERATED_KEY *",
                "DEALLOCATE PREPARE p | PREPARED_STATEMENT p",
                "DEALLOCATE ALL | PREPARED_STATEMENT *",
                "CLOSE ALL | CURSOR *",
                "SELECT pg_advisory_unlock(42) | LOCK 42",
            })
    void ends(String script, String ends) throws IOException {
        assertEquals(new TreeSet<>(List.of(ends.split(","))), names(last(script).ends()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET LOCAL search_path = a",
                "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
                "SET CONSTRAINTS ALL DEFERRED",
                "SELECT set_config('a', 'b', true)",
                "SELECT 'set_config(' AS currval",
                "COMMENT ON TABLE t IS 'SET x = lastval()'",
                "CREATE TEMP TABLE x (id int) ON COMMIT DROP",
                "DECLARE c CURSOR FOR SELECT 1",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT lastval()'",
                "CREATE TABLE t (set_config int, currval int)",
                "SHOW search_path",
            })
    void hasNothingToDoWithIt(String statement) throws IOException {
        assertSame(SessionUse.NONE, last(statement));
    }

    @Test
    void plainRowsCostNothing() throws IOException {
        List<SqlStatement> rows = read("INSERT INTO t VALUES (1, 'a'); INSERT INTO t (a, b) VALUES (2, now());");
        assertSame(rows.get(0).session(), rows.get(1).session());
    }

    @Test
    void aRollbackTakesSettingsBackAndNotWhatIsPrepared() throws IOException {
        assertTrue(last("SET a.b = 1").gives().iterator().next().undone());
        assertTrue(
                last("CREATE TEMP TABLE x (id int)").gives().iterator().next().undone());
        assertFalse(last("PREPARE p AS SELECT 1").gives().iterator().next().undone());
        assertFalse(last("INSERT INTO t VALUES (1)").gives().iterator().next().undone());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY t TO PROGRAM 'mail root'",
                "COPY (SELECT 1) TO '/tmp/x'",
                "SELECT dblink_exec('c', 'DELETE FROM t')",
                "SELECT lo_export(1, '/tmp/x')",
                "SELECT pg_create_physical_replication_slot('s')",
            })
    void outlastsARollback(String statement) throws IOException {
        assertTrue(read(statement).get(0).outlastsRollback());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY t TO STDOUT",
                "SELECT * FROM dblink('c', 'SELECT 1') AS t (id int)",
                "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'SELECT dblink_exec(1)'",
                "INSERT INTO t VALUES ('COPY t TO PROGRAM')",
            })
    void isUndoneByARollback(String statement) throws IOException {
        assertFalse(read(statement).get(0).outlastsRollback());
    }

    private static SessionUse last(String script) throws IOException {
        List<SqlStatement> statements = read(script);
        return statements.get(statements.size() - 1).session();
    }

    private static List<SqlStatement> read(String script) throws IOException {
        try (PostgresqlStatementReader reader =
                new PostgresqlStatementReader(new StringReader(script), new PostgresqlStrings(true))) {
            List<SqlStatement> statements = new ArrayList<>();
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                statements.add(next);
            }
            return statements;
        }
    }

    private static Set<String> names(Set<SessionValue> values) {
        Set<String> names = new TreeSet<>();
        values.forEach(value -> names.add(value.kind() + " " + value.name()));
        return names;
    }
}
