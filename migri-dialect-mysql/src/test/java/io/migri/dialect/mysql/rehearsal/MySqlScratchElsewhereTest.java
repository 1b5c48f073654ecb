package io.migri.dialect.mysql.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ConnectionConfig;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.dialect.mysql.MySqlDialect;
import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchConnections;
import io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchServer;
import io.migri.dialect.mysql.state.MySqlSessionSnapshot;
import io.migri.spi.DialectSession;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.rehearsal.Rehearsal;
import io.migri.spi.rehearsal.RehearsalRequest;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import io.migri.testkit.server.client.ReferenceClient;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A copy whose rows travel from one server to another, here from one account to another. */
final class MySqlScratchElsewhereTest {
    private final List<String> warned = new ArrayList<>();

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void hasTheSameDefinitionsAndTheSameBytes(Database database) throws Exception {
        RichSchema.create(database);
        createEveryType(database);
        ReferenceClient client = ReferenceClient.of(database.engine());
        String before = client.dump(database);
        try (Connection connection = new MySqlDialect().connect(database.config());
                Rehearsal<DialectSession> rehearsal = begun(connection, database, OptionalLong.empty())) {
            Connection copy = rehearsal.session().connection();
            assertEquals(List.of(), warned);
            String dumped = client.dump(database.named(copy.getCatalog()));
            assertEquals(String.join("\n", inserts(before)), String.join("\n", inserts(dumped)));
            assertEquals(
                    String.join("\n", RichSchema.describe(connection, database.name())),
                    String.join("\n", RichSchema.describe(copy, copy.getCatalog()))
                            .replace(copy.getCatalog(), database.name())
                            .replace("PRESERVE DISABLE", "PRESERVE ENABLE"));
            for (String column : List.of("f", "d", "e", "s", "b", "u8", "u16", "lat", "bin")) {
                assertEquals(
                        MySqlRehearsalTest.column(connection, exact(column)),
                        MySqlRehearsalTest.column(copy, exact(column)),
                        column);
            }
        }
        assertEquals(before, client.dump(database));
    }

    /** The dump shows fewer digits of a float, and an ENUM that holds no word of it as an empty one. */
    private static String exact(String column) {
        String value =
                switch (column) {
                    case "f", "d" -> "cast(" + column + " + 0e0 as char)";
                    case "e", "s", "b" -> "cast(" + column + " as unsigned)";
                    default -> "hex(" + column + ")";
                };
        return "SELECT ifnull(" + value + ", 'none') FROM everything ORDER BY id";
    }

