package io.migri.dialect.postgresql.rehearsal.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.dialect.postgresql.PostgresqlDialect;
import io.migri.dialect.postgresql.effect.PostgresqlTransactionRules;
import io.migri.dialect.postgresql.facade.codec.PostgresqlFacadeRefusal;
import io.migri.dialect.postgresql.language.PostgresqlWords;
import io.migri.spi.DialectSession;
import io.migri.spi.binding.ScriptBinding;
import io.migri.spi.binding.ScriptChannel;
import io.migri.spi.binding.ScriptHost;
import io.migri.spi.rehearsal.InTransaction;
import io.migri.spi.rehearsal.Rehearsal;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import io.migri.spi.wire.StatementFailedException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a dry run leaves out, because no rollback would take it back. */
final class PostgresqlReachTest {
    private static final String[] MADE = {
        "CREATE TABLE log (id serial PRIMARY KEY, t text)",
        "CREATE TABLE watched (id int)",
        "CREATE TABLE defaulted (id int)",
        "CREATE TABLE ruled (id int)",
        "CREATE FUNCTION winds() RETURNS bigint LANGUAGE sql AS 'SELECT setval(''log_id_seq'', 9)'",
        "CREATE FUNCTION calls_it() RETURNS bigint LANGUAGE plpgsql AS $$BEGIN RETURN winds(); END$$",
        "CREATE FUNCTION hides_it() RETURNS void LANGUAGE plpgsql AS $$BEGIN EXECUTE 'SELECT set' || 'val(''log_id_seq'', 9)'; END$$",
        "CREATE FUNCTION fires() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN PERFORM calls_it(); RETURN NEW; END$$",
        "CREATE FUNCTION harmless() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE PROCEDURE signals() LANGUAGE plpgsql AS $$BEGIN PERFORM pg_reload_conf(); END$$",
        "CREATE TRIGGER fires BEFORE INSERT ON watched FOR EACH ROW EXECUTE FUNCTION fires()",
        "ALTER TABLE defaulted ADD COLUMN n bigint DEFAULT winds()",
        "CREATE RULE r AS ON INSERT TO ruled DO ALSO SELECT winds()",
        "CREATE VIEW winding AS SELECT winds()",
    };

    /** Where functions are called without anybody naming them. */
    private static final String[] MADE_TO_HIDE = {
        "CREATE FUNCTION sneaks() RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT setval(''public.log_id_seq'', 9)'",
        "CREATE TABLE checked (id int, CONSTRAINT c CHECK (sneaks() > 0))",
        "CREATE TABLE generated (id int, n bigint GENERATED ALWAYS AS (id + sneaks()) STORED)",
        "CREATE TABLE indexed (id int)",
        "CREATE INDEX by_it ON indexed ((id + sneaks()))",
        "CREATE TABLE excluded (id int, EXCLUDE USING btree ((id + sneaks()) WITH =))",
        "CREATE DOMAIN dom AS int CHECK (sneaks() > 0)",
        "CREATE TABLE domained (d dom)",
        "CREATE TABLE guarded (id int)",
        "ALTER TABLE guarded ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY p ON guarded USING (winds() > 0)",
        "CREATE TABLE parent (id int PRIMARY KEY)",
        "CREATE TABLE child (p int REFERENCES parent ON DELETE CASCADE)",
        "CREATE TRIGGER fires AFTER DELETE ON child FOR EACH ROW EXECUTE FUNCTION fires()",
        "CREATE TABLE parted (id int) PARTITION BY LIST (id)",
        "CREATE TABLE part PARTITION OF parted DEFAULT",
        "CREATE TRIGGER fires BEFORE INSERT ON part FOR EACH ROW EXECUTE FUNCTION fires()",
        "CREATE VIEW through AS SELECT * FROM watched",
        "CREATE FUNCTION adds(int, int) RETURNS int LANGUAGE sql AS 'SELECT setval(''log_id_seq'', 9)::int'",
        "CREATE OPERATOR ~+~ (FUNCTION = adds, LEFTARG = int, RIGHTARG = int)",
        "CREATE AGGREGATE gathers (int) (sfunc = adds, stype = int, initcond = '0')",
        "CREATE TYPE pair AS (a int)",
        "CREATE TYPE other AS (b text)",
        "CREATE FUNCTION casts(pair) RETURNS other LANGUAGE sql AS 'SELECT ROW(setval(''log_id_seq'', 9)::text)::other'",
        "CREATE CAST (pair AS other) WITH FUNCTION casts(pair)",
        "CREATE FUNCTION of_row(log) RETURNS bigint LANGUAGE sql AS 'SELECT setval(''log_id_seq'', 9)'",
        "CREATE FUNCTION inner_setval(regclass, bigint) RETURNS bigint LANGUAGE internal STRICT AS 'setval_oid'",
        "CREATE FUNCTION writes_watched() RETURNS void LANGUAGE plpgsql AS $$BEGIN INSERT INTO watched VALUES (1); END$$",
        "CREATE FOREIGN DATA WRAPPER w",
        "CREATE SERVER s FOREIGN DATA WRAPPER w",
        "CREATE FOREIGN TABLE piped (a text) SERVER s OPTIONS (program 'touch x')",
        "CREATE MATERIALIZED VIEW kept AS SELECT winds() WITH NO DATA",
    };

