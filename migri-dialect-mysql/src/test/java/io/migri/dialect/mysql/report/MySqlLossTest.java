package io.migri.dialect.mysql.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.report.Effect;
import io.migri.dialect.mysql.MySqlDialect;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.spi.DialectSession;
import io.migri.spi.probe.ProbeRequest;
import io.migri.spi.probe.StatementProbe;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Statements by which data are lost are told as such, with what is lost. */
final class MySqlLossTest {
    private static final Map<String, String> NARROWING = Map.ofEntries(
            Map.entry("MODIFY c varchar(10)", "narrows the column `c` from varchar(20) to varchar(10)"),
            Map.entry("CHANGE c d varchar(10)", "narrows the column `c` from varchar(20) to varchar(10)"),
            Map.entry("CHANGE COLUMN c d tinytext", ""),
            Map.entry("MODIFY c varchar(30)", ""),
            Map.entry("MODIFY c text", ""),
            Map.entry("MODIFY a smallint", "narrows the column `a` from int to smallint"),
            Map.entry("MODIFY a int unsigned", "narrows the column `a` from int to int unsigned"),
            Map.entry("MODIFY a bigint", ""),
            Map.entry("MODIFY a decimal(12)", ""),
            Map.entry("MODIFY a decimal(6)", "narrows the column `a` from int to decimal(6,0)"),
            Map.entry("MODIFY a varchar(30)", ""),
            Map.entry("MODIFY n decimal(10,1)", "narrows the column `n` from decimal(10,2) to decimal(10,1)"),
            Map.entry("MODIFY n decimal(12,4)", ""),
            Map.entry("MODIFY n int", "narrows the column `n` from decimal(10,2) to int"),
            Map.entry("MODIFY w date", "narrows the column `w` from datetime(3) to date"),
            Map.entry("MODIFY w datetime", "narrows the column `w` from datetime(3) to datetime"),
            Map.entry("MODIFY w datetime(6)", ""),
            Map.entry("MODIFY e enum('x')", "narrows the column `e` from enum('x','y') to enum('x')"),
            Map.entry("MODIFY e enum('x', 'y', 'z')", ""),
            Map.entry("DROP c", "drops the column `c`"),
            Map.entry("RENAME COLUMN c TO d", ""));

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void tellsOfTypesThatHoldLess(Database database) throws SQLException {
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            for (Map.Entry<String, String> one : new TreeMap<>(NARROWING).entrySet()) {
                table(database, "t");
                String told = told(connection, "ALTER TABLE t " + one.getKey());
                String wanted = one.getValue().isEmpty() ? "" : one.getValue() + " of t";
                // MariaDB shows how wide integers are displayed
                String plain =
                        told.replace("int(11)", "int").replace("int(10)", "int").replace("int(6)", "int");
                assertEquals(wanted, plain, one.getKey());
            }
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void tellsOfRowsThatGo(Database database) throws Exception {
        try (Database other = database.server().create();
                Connection connection = new MySqlDialect().connect(database.config())) {
            for (String statement : List.of(
                    "TRUNCATE t",
                    "DROP TABLE t",
                    "DELETE FROM t",
                    "DELETE t FROM t JOIN u ON t.id = u.id",
                    "DELETE x FROM u JOIN t AS x ON x.id = u.id",
                    "DELETE x.* FROM u, t x",
                    "DELETE FROM x USING t AS x JOIN u",
                    "UPDATE t SET a = 2")) {
                table(database, "t");
                table(database, "u");
                String told = told(connection, statement);
                assertTrue(told.contains(" of t") && !told.contains(" of u"), statement + ": " + told);
            }
            table(database, "t");
            table(database, "u");
            assertEquals("", told(connection, "DELETE x FROM u JOIN t AS x ON x.id = u.id WHERE x.id = 1"));
            table(other, "t");
            String told = told(connection, "DROP DATABASE " + MySqlText.identifier(other.name()));
            assertEquals("removes of " + other.name() + " with rows", told);
        }
    }

    private static void table(Database database, String name) throws SQLException {
        database.execute(
                "DROP TABLE IF EXISTS " + name,
                "CREATE TABLE " + name + " (id int PRIMARY KEY, a int, c varchar(20), n decimal(10,2), w datetime(3),"
                        + " e enum('x', 'y'))",
                "INSERT INTO " + name + " VALUES (1, 1, 'x', 1, '2024-01-01', 'x'), (2, 1, 'x', 1, '2024-01-01', 'x')",
                "ANALYZE TABLE " + name);
    }

    private static String told(Connection connection, String statement) throws SQLException {
        DialectSession session = new MySqlDialect().session(connection);
        StatementProbe probe = session.probe(new ProbeRequest(false, Set.of("applied_migration")))
                .orElseThrow();
        probe.migrationBegins();
        probe.before(statement);
        probe.execute(statement);
        return String.join(
                "; ",
                probe.after(statement).stream()
                        .filter(effect -> effect.kind().losesData())
                        .map(MySqlLossTest::described)
                        .toList());
    }

    private static String described(Effect effect) {
        return (effect.detail().isEmpty() ? "removes" : effect.detail()) + " of " + effect.relation()
                + (effect.kind() == Effect.Kind.LOSS || effect.rows().isEmpty() ? "" : " with rows");
    }
}