    private static void createEveryType(Database database) throws SQLException {
        String own = database.engine() == Engine.MARIADB ? "ip inet6, guid uuid" : "ip int, guid int";
        try (Connection connection = database.connect()) {
            MySqlConnection.execute(
                    connection, "SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES', time_zone = '+02:00'");
            MySqlConnection.execute(
                    connection,
                    "CREATE TABLE everything (id int AUTO_INCREMENT PRIMARY KEY, big bigint unsigned, amount decimal(65,30),"
                            + " f float, d double, b bit(64), e enum('a','b') , s set('x','y','z'), z int(8) zerofill,"
                            + " day date, at datetime(6), stamp timestamp(3) NULL, lasting time(6), y year,"
                            + " u8 varchar(40) CHARACTER SET utf8mb4, u16 varchar(20) CHARACTER SET utf16,"
                            + " lat char(10) CHARACTER SET latin1, bin varbinary(300), fixed binary(4), doc json,"
                            + " shape geometry, blobs longblob, sum int AS (z + 1) STORED, " + own + ")");
            MySqlConnection.execute(
                    connection,
                    "INSERT INTO everything (id, big, amount, f, d, b, e, s, z, day, at, stamp, lasting, y, u8, u16, lat, bin,"
                            + " fixed, doc, shape, blobs) VALUES (0, 18446744073709551615,"
                            + " 12345678901234567890123456789012345.123456789012345678901234567891, 0.1, 1e308,"
                            + " b'1111111111111111111111111111111111111111111111111111111111111111', 'b', 'x,z', 42,"
                            + " '0000-00-00', '0000-00-00 00:00:00', '2026-03-29 02:30:00.123', '838:59:59', 0, '🥳''\\\\',"
                            + " 'ä🥳', 'ß ', x'00275c0d0aff', x'0100', '{\"a\": [1.5, \"🥳\", null]}',"
                            + " ST_GeomFromText('POLYGON((0 0,1 0,1 1,0 0))', 4326), repeat(x'00ff27', 200000)),"
                            + " (7, 0, -0.5, -3.4e38, 4.9e-324, 0, '', '', 0, '2026-02-31', '9999-12-31 23:59:59.999999', NULL,"
                            + " '-838:59:59', 2155, '', '', '', '', '', 'null', ST_GeomFromText('POINT(1 2)'), ''),"
                            + " (8, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-00-00', NULL, NULL, '00:00:00.000001',"
                            + " NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)");
            Random random = new Random(7);
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO everything (f, d, bin) VALUES (?, ?, ?)")) {
                for (int i = 0; i < 2000; i++) {
                    byte[] bytes = new byte[random.nextInt(300)];
                    random.nextBytes(bytes);
                    insert.setFloat(1, (float) ((random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(30))));
                    insert.setDouble(2, (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(600) - 300));
                    insert.setBytes(3, bytes);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void bringsTheRowsThatThoseReferTo(Database database) throws SQLException {
        database.execute(
                "CREATE TABLE person (name varchar(20) CHARACTER SET utf8mb4 PRIMARY KEY, boss varchar(20) CHARACTER SET utf8mb4,"
                        + " FOREIGN KEY (boss) REFERENCES person (name))",
                "CREATE TABLE letter (id bigint unsigned PRIMARY KEY, a date, b int, UNIQUE KEY (a, b))",
                "CREATE TABLE part (id int PRIMARY KEY, a date, b int, letter bigint unsigned,"
                        + " FOREIGN KEY (a, b) REFERENCES letter (a, b), FOREIGN KEY (letter) REFERENCES letter (id))",
                "SET foreign_key_checks = 0",
                "INSERT INTO person VALUES ('a', 'Ü'), ('b', 'A'), ('z', NULL), ('ü', 'x'), ('x', 'y'), ('y', 'ü'), ('w', 'nobody')",
                "INSERT INTO letter VALUES (1, '2026-01-01', 1), (2, '2026-01-01', 2), (3, '2026-01-03', 3),"
                        + " (18446744073709551615, '2026-01-09', 9)",
                "INSERT INTO part VALUES (1, '2026-01-09', 9, 3), (2, NULL, 5, 18446744073709551615), (3, '2020-01-01', 1, 2)");
        try (Connection connection = new MySqlDialect().connect(database.config());
                Rehearsal<DialectSession> rehearsal = begun(connection, database, OptionalLong.of(2))) {
            Connection copy = rehearsal.session().connection();
            assertEquals(List.of("1", "2"), MySqlRehearsalTest.column(copy, "SELECT id FROM part ORDER BY id"));
            assertEquals(
                    List.of("1", "2", "3", "18446744073709551615"),
                    MySqlRehearsalTest.column(copy, "SELECT id FROM letter ORDER BY id"));
            assertEquals(
                    List.of("a", "b", "x", "y", "z", "ü"),
                    MySqlRehearsalTest.column(copy, "SELECT name FROM person ORDER BY hex(name)"));
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void passesOverMoreRowsThanAreLookedForAtATimeOfWhichSomeAreMissing(Database database) throws SQLException {
        List<String> children = new ArrayList<>();
        List<String> parents = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            children.add("(" + i + ", " + (i + 5000) + ")");
            if (i % 3 != 0) {
                parents.add("(" + (i + 5000) + ")");
            }
        }
        database.execute(
                "CREATE TABLE parent (id int PRIMARY KEY)",
                "CREATE TABLE child (id int PRIMARY KEY, parent int, FOREIGN KEY (parent) REFERENCES parent (id))",
                "SET foreign_key_checks = 0",
                "INSERT INTO parent VALUES " + String.join(",", parents),
                "INSERT INTO parent SELECT id - 100000 FROM parent",
                "INSERT INTO child VALUES " + String.join(",", children));
        try (Connection connection = new MySqlDialect().connect(database.config());
                Rehearsal<DialectSession> rehearsal = begun(connection, database, OptionalLong.of(3000))) {
            assertEquals(
                    List.of("2000"),
                    MySqlRehearsalTest.column(
                            rehearsal.session().connection(), "SELECT count(*) FROM parent WHERE id > 0"));
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void writesNothingWhereItReads(Database database) throws SQLException {
        database.execute("CREATE TABLE t (id int)");
        try (Connection connection = new MySqlDialect().connect(database.config());
                MySqlScratchConnections connections = MySqlScratchConnections.open(
                        MySqlConnection.of(connection),
                        MySqlServer.of(connection),
                        MySqlSessionSnapshot.read(connection).settings(),
                        request(database, OptionalLong.empty()))) {
            SQLException refusal = assertThrows(
                    SQLException.class, () -> MySqlConnection.execute(connections.real(), "INSERT INTO t VALUES (1)"));
            assertTrue(refusal.getMessage().contains("READ ONLY transaction"), refusal.getMessage());
        }
    }

    @Test
    void refusesAnotherProductAndAnOlderVersionAndNotesWhatMayDiffer() {
        assertRefused("8.4.0", "11.8.1-MariaDB", "another product");
        assertRefused("8.4.0", "8.0.11-TiDB-v7.5.0", "another product");
        assertRefused("9.1.0", "8.4.3", "an older version than that of the database to migrate, mysql 9.1.0");
        assertRefused("11.4.2-MariaDB", "10.11.6-MariaDB", "an older version");
        assertEquals(List.of(), warned);
        require("8.4.0", "8.4.9");
        assertEquals(List.of(), warned);
        require("8.4.0", "8.0.40");
        require("10.11.6-MariaDB", "11.4.2-MariaDB");
        assertEquals(2, warned.size(), warned::toString);
        assertTrue(warned.get(0).contains("happens on mysql 8.0.40, and the database to migrate is on mysql 8.4.0"));
    }

    private void assertRefused(String real, String scratch, String reason) {
        MigriException refusal = assertThrows(MigriException.class, () -> require(real, scratch));
        assertEquals(ErrorCode.DRY_RUN_UNSUPPORTED, refusal.code());
        assertTrue(String.valueOf(refusal.getMessage()).contains(reason), refusal.getMessage());
    }

    private void require(String real, String scratch) {
        MySqlScratchServer.require(MySqlServer.of(real), MySqlServer.of(scratch), text -> warned.add(text.toString()));
    }

    private RehearsalRequest request(Database database, OptionalLong rows) {
        ConnectionConfig here = database.config();
        ConnectionConfig scratch = ConnectionConfig.builder("")
                .host(here.host().orElseThrow())
                .port(here.port().orElseThrow())
                .user(here.user().orElseThrow())
                .password(here.password().orElseThrow())
                .properties(here.properties())
                .build();
        return new RehearsalRequest(
                rows, HistoryTable.USUAL, Optional.of(scratch), message -> {}, text -> warned.add(text.toString()));
    }

    private Rehearsal<DialectSession> begun(Connection connection, Database database, OptionalLong rows)
            throws SQLException {
        Rehearsal<DialectSession> rehearsal =
                new MySqlDialect().session(connection).rehearsals().open(request(database, rows));
        try {
            rehearsal.begin();
            return rehearsal;
        } catch (SQLException | RuntimeException e) {
            rehearsal.close();
            throw e;
        }
    }

    private static List<String> inserts(String dump) {
        return dump.lines().filter(line -> line.startsWith("INSERT")).toList();
    }
}