    private static final String[] HIDDEN = {
        "INSERT INTO checked VALUES (1)",
        "ALTER TABLE checked VALIDATE CONSTRAINT c",
        "INSERT INTO generated (id) VALUES (1)",
        "ALTER TABLE generated ALTER id TYPE bigint",
        "INSERT INTO indexed VALUES (1)",
        "REINDEX TABLE indexed",
        "INSERT INTO excluded VALUES (1)",
        "SELECT 1::dom",
        "INSERT INTO domained VALUES (1)",
        "SELECT * FROM guarded",
        "DELETE FROM parent",
        "INSERT INTO parted VALUES (1)",
        "INSERT INTO through VALUES (1)",
        "SELECT 1 ~+~ 2",
        "SELECT gathers(id) FROM log",
        "SELECT ROW(1)::pair::other",
        "SELECT log.of_row FROM log",
        "SELECT inner_setval('log_id_seq', 3)",
        "SELECT writes_watched()",
        "SELECT * FROM piped",
        "REFRESH MATERIALIZED VIEW kept",
        "SELECT U&\"\\0073etval\"('log_id_seq', 1)",
        "SELECT U&\"!0073etval\" UESCAPE '!' ('log_id_seq', 1)",
        "DO $$ BEGIN EXECUTE E'SELECT \\x73etval(''log_id_seq'', 1)'; END $$",
        "DO $$ BEGIN EXECUTE E'SELECT \\163etval(''log_id_seq'', 1)'; END $$",
        "DO $$ BEGIN EXECUTE U&'SELECT \\0073etval(''log_id_seq'', 1)'; END $$",
        "SELECT table_to_xml('winding', true, true, '')",
        "SELECT dblink_cancel_query('c')",
        "CREATE OPERATOR ~-~ (FUNCTION = adds, LEFTARG = int, RIGHTARG = int)",
        "CREATE AGGREGATE g (int) (sfunc = adds, stype = int)",
        "CREATE CAST (pair AS dom) WITH FUNCTION adds(int, int)",
        "CREATE POLICY q ON log USING (winds() > 0)",
    };

