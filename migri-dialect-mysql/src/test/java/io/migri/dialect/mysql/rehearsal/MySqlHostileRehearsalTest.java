package io.migri.dialect.mysql.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ConnectionConfig;
import io.migri.api.Secret;
import io.migri.dialect.mysql.MySqlDialect;
import io.migri.spi.DialectSession;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.rehearsal.OnCopy;
import io.migri.spi.rehearsal.Rehearsal;
import io.migri.spi.rehearsal.RehearsalRequest;
import io.migri.spi.rehearsal.Restriction;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.wire.StatementFailedException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Scripts that try to change something real from a dry run. They name the other database {@code OTHER}, and the real one {@code REAL}. */
final class MySqlHostileRehearsalTest {
    private static final String HELP = "'migri_hostile'@'%'";

    private static final List<String> SCRIPTS = List.of(
            // accounts and rights
            "CREATE USER migri_hostile",
            "DROP USER migri_victim",
            "GRANT ALL ON *.* TO migri_victim",
            "CREATE PROCEDURE p() DROP USER migri_victim; CALL p()",
            "CREATE PROCEDURE p() GRANT ALL ON *.* TO migri_victim; CALL p()",
            "CREATE PROCEDURE p() COMMENT 'x' SQL SECURITY INVOKER CREATE USER migri_hostile; CALL p()",
            "DELIMITER //\nCREATE PROCEDURE p() BEGIN IF 1 THEN ALTER USER migri_victim IDENTIFIED BY 'x'; END IF; END//\nCALL p()//",
            "DELIMITER //\nCREATE PROCEDURE p() BEGIN DECLARE CONTINUE HANDLER FOR 1146 DROP USER migri_victim; SELECT * FROM gone; END//\nCALL p()//",
            "DELIMITER //\nCREATE PROCEDURE p() l: LOOP RENAME USER migri_victim TO migri_hostile; LEAVE l; END LOOP//\nCALL p()//",
            "CREATE ROLE migri_hostile_role",
            "CREATE OR REPLACE USER migri_hostile",
            "SET @s = 'CREATE USER migri_hostile'; PREPARE s FROM @s; EXECUTE s",
            "SET @s = CONCAT('DROP US', 'ER migri_victim'); PREPARE s FROM @s; EXECUTE s",
            "SELECT CONCAT('GRANT ALL ON *.* TO ', user) INTO @s FROM mysql.user WHERE user = 'migri_victim'; PREPARE s FROM @s; EXECUTE s",
            "PREPARE s FROM 'CREATE USER migri_hostile'; EXECUTE s",
            "EXECUTE IMMEDIATE 'DROP USER migri_victim'",
            "EXECUTE IMMEDIATE CONCAT('DROP USER ', 'migri_victim')",
            "DELIMITER //\nCREATE PROCEDURE p() BEGIN SET @s = CONCAT('DROP USER ', 'migri_victim'); PREPARE s FROM @s; EXECUTE s; END//\nCALL p()//",
            "DELIMITER //\nCREATE PROCEDURE p(t text) BEGIN SET @t = t; PREPARE s FROM @t; EXECUTE s; END//\nCALL p('DROP USER migri_victim')//",
            "DELIMITER //\nBEGIN NOT ATOMIC DROP USER migri_victim; END//",
            "BEGIN NOT ATOMIC IF 1 THEN CREATE USER migri_hostile; END IF; END",
            "IF 1 THEN DROP USER migri_victim; END IF",
            "FOR i IN 1..2 DO CREATE USER IF NOT EXISTS migri_hostile; END FOR",
            "BEGIN NOT ATOMIC EXECUTE IMMEDIATE 'DROP USER migri_victim'; END",
            "SET STATEMENT max_statement_time=10 FOR DROP USER migri_victim",
            "/*!50000 DROP USER migri_victim */",
            "/*M!100100 DROP USER migri_victim */",
            "INSERT INTO mysql.global_priv SELECT '%', 'migri_hostile', priv FROM mysql.global_priv WHERE user = 'migri_victim'",
            "DELETE FROM mysql.user WHERE user = 'migri_victim'",
            // settings of the server
            "SET GLOBAL max_connect_errors = 12345",
            "SET @@global.max_connect_errors = 12345",
            "SET @n = 1, @@GLOBAL.max_connect_errors := 12345",
            "SET @n = 'it\\'s', GLOBAL max_connect_errors = 12345",
            "SET PERSIST max_connect_errors = 12345",
            "CREATE PROCEDURE p() SET GLOBAL max_connect_errors = 12345; CALL p()",
            "DELIMITER //\nCREATE PROCEDURE p() BEGIN SET @a = 1, @@global.max_connect_errors = 12345; END//\nCALL p()//",
            "DELIMITER //\nCREATE FUNCTION f() RETURNS int DETERMINISTIC BEGIN SET GLOBAL max_connect_errors = 12345; RETURN 1; END//\nSELECT f()//",
            "DELIMITER //\nCREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW BEGIN SET GLOBAL max_connect_errors = 12345; END//\nINSERT INTO t VALUES (5)//",
            "SET @s = 'SET GLOBAL max_connect_errors = 12345'; PREPARE s FROM @s; EXECUTE s",
            "CALL sys.execute_prepared_stmt('SET GLOBAL max_connect_errors = 12345')",
            // other databases
            "INSERT INTO OTHER.log VALUES (7)",
            "DELETE l FROM OTHER.log l JOIN t",
            "DELETE FROM l USING OTHER.log AS l JOIN t",
            "DELETE t, l FROM t JOIN OTHER.log l",
            "UPDATE t, OTHER.log l SET l.id = 9",
            "WITH x AS (SELECT 1) DELETE l FROM OTHER.log l JOIN x",
            "REPLACE INTO OTHER.log SELECT id FROM t",
            "CREATE VIEW v AS SELECT id FROM OTHER.log; DELETE FROM v",
            "CREATE ALGORITHM=MERGE VIEW v AS SELECT id FROM OTHER.log; UPDATE v SET id = 9",
            "CREATE TRIGGER x AFTER INSERT ON t FOR EACH ROW INSERT INTO OTHER.log VALUES (7); INSERT INTO t VALUES (8)",
            "CREATE TRIGGER OTHER.x AFTER INSERT ON OTHER.log FOR EACH ROW SET @a = 1",
            "CREATE PROCEDURE OTHER.p() SELECT 1",
            "CALL OTHER.wipe()",
            "DROP DATABASE OTHER",
            "CREATE PROCEDURE p() DROP DATABASE OTHER; CALL p()",
            "DROP TABLE t, OTHER.log",
            "RENAME TABLE OTHER.log TO stolen",
            "ALTER TABLE t RENAME TO OTHER.t2",
            "CREATE TABLE OTHER.more (id int)",
            "TRUNCATE OTHER.log",
            "LOCK TABLES OTHER.log WRITE; UNLOCK TABLES",
            "SET @s = 'DELETE FROM OTHER.log'; PREPARE s FROM @s; EXECUTE s",
            "SET @d = 'OTHER'; SET @s = CONCAT('DELETE FROM `', @d, '`.log'); PREPARE s FROM @s; EXECUTE s",
            "USE OTHER; DELETE FROM log",
            "USE mysql; DELETE FROM user WHERE user = 'migri_victim'",
            "SELECT NEXT VALUE FOR OTHER.seq",
            "SELECT NEXTVAL(OTHER.seq)",
            "DO SETVAL(OTHER.seq, 500)",
            "CREATE TABLE u (id int DEFAULT (NEXT VALUE FOR OTHER.seq)); INSERT INTO u VALUES ()",
            "CREATE TABLE m (id int) ENGINE=MERGE UNION=(OTHER.flat) INSERT_METHOD=LAST; INSERT INTO m VALUES (7)",
            // the real database
            "DROP TABLE REAL.t",
            "SET @d = DATABASE(); SET @s = CONCAT('DROP TABLE `', @d, '`.t'); PREPARE s FROM @s; EXECUTE s",
            "SET @d = 'REAL'; SET @s = CONCAT('DROP TABLE ', @d, '.t'); PREPARE s FROM @s; EXECUTE s",
            "SELECT table_schema INTO @d FROM information_schema.tables WHERE table_name = 'only_here'"
                    + " AND table_schema NOT LIKE 'migri%' LIMIT 1; SET @s = CONCAT('DROP TABLE ', @d, '.only_here'); PREPARE s FROM @s; EXECUTE s",
            "SET @s = CONCAT('DROP TABLE ', CHAR(96), 'REAL', CHAR(96), '.', 't'); PREPARE s FROM @s; EXECUTE s",
            "DROP PROCEDURE REAL.keep",
            "ALTER EVENT REAL.tick ENABLE",
            "DROP EVENT REAL.tick",
            "DELIMITER //\nCREATE PROCEDURE p() BEGIN SET @d = 'REAL'; SET @s = CONCAT('DELETE FROM ', @d, '.t'); PREPARE s FROM @s; EXECUTE s; END//\nCALL p()//",
            // events, files, other servers, the server itself
            "CREATE EVENT OTHER.e ON SCHEDULE EVERY 1 DAY DO DELETE FROM log",
            "CREATE EVENT e ON SCHEDULE AT CURRENT_TIMESTAMP DO DROP USER migri_victim",
            "SELECT 1 INTO OUTFILE '/tmp/migri-hostile'",
            "SELECT 1 INTO DUMPFILE '/tmp/migri-hostile'",
            "CREATE PROCEDURE p() SELECT 1 INTO OUTFILE '/tmp/migri-hostile'; CALL p()",
            "CREATE SERVER migri_hostile FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'a', DATABASE 'b')",
            "CREATE PROCEDURE p() CREATE SERVER migri_hostile FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'a', DATABASE 'b'); CALL p()",
            "CREATE TABLE f (id int) ENGINE=FEDERATED CONNECTION='mysql://root@localhost/OTHER/log'",
            "INSTALL SONAME 'ha_blackhole'",
            "CREATE FUNCTION sys_exec RETURNS INT SONAME 'lib.so'",
            "KILL 1",
            "SHUTDOWN",
            "FLUSH TABLES WITH READ LOCK; UNLOCK TABLES",
            "DELIMITER //\nCREATE PROCEDURE p() BEGIN FLUSH TABLES; RESET QUERY CACHE; END//\nCALL p()//");

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void changesNothingReal(Database database) throws Exception {
        try (Database other = database.server().create()) {
            prepare(database, other);
            List<String> before = state(database, other);
            try (Connection connection = new MySqlDialect().connect(database.config())) {
                for (String script : all()) {
                    String reason = rehearse(connection, Optional.empty(), script(script, database, other));
                    assertEquals(before, state(database, other), () -> script + ": " + reason);
                }
            }
        } finally {
            tidy(database);
        }
    }

