package io.migri.dialect.mysql.rehearsal;

import io.migri.dialect.mysql.language.MySqlText;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database with one of everything. */
final class RichSchema {
    private static final List<String> STATEMENTS = List.of(
            "ALTER DATABASE CHARACTER SET latin1 COLLATE latin1_german1_ci",
            "CREATE TABLE `weiß ``` (id int AUTO_INCREMENT PRIMARY KEY, name varchar(20) COLLATE latin1_bin, note text CHARACTER SET utf8mb4)"
                    + " COMMENT='it''s \\\\ one'",
            "INSERT INTO `weiß ``` VALUES (5, 'a', '🥳'), (9, NULL, 'b')",
            "DELETE FROM `weiß ``` WHERE id = 9",
            "CREATE TABLE a (id int PRIMARY KEY, b int, KEY (b))",
            "CREATE TABLE b (id int PRIMARY KEY, a int, CONSTRAINT to_a FOREIGN KEY (a) REFERENCES a (id) ON DELETE CASCADE)",
            "ALTER TABLE a ADD CONSTRAINT to_b FOREIGN KEY (b) REFERENCES b (id) ON UPDATE SET NULL",
            "INSERT INTO a VALUES (1, NULL), (2, NULL)",
            "INSERT INTO b VALUES (1, 2), (2, 1)",
            "UPDATE a SET b = id",
            "CREATE TABLE computed (id int PRIMARY KEY, price decimal(8,2) CHECK (price >= 0), twice decimal(9,2) AS (price * 2) VIRTUAL,"
                    + " kept varchar(30) AS (concat('#', id)) STORED, made timestamp NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,"
                    + " random varchar(40) DEFAULT (uuid()), place point, bits bit(3), data json, UNIQUE KEY (kept), FULLTEXT KEY (kept))",
            "INSERT INTO computed (id, price, place, bits, data) VALUES (1, 2.50, ST_GeomFromText('POINT(1 2)'), b'101', '{\"a\": 1}')",
            "CREATE TABLE parts (id int NOT NULL, year int NOT NULL, PRIMARY KEY (id, year)) PARTITION BY RANGE (year)"
                    + " (PARTITION old VALUES LESS THAN (2000), PARTITION new VALUES LESS THAN MAXVALUE)",
            "INSERT INTO parts VALUES (1, 1999), (2, 2001)",
            "CREATE TABLE plain (id int) ENGINE=MyISAM",
            "INSERT INTO plain VALUES (1), (1)",
            "CREATE TABLE zeros (id int AUTO_INCREMENT PRIMARY KEY, day date NOT NULL DEFAULT '0000-00-00') ENGINE=InnoDB",
            "INSERT INTO zeros (id, day) VALUES (0, '0000-00-00')",
            "CREATE TABLE audit (id int AUTO_INCREMENT PRIMARY KEY, what varchar(100))",
            "CREATE FUNCTION twice(x int) RETURNS int DETERMINISTIC RETURN x * 2",
            "CREATE PROCEDURE `add`(IN name varchar(10)) COMMENT 'it''s' BEGIN DECLARE i int DEFAULT 0;"
                    + " WHILE i < 2 DO INSERT INTO ~.audit (what) VALUES ('~.audit'); SET i = i + 1; END WHILE; END",
            "CREATE TRIGGER second AFTER INSERT ON a FOR EACH ROW INSERT INTO audit (what) VALUES (concat('copied ', NEW.id))",
            "CREATE TRIGGER first AFTER INSERT ON a FOR EACH ROW PRECEDES second INSERT INTO ~.audit (what) VALUES ('copied')",
            "CREATE TRIGGER ~.checking BEFORE UPDATE ON ~.b FOR EACH ROW BEGIN IF NEW.a IS NULL THEN SET NEW.a = 1; END IF; END",
            "CREATE VIEW z AS SELECT id, twice(id) AS doubled FROM a WHERE id > 0 WITH CASCADED CHECK OPTION",
            "CREATE SQL SECURITY INVOKER VIEW y AS SELECT z.id, `weiß ```.name FROM z JOIN `weiß ``` ON z.id <> `weiß ```.id",
            "CREATE ALGORITHM=TEMPTABLE VIEW c AS SELECT y.*, 'it''s ~.y' AS text FROM ~.y",
            "CREATE EVENT daily ON SCHEDULE EVERY 1 DAY STARTS '2040-01-01 00:00:00' ON COMPLETION PRESERVE COMMENT 'DO ENABLE'"
                    + " DO DELETE FROM ~.audit WHERE id < 0",
            "SET sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT', NAMES latin1",
            "CREATE FUNCTION ansi() RETURNS varchar(40) DETERMINISTIC RETURN '\\' || (SELECT max(\"what\") FROM \"~\".\"audit\")",
            "CREATE TRIGGER ansi BEFORE DELETE ON b FOR EACH ROW INSERT INTO \"audit\" (\"what\") VALUES ('\\' || OLD.id)",
            "CREATE VIEW ansi AS SELECT id || 'x\\' AS \"a b\" FROM a");