    private static final String[] LEFT_OUT = {
        "SELECT setval('log_id_seq', 1)",
        "SELECT pg_catalog.setval('public.log_id_seq', 1, false)",
        "SELECT \"setval\"('log_id_seq', 1)",
        "SELECT SETVAL /* it */ ( 'log_id_seq', 1)",
        "INSERT INTO log VALUES (setval('log_id_seq', 1))",
        "WITH x AS (SELECT setval('log_id_seq', 1)) SELECT * FROM x",
        "UPDATE log SET id = setval(pg_get_serial_sequence('log', 'id'), 1)",
        "DO $$ BEGIN PERFORM setval('log_id_seq', 1); END $$",
        "DO $a$ BEGIN EXECUTE $b$ SELECT setval('log_id_seq', 1) $b$; END $a$",
        "DO 'BEGIN EXECUTE ''SELECT setval(''''log_id_seq'''', 1)''; END'",
        "DO $$ BEGIN EXECUTE 'SELECT set' || 'val(''log_id_seq'', 1)'; END $$",
        "DO LANGUAGE plpython3u $$ import os $$",
        "DO $$ import os $$ LANGUAGE 'plpython3u'",
        "SELECT query_to_xml('SELECT setval(''log_id_seq'', 1)', true, true, '')",
        "SELECT * FROM ts_stat('SELECT setval(''log_id_seq'', 1)')",
        "EXPLAIN ANALYZE SELECT setval('log_id_seq', 1)",
        "CREATE TABLE copied AS SELECT setval('log_id_seq', 1)",
        "PREPARE p AS SELECT setval('log_id_seq', 1)",
        "DECLARE c CURSOR FOR SELECT setval('log_id_seq', 1)",
        "SELECT winds()",
        "SELECT public.winds()",
        "SELECT calls_it()",
        "SELECT hides_it()",
        "DO $$ BEGIN PERFORM calls_it(); END $$",
        "CALL signals()",
        "INSERT INTO watched VALUES (1)",
        "INSERT INTO public.watched VALUES (1)",
        "COPY watched FROM stdin",
        "WITH x AS (INSERT INTO watched VALUES (1) RETURNING id) SELECT * FROM x",
        "MERGE INTO watched USING log ON true WHEN MATCHED THEN DO NOTHING",
        "INSERT INTO defaulted (id) VALUES (1)",
        "INSERT INTO ruled VALUES (1)",
        "SELECT * FROM winding",
        "COPY log TO '/tmp/stolen'",
        "COPY (SELECT 1) TO PROGRAM 'touch /tmp/x'",
        "COPY log FROM PROGRAM 'touch /tmp/x'",
        "copy log(t) from program 'id'",
        "DO $$ BEGIN COPY log TO PROGRAM 'id'; END $$",
        "DO $$ BEGIN EXECUTE format('COPY %I TO PROGRAM %L', 'log', 'id'); END $$",
        "SELECT lo_export(1, '/tmp/x')",
        "SELECT pg_file_write('x', 'y', false)",
        "SELECT pg_file_unlink('postgresql.conf')",
        "SELECT dblink_exec('dbname=postgres', 'DROP TABLE t')",
        "SELECT * FROM dblink('dbname=postgres', 'DELETE FROM t RETURNING id') AS t (id int)",
        "SELECT dblink_connect('dbname=postgres')",
        "SELECT dblink_send_query('c', 'DROP TABLE t')",
        "SELECT pg_create_physical_replication_slot('s')",
        "SELECT pg_create_logical_replication_slot('s', 'pgoutput')",
        "SELECT pg_drop_replication_slot('s')",
        "SELECT pg_replication_slot_advance('s', '0/0')",
        "SELECT pg_logical_emit_message(false, 'a', 'b')",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity",
        "SELECT pg_cancel_backend(1)",
        "SELECT pg_reload_conf()",
        "SELECT pg_rotate_logfile()",
        "SELECT pg_promote()",
        "SELECT pg_switch_wal()",
        "SELECT pg_create_restore_point('x')",
        "SELECT pg_backup_start('x')",
        "SELECT pg_wal_replay_pause()",
        "SELECT pg_stat_reset()",
        "SELECT pg_stat_statements_reset()",
        "SELECT pg_truncate_visibility_map('log')",
        "SELECT heap_force_kill('log', ARRAY['(0,1)']::tid[])",
        "SELECT pg_advisory_unlock_all()",
        "SELECT http_post('https://example.invalid', 'x', 'y')",
        "SELECT pg_background_launch('DROP TABLE log')",
    };

    private static final String[] EXECUTED = {
        "SELECT nextval('log_id_seq')",
        "SELECT 'setval(''log_id_seq'', 1)'",
        "INSERT INTO log (t) VALUES ('SELECT pg_reload_conf()')",
        "COMMENT ON TABLE log IS 'setval('",
        "COPY log TO STDOUT",
        "COPY log FROM stdin",
        "COPY log FROM '/tmp/some.csv'",
        "SELECT * FROM watched",
        "SELECT setval FROM (SELECT 1 AS setval) x",
        "SELECT harmless()",
        "CREATE FUNCTION later() RETURNS bigint LANGUAGE sql AS 'SELECT setval(''log_id_seq'', 9)'",
        "DELETE FROM log",
        "TRUNCATE log RESTART IDENTITY",
        "ALTER SEQUENCE log_id_seq RESTART",
        "NOTIFY news",
        "GRANT EXECUTE ON FUNCTION winds() TO PUBLIC",
        "DROP FUNCTION winds()",
        "ALTER FUNCTION winds() STABLE",
        "SELECT lo_create(0)",
        "SELECT lo_import('/etc/hostname')",
        "SELECT pg_notify('news', 'x')",
        "SELECT pg_advisory_lock(1)",
        "SELECT pg_advisory_xact_lock(1)",
        "SELECT pg_read_file('postgresql.conf')",
        "SELECT pg_ls_dir('.')",
        "IMPORT FOREIGN SCHEMA public FROM SERVER s INTO public",
        "ALTER ROLE CURRENT_USER SET search_path = public",
        "GRANT pg_monitor TO CURRENT_USER",
        "SELECT id + 1, id - 2 FROM log WHERE log.id <> 3",
        "CREATE TABLE more (id int CHECK (id > 0))",
        "INSERT INTO parent VALUES (1)",
    };