    /** It may do anything that it can, which is nothing. */
    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void leavesARoutineToTheServerWhereTheAccountMayChangeNothingButCopies(Database database) throws Exception {
        try (Database other = database.server().create()) {
            prepare(database, other);
            database.execute(
                    "CREATE USER IF NOT EXISTS " + HELP + " IDENTIFIED BY 'secret'",
                    "GRANT ALL ON `migri\\_dry\\_%`.* TO " + HELP);
            List<String> before = state(database, other);
            ConnectionConfig account = ConnectionConfig.builder("")
                    .host(database.host())
                    .port(database.port())
                    .user("migri_hostile")
                    .password(Secret.of("secret"))
                    .build();
            List<String> told = new ArrayList<>();
            try (Connection connection = new MySqlDialect().connect(database.config())) {
                for (String table : List.of("OTHER.log", "REAL.t")) {
                    String reason = rehearse(
                            connection,
                            Optional.of(account),
                            script(
                                    "DELIMITER //\nCREATE PROCEDURE p() BEGIN SET @s = CONCAT('DELETE FROM ', '" + table
                                            + "'); PREPARE s FROM @s; EXECUTE s; END//\nCALL p()//",
                                    database,
                                    other),
                            told);
                    assertTrue(reason.contains("denied"), reason);
                    assertEquals(before, state(database, other));
                }
            }
            assertTrue(told.stream().anyMatch(line -> line.contains("guarded by the server")), told.toString());
        } finally {
            database.execute("DROP USER IF EXISTS " + HELP);
            tidy(database);
        }
    }

