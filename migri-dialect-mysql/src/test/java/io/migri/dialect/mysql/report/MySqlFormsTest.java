package io.migri.dialect.mysql.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.language.MySqlQuoting;
import io.migri.dialect.mysql.language.MySqlTokens;
import io.migri.dialect.mysql.report.MySqlForms.Form;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How statements are made to name an algorithm. */
final class MySqlFormsTest {
    private static final MySqlServer MYSQL = MySqlServer.of("9.7.4");
    private static final MySqlServer MARIADB = MySqlServer.of("11.8.6-MariaDB");

    @Test
    void namesAlgorithmsFromTheBestOn() {
        assertEquals(
                List.of(
                        "ALTER TABLE t ALGORITHM=INSTANT, ADD a int",
                        "ALTER TABLE t ALGORITHM=INPLACE, LOCK=NONE, ADD a int",
                        "ALTER TABLE t ALGORITHM=INPLACE, ADD a int"),
                forms("ALTER TABLE t ADD a int", MYSQL));
        assertEquals(
                List.of(
                        "CREATE INDEX i ON t (a) ALGORITHM=INSTANT ",
                        "CREATE INDEX i ON t (a) ALGORITHM=NOCOPY LOCK=NONE ",
                        "CREATE INDEX i ON t (a) ALGORITHM=NOCOPY ",
                        "CREATE INDEX i ON t (a) ALGORITHM=INPLACE LOCK=NONE ",
                        "CREATE INDEX i ON t (a) ALGORITHM=INPLACE ",
                        "CREATE INDEX i ON t (a) ALGORITHM=COPY LOCK=NONE "),
                forms("CREATE INDEX i ON t (a)", MARIADB));
    }

    @Test
    void putsThemWhereTheyAreWordsOfTheStatement() {
        assertFirst(
                "alter ignore table /* ADD */ `a``;b`.`ALTER, t` ALGORITHM=INSTANT, comment 'ADD, COLUMN' -- end",
                "alter ignore table /* ADD */ `a``;b`.`ALTER, t` comment 'ADD, COLUMN' -- end");
        assertFirst(
                "/*!40000 ALTER TABLE t ALGORITHM=INSTANT, ADD KEY (a) */", "/*!40000 ALTER TABLE t ADD KEY (a) */");
        assertFirst(
                "ALTER TABLE t ALGORITHM=INSTANT  PARTITION BY HASH (id) PARTITIONS 4",
                "ALTER TABLE t PARTITION BY HASH (id) PARTITIONS 4");
        assertFirst(
                "ALTER TABLE t ALGORITHM=INSTANT, ADD PARTITION (PARTITION p VALUES LESS THAN (9))",
                "ALTER TABLE t ADD PARTITION (PARTITION p VALUES LESS THAN (9))");
        assertFirst(
                "CREATE UNIQUE INDEX `ON x` USING BTREE ON a.t (b) COMMENT 'x' ALGORITHM=INSTANT  # end",
                "CREATE UNIQUE INDEX `ON x` USING BTREE ON a.t (b) COMMENT 'x' # end");
        assertFirst("DROP INDEX i ON t ALGORITHM=INSTANT ;", "DROP INDEX i ON t;");
        assertEquals(
                "ALTER TABLE IF EXISTS t WAIT 5 ALGORITHM=INSTANT, ADD a int",
                forms("ALTER TABLE IF EXISTS t WAIT 5 ADD a int", MARIADB).get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE t ADD a int, ALGORITHM=COPY",
                "ALTER TABLE t ADD a int, LOCK = NONE",
                "ALTER ONLINE TABLE t ADD a int",
                "CREATE INDEX i ON t (a) LOCK SHARED",
                "ALTER TABLE t",
                "ALTER TABLE t DISCARD TABLESPACE",
                "ALTER TABLE t TRUNCATE PARTITION p",
                "ALTER TABLE t OPTIMIZE PARTITION p",
                "ALTER TABLE t ENABLE KEYS",
                "ALTER VIEW t AS SELECT 1",
                "CREATE TABLE t (id int)",
                "RENAME TABLE a TO b",
                "OPTIMIZE TABLE t",
                "ALTER TABLE t ADD a int; ALTER TABLE t ADD b int",
                "INSERT INTO t VALUES (1); ALTER TABLE t ADD b int"
            })
    void leavesTheRestAsItIs(String statement) {
        assertEquals(List.of(), forms(statement, MYSQL));
    }

    private static void assertFirst(String expected, String statement) {
        assertEquals(expected, forms(statement, MYSQL).get(0));
    }

    private static List<String> forms(String statement, MySqlServer server) {
        return MySqlOperationReading.only(MySqlTokens.of(statement, MySqlQuoting.of(""), server))
                .map(operation -> MySqlForms.of(statement, operation, server))
                .orElse(List.of())
                .stream()
                .map(Form::text)
                .toList();
    }
}