    /** They are not for a transaction at all, so that a dry run does not send them. */
    private static final String[] ALONE = {
        "CREATE DATABASE d",
        "DROP DATABASE d",
        "ALTER SYSTEM SET work_mem = '1GB'",
        "CREATE TABLESPACE t LOCATION '/tmp'",
        "DROP TABLESPACE t",
        "CREATE SUBSCRIPTION s CONNECTION 'dbname=d' PUBLICATION p",
        "DROP SUBSCRIPTION s",
        "ALTER SUBSCRIPTION s REFRESH PUBLICATION",
        "ALTER DATABASE d SET TABLESPACE t",
        "COMMIT PREPARED 'x'",
    };

    private final Database database;

    PostgresqlReachTest(@TestDatabase(Engine.POSTGRESQL) Database database) {
        this.database = database;
    }

    @Test
    void leavesOutWhatNoRollbackTakesBack() throws SQLException {
        database.execute(MADE);
        assertNothingThrough(LEFT_OUT);
        assertTrue(LEFT_OUT.length >= 60);
    }

    @Test
    void leavesOutWhatCallsThemUnnamed() throws SQLException {
        database.execute(MADE);
        database.execute(MADE_TO_HIDE);
        assertNothingThrough(HIDDEN);
    }

    /** Whose types have functions of the server's own. */
    @Test
    void knowsThatExtensionsAreHarmless() throws SQLException {
        database.execute("CREATE EXTENSION IF NOT EXISTS citext");
        rehearse(rehearsal -> {
            assertExecuted(rehearsal, "CREATE TABLE mails (address citext, code varchar(9))");
            assertExecuted(rehearsal, "INSERT INTO mails SELECT 'a'::bpchar::citext, upper('x'::citext)");
            assertExecuted(rehearsal, "SELECT address || 'x' FROM mails WHERE address = 'A'");
        });
    }

    private void assertNothingThrough(String[] statements) throws SQLException {
        rehearse(rehearsal -> {
            List<String> through = new ArrayList<>();
            for (String statement : statements) {
                if (rehearsal.beyondRollback(statement(statement)).isEmpty()) {
                    through.add(statement);
                }
            }
            assertEquals(List.of(), through);
        });
    }

    /** Python's statements take another way to the server. */
    @Test
    void refusesThemInPythonToo() throws SQLException {
        database.execute(MADE);
        rehearse(rehearsal -> {
            ScriptBinding binding = rehearsal.session().scriptBinding().orElseThrow();
            try (ScriptChannel channel = binding.open(new Rehearsing())) {
                for (String operation : List.of("run", "prepare", "copy_out", "copy_in")) {
                    PostgresqlFacadeRefusal refusal = assertThrows(
                            PostgresqlFacadeRefusal.class,
                            () -> channel.call(operation, List.of("COPY (SELECT setval('log_id_seq', 1)) TO STDOUT")),
                            operation);
                    assertTrue(refusal.instead().startsWith("it calls setval"), refusal.instead());
                }
                channel.call("run", List.of("SELECT 1"));
            }
        });
    }

    @Test
    void knowsWhatIsForNoTransaction() {
        for (String statement : ALONE) {
            assertEquals(
                    TransactionEffect.REFUSES_IT,
                    PostgresqlTransactionRules.effect(new PostgresqlWords(statement)),
                    statement);
        }
    }

    /** Otherwise a COMMIT could hide in a text that ends earlier for the server than for the reader of the script. */
    @Test
    void sendsNoTextThatIsMoreThanOneStatementToTheServer() throws SQLException {
        database.execute("CREATE TABLE keep (id int)");
        rehearse(rehearsal -> {
            rehearsal.session().wire().execute(List.of("CREATE TABLE fresh (id int)"));
            assertThrows(
                    StatementFailedException.class,
                    () -> rehearsal.session().wire().execute(List.of("SELECT 'a\\'; COMMIT; DROP TABLE keep; --'")));
        });
        database.execute("CREATE TABLE fresh (id int)", "INSERT INTO keep VALUES (1)");
    }

