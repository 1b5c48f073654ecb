package io.migri.dialect.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.spi.Rehearsal;
import io.migri.spi.RehearsalRequest;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    };

    private final Database database;

    PostgresqlReachTest(@TestDatabase(Engine.POSTGRESQL) Database database) {
        this.database = database;
    }

    @Test
    void leavesOutWhatNoRollbackTakesBack() throws SQLException {
        database.execute(MADE);
        rehearse(session -> {
            List<String> through = new ArrayList<>();
            for (String statement : LEFT_OUT) {
                if (session.beyondRollback(statement(statement)).isEmpty()) {
                    through.add(statement);
                }
            }
            assertEquals(List.of(), through);
            assertTrue(LEFT_OUT.length >= 60);
        });
    }

    @Test
    void executesTheirHarmlessRelatives() throws SQLException {
        database.execute(MADE);
        rehearse(session -> {
            for (String statement : EXECUTED) {
                assertEquals(Optional.empty(), session.beyondRollback(statement(statement)), statement);
            }
        });
    }

    @Test
    void knowsWhatTheDryRunMade() throws SQLException {
        rehearse(session -> {
            assertExecuted(session, "CREATE TABLE fresh (id serial PRIMARY KEY)");
            assertExecuted(session, "SELECT setval('fresh_id_seq', 3)");
            assertExecuted(session, "SELECT setval(pg_get_serial_sequence('fresh', 'id'), 3)");
            assertExecuted(session, "CREATE SEQUENCE public.s");
            assertExecuted(session, "SELECT pg_catalog.setval('public.s', 3, true)");
            assertExecuted(
                    session,
                    "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_reload_conf(); RETURN NEW; END'");
            assertExecuted(session, "CREATE TRIGGER t AFTER INSERT ON fresh FOR EACH ROW EXECUTE FUNCTION f()");
            assertEquals(
                    Optional.of("a trigger of fresh: it calls f, where it calls pg_reload_conf"),
                    session.beyondRollback(statement("INSERT INTO fresh DEFAULT VALUES")));
            assertExecuted(session, "CREATE FUNCTION g() RETURNS void LANGUAGE plpython3u AS 'import os'");
            assertEquals(
                    Optional.of("it calls g, where it is written in plpython3u"),
                    session.beyondRollback(statement("SELECT g()")));
            assertExecuted(session, "CREATE VIEW v AS SELECT pg_reload_conf()");
            assertTrue(session.beyondRollback(statement("SELECT * FROM v")).isPresent());
            assertExecuted(session, "CREATE RULE r AS ON DELETE TO fresh DO ALSO SELECT g()");
            assertExecuted(session, "CREATE FOREIGN TABLE elsewhere (id int) SERVER s");
            assertTrue(
                    session.beyondRollback(statement("DELETE FROM elsewhere")).isPresent());
            assertExecuted(session, "SELECT * FROM elsewhere");
        });
    }

    private static void assertExecuted(PostgresqlSession session, String statement) {
        assertEquals(Optional.empty(), session.beyondRollback(statement(statement)), statement);
    }

    private static SqlStatement statement(String text) {
        return new SqlStatement(0, text, 1, 1, TransactionEffect.NONE);
    }

    private void rehearse(Rehearsed rehearsed) throws SQLException {
        PostgresqlDialect dialect = new PostgresqlDialect();
        try (Connection connection = dialect.connect(database.config())) {
            PostgresqlSession session = (PostgresqlSession) dialect.session(connection);
            try (Rehearsal rehearsal = session.rehearse(RehearsalRequest.quiet(Set.of()))) {
                rehearsal.begin();
                rehearsed.in(session);
            }
        }
    }

    private interface Rehearsed {
        void in(PostgresqlSession session) throws SQLException;
    }
}