    private static final List<String> MARIADB = List.of(
            "SET sql_mode = DEFAULT",
            "CREATE SEQUENCE numbers START WITH 10 INCREMENT BY 5 CACHE 3",
            "SELECT NEXT VALUE FOR numbers",
            "CREATE TABLE numbered (id int DEFAULT (NEXT VALUE FOR numbers), PRIMARY KEY (id))",
            "INSERT INTO numbered VALUES ()",
            "CREATE TABLE versioned (id int PRIMARY KEY) WITH SYSTEM VERSIONING",
            "INSERT INTO versioned VALUES (1), (2)",
            "DELETE FROM versioned WHERE id = 2",
            "CREATE TABLE hidden (id int, secret int INVISIBLE DEFAULT 3)",
            "INSERT INTO hidden (id, secret) VALUES (1, 7)");

    private static final List<String> MYSQL = List.of(
            "SET sql_mode = DEFAULT",
            "CREATE TABLE hidden (id int, secret int INVISIBLE DEFAULT 3, KEY functional ((id + 1)), KEY unseen (id) INVISIBLE,"
                    + " CONSTRAINT unchecked CHECK (id > 5) NOT ENFORCED)",
            "INSERT INTO hidden (id, secret) VALUES (1, 7)");

    private RichSchema() {}

    static void create(Database database) throws SQLException {
        List<String> statements = new ArrayList<>(STATEMENTS);
        statements.addAll(database.engine() == Engine.MARIADB ? MARIADB : MYSQL);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO'");
            for (String each : statements) {
                statement.execute(each.replace(", NAMES latin1", "").replace("~", database.name()));
            }
        }
    }

    /** Every definition as the server gives it. */
    static List<String> describe(Connection connection, String database) throws SQLException {
        List<String> found = new ArrayList<>();
        String in = " = '" + database + "' ORDER BY 1, 2";
        for (String[] object : new String[][] {
            {"SELECT 'TABLE', table_name FROM information_schema.tables WHERE table_type <> 'VIEW' AND table_schema"},
            {"SELECT 'VIEW', table_name FROM information_schema.views WHERE table_schema"},
            {"SELECT 'TRIGGER', trigger_name FROM information_schema.triggers WHERE trigger_schema"},
            {"SELECT routine_type, routine_name FROM information_schema.routines WHERE routine_schema"},
            {"SELECT 'EVENT', event_name FROM information_schema.events WHERE event_schema"}
        }) {
            for (String[] one : pairs(connection, object[0] + in)) {
                found.add(shown(connection, one[0], database, one[1]));
            }
        }
        found.add(MySqlRehearsalTest.column(
                        connection,
                        "SELECT concat(trigger_name, action_order) FROM information_schema.triggers WHERE trigger_schema"
                                + " = '" + database + "' ORDER BY 1")
                .toString());
        found.add(MySqlRehearsalTest.column(
                        connection,
                        "SELECT concat(default_character_set_name, default_collation_name) FROM information_schema.schemata"
                                + " WHERE schema_name = '" + database + "'")
                .toString());
        return found;
    }

    private static List<String[]> pairs(Connection connection, String query) throws SQLException {
        List<String[]> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(new String[] {rows.getString(1), rows.getString(2)});
            }
        }
        return found;
    }

    private static String shown(Connection connection, String kind, String database, String name) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW CREATE " + kind + " " + MySqlText.identifier(database)
                        + "." + MySqlText.identifier(name))) {
            row.next();
            ResultSetMetaData columns = row.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                if (!columns.getColumnLabel(i).equals("Created")) {
                    text.append(columns.getColumnLabel(i))
                            .append(": ")
                            .append(row.getString(i))
                            .append('\n');
                }
            }
        }
        // MySQL remembers whether a column was given its character set along with the collation that implies it
        return text.toString()
                .replace("CHARACTER SET latin1 COLLATE latin1_german1_ci", "COLLATE latin1_german1_ci")
                .replace("`" + database + "`", database)
                .replace("\"" + database + "\"", database);
    }
}