    @Test
    void executesTheirHarmlessRelatives() throws SQLException {
        database.execute(MADE);
        rehearse(rehearsal -> {
            for (String statement : EXECUTED) {
                assertEquals(Optional.empty(), rehearsal.beyondRollback(statement(statement)), statement);
            }
        });
    }

    @Test
    void knowsWhatTheDryRunMade() throws SQLException {
        rehearse(rehearsal -> {
            assertExecuted(rehearsal, "CREATE TABLE fresh (id serial PRIMARY KEY)");
            assertExecuted(rehearsal, "SELECT setval('fresh_id_seq', 3)");
            assertExecuted(rehearsal, "SELECT setval(pg_get_serial_sequence('fresh', 'id'), 3)");
            assertExecuted(rehearsal, "CREATE SEQUENCE public.s");
            assertExecuted(rehearsal, "SELECT pg_catalog.setval('public.s', 3, true)");
            assertExecuted(
                    rehearsal,
                    "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_reload_conf(); RETURN NEW; END'");
            assertExecuted(rehearsal, "CREATE TRIGGER t AFTER INSERT ON fresh FOR EACH ROW EXECUTE FUNCTION f()");
            assertEquals(
                    Optional.of("a trigger of fresh: it calls f, where it calls pg_reload_conf"),
                    rehearsal.beyondRollback(statement("INSERT INTO fresh DEFAULT VALUES")));
            assertExecuted(rehearsal, "CREATE FUNCTION g() RETURNS void LANGUAGE plpython3u AS 'import os'");
            assertEquals(
                    Optional.of("it calls g, where it is written in plpython3u"),
                    rehearsal.beyondRollback(statement("SELECT g()")));
            assertExecuted(rehearsal, "CREATE VIEW v AS SELECT pg_reload_conf()");
            assertTrue(rehearsal.beyondRollback(statement("SELECT * FROM v")).isPresent());
            assertExecuted(rehearsal, "CREATE RULE r AS ON DELETE TO fresh DO ALSO SELECT g()");
            assertExecuted(rehearsal, "CREATE FOREIGN TABLE elsewhere (id int) SERVER s");
            assertTrue(
                    rehearsal.beyondRollback(statement("DELETE FROM elsewhere")).isPresent());
            assertExecuted(rehearsal, "SELECT * FROM elsewhere");
            assertExecuted(rehearsal, "CREATE FOREIGN TABLE piped (id int) SERVER s OPTIONS (program 'touch x')");
            assertTrue(
                    rehearsal.beyondRollback(statement("SELECT * FROM piped")).isPresent());
            assertExecuted(rehearsal, "CREATE FUNCTION h() RETURNS void LANGUAGE c AS 'x', 'y'");
            assertTrue(rehearsal.beyondRollback(statement("SELECT h()")).isPresent());
            assertExecuted(
                    rehearsal,
                    "CREATE FUNCTION e() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_reload_conf(); END'");
            assertExecuted(rehearsal, "CREATE EVENT TRIGGER watches ON ddl_command_end EXECUTE FUNCTION e()");
            assertTrue(rehearsal
                    .beyondRollback(statement("CREATE TABLE x (id int)"))
                    .isPresent());
            assertTrue(rehearsal.beyondRollback(statement("DROP TABLE fresh")).isPresent());
        });
    }

    private record Rehearsing() implements ScriptHost {
        @Override
        public boolean transactional() {
            return true;
        }

        @Override
        public boolean onlyInTransaction() {
            return true;
        }

        @Override
        public @Nullable Object call(long function, List<? extends @Nullable Object> arguments) {
            return null;
        }

        @Override
        public void committed() {
            // nothing is
        }
    }

    private static void assertExecuted(InTransaction<DialectSession> rehearsal, String statement) {
        assertEquals(Optional.empty(), rehearsal.beyondRollback(statement(statement)), statement);
    }

    private static SqlStatement statement(String text) {
        return new SqlStatement(0, text, 1, 1, TransactionEffect.NONE);
    }

    private void rehearse(Rehearsed rehearsed) throws SQLException {
        PostgresqlDialect dialect = new PostgresqlDialect();
        try (Connection connection = dialect.connect(database.config())) {
            DialectSession session = dialect.session(connection);
            try (Rehearsal<DialectSession> rehearsal = session.rehearsals().open()) {
                rehearsal.begin();
                rehearsed.in((InTransaction<DialectSession>) rehearsal);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private interface Rehearsed {
        void in(InTransaction<DialectSession> rehearsal) throws SQLException, IOException;
    }
}