    private static List<String> all() {
        List<String> all = new ArrayList<>(SCRIPTS);
        all.addAll(MySqlHostileScripts.MORE);
        return all;
    }

    private static String script(String text, Database database, Database other) {
        return text.replace("OTHER", other.name()).replace("REAL", database.name());
    }

    private static void prepare(Database database, Database other) throws SQLException {
        tidy(database);
        database.execute(
                "CREATE USER migri_victim",
                "CREATE TABLE t (id int)",
                "INSERT INTO t VALUES (1), (2)",
                "CREATE TABLE only_here (id int)",
                "CREATE PROCEDURE keep() SELECT 1",
                "CREATE EVENT tick ON SCHEDULE EVERY 1 DAY DISABLE DO DELETE FROM t");
        other.execute(
                "CREATE TABLE log (id int)",
                "INSERT INTO log VALUES (1), (2)",
                "CREATE TABLE flat (id int) ENGINE=MyISAM",
                "CREATE PROCEDURE wipe() DELETE FROM log",
                "CREATE FUNCTION answer() RETURNS int DETERMINISTIC BEGIN DELETE FROM log; RETURN 1; END");
        // roads out of the real database that are there already
        String log = "`" + other.name() + "`.log";
        database.execute(
                "CREATE TABLE watched (id int)",
                "INSERT INTO watched VALUES (1)",
                "CREATE TRIGGER watching AFTER INSERT ON watched FOR EACH ROW INSERT INTO " + log + " VALUES (NEW.id)",
                "CREATE TRIGGER changing AFTER UPDATE ON watched FOR EACH ROW DELETE FROM " + log,
                "CREATE VIEW seen AS SELECT id FROM " + log,
                "CREATE PROCEDURE run(s text) BEGIN SET @s = s; PREPARE s FROM @s; EXECUTE s; END",
                "CREATE FUNCTION strange() RETURNS int DETERMINISTIC BEGIN SET GLOBAL max_connect_errors = 12345; RETURN 1; END",
                "CREATE EVENT often ON SCHEDULE EVERY 1 SECOND DO INSERT INTO " + log
                        + " SELECT 77 FROM DUAL WHERE DATABASE() LIKE 'migri%'");
        if (database.engine() == Engine.MARIADB) {
            other.execute("CREATE SEQUENCE seq");
            database.execute(
                    "CREATE SEQUENCE real_seq",
                    "CREATE TABLE numbered (id int DEFAULT (NEXT VALUE FOR real_seq), n int)");
        } else {
            database.execute("CREATE TABLE numbered (id int, n int)");
        }
    }

    private static void tidy(Database database) throws SQLException {
        database.execute("DROP USER IF EXISTS migri_victim, migri_hostile", "DROP ROLE IF EXISTS migri_hostile_role");
    }

    private static List<String> state(Database database, Database other) throws SQLException {
        List<String> state = new ArrayList<>();
        String both = "('" + database.name() + "', '" + other.name() + "')";
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            for (String query : List.of(
                    "SELECT user FROM mysql.user WHERE user LIKE 'migri%' ORDER BY user",
                    "SHOW GRANTS FOR migri_victim",
                    "SELECT @@global.max_connect_errors",
                    "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE 'migri\\_dry%'",
                    "SELECT concat(table_schema, '.', table_name) FROM information_schema.tables WHERE table_schema IN "
                            + both + " ORDER BY 1",
                    "SELECT concat(routine_schema, '.', routine_name) FROM information_schema.routines WHERE routine_schema IN "
                            + both + " ORDER BY 1",
                    "SELECT concat(event_schema, '.', event_name, status) FROM information_schema.events WHERE event_schema IN "
                            + both + " ORDER BY 1",
                    "SELECT concat(trigger_schema, '.', trigger_name) FROM information_schema.triggers WHERE trigger_schema IN "
                            + both + " ORDER BY 1",
                    "SELECT server_name FROM mysql.servers",
                    "SELECT concat_ws(' ', table_schema, table_name, column_name) FROM information_schema.columns WHERE"
                            + " table_schema IN " + both + " ORDER BY 1",
                    "SELECT concat_ws(' ', schema_name, default_character_set_name) FROM information_schema.schemata"
                            + " ORDER BY 1",
                    "SELECT concat_ws(' ', table_name, index_name) FROM information_schema.statistics WHERE table_schema"
                            + " IN " + both + " ORDER BY 1",
                    "SELECT concat_ws(' ', routine_name, routine_comment) FROM information_schema.routines WHERE"
                            + " routine_schema IN " + both + " ORDER BY 1",
                    "SELECT @@global.transaction_isolation",
                    "SELECT id FROM `" + database.name() + "`.watched ORDER BY id",
                    "SELECT id FROM `" + database.name() + "`.t ORDER BY id",
                    "SELECT id FROM `" + other.name() + "`.log ORDER BY id",
                    "SELECT count(*) FROM `" + other.name() + "`.flat")) {
                state.add(query + column(connection, query));
            }
            if (database.engine() == Engine.MARIADB) {
                state.addAll(column(connection, "SELECT next_not_cached_value FROM `" + other.name() + "`.seq"));
                state.addAll(
                        column(connection, "SELECT next_not_cached_value FROM `" + database.name() + "`.real_seq"));
            }
        }
        return state;
    }

    private static List<String> column(Connection connection, String query) throws SQLException {
        List<String> column = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                column.add(String.valueOf(rows.getString(1)));
            }
        }
        return column;
    }

    private static String rehearse(Connection connection, Optional<ConnectionConfig> elsewhere, String script)
            throws SQLException {
        return rehearse(connection, elsewhere, script, new ArrayList<>());
    }

    /** As the core does: all statements are asked about before any is executed. Gives the reason why it ended. */
    private static String rehearse(
            Connection connection, Optional<ConnectionConfig> elsewhere, String script, List<String> told)
            throws SQLException {
        RehearsalRequest request = new RehearsalRequest(
                OptionalLong.of(10),
                HistoryTable.USUAL,
                elsewhere,
                text -> told.add(text.toString()),
                text -> told.add(text.toString()));
        DialectSession session = new MySqlDialect().session(connection);
        session.state().restore();
        try (Rehearsal<DialectSession> rehearsal = session.rehearsals().open(request)) {
            Restriction restriction =
                    ((OnCopy<DialectSession>) rehearsal).restriction().orElseThrow();
            List<String> statements = new ArrayList<>();
            try (StatementReader reader = rehearsal.session().language().read(new StringReader(script))) {
                for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                    Optional<String> refusal = restriction.refusal(next);
                    if (refusal.isPresent()) {
                        return refusal.get();
                    }
                    statements.add(next.text());
                }
            } catch (IOException unreadable) {
                return String.valueOf(unreadable.getMessage());
            }
            rehearsal.begin();
            rehearsal.session().wire().execute(statements);
            return "nothing stopped it";
        } catch (StatementFailedException failed) {
            return failed.failure().getMessage();
        }
    }
}
