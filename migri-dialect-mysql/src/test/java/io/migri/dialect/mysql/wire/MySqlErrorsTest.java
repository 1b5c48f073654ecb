package io.migri.dialect.mysql.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.DatabaseError.Kind;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.Secret;
import io.migri.dialect.mysql.MySqlDialect;
import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.spi.DialectSession;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.wire.StatementFailedException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import io.migri.testkit.server.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.cert.CertificateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class MySqlErrorsTest {
    /** The offset is where the mark stands; where there is none, none is expected. */
    private static final List<String> WRONG = List.of(
            "INSERT INTO t\nVALUES (1)\n▶FROM x",
            "SELECT a,\n ▶nocol,\n b FROM t",
            "SELECT t.a FROM t WHERE ▶t.nocol = 1",
            "SELECT *\nFROM ▶nosuch",
            "CREATE TABLE u (a int,\n  ▶a int)",
            "ALTER TABLE t ADD INDEX ix (a), ADD INDEX ▶ix (b)",
            "ALTER TABLE t DROP COLUMN ▶zz",
            "INSERT INTO t (a, ▶zz) VALUES (1, 2)",
            "SELECT ▶nofunc(1)",
            "DROP TABLE ▶`nosuch`",
            "CALL ▶nosuch()",
            "SET ▶nosuch=1",
            "CREATE TABLE ▶t (a int)",
            "CREATE TABLE u (a int, PRIMARY KEY (▶zz))",
            "ALTER TABLE t MODIFY a ▶nosuchtype",
            "CREATE PROCEDURE p() BEGIN\n  SELECT 1;\n  SELEKT ▶2;\nEND",
            "SELECT 'é🥳', 1 AS a b ▶c, '" + "x".repeat(200) + "'",
            "SELECT * FROM ▶",
            "INSERT INTO t VALUES (1, 2, 3, 4)");

    @Test
    void whatHasNeitherNumberNorStateHasTheGeneralOne() {
        assertEquals("HY000", MySqlErrors.explain(new SQLException("odd"), "").code());
        assertEquals(
                "42000",
                MySqlErrors.explain(new SQLException("odd", "42000"), "").code());
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void findsThePlace(Database database) throws SQLException {
        database.execute("CREATE TABLE t (a int PRIMARY KEY, b int)");
        for (String marked : WRONG) {
            String statement = marked.replace("▶", "");
            int mark = marked.indexOf('▶');
            // "b c": the servers disagree about the last word that could still be right.
            OptionalInt expected = mark < 0 ? OptionalInt.empty() : OptionalInt.of(mark);
            DatabaseError alone = failure(database, List.of(statement));
            DatabaseError among = failure(database, List.of("DO 1", statement, "DO 2", "SELECT ';', 'x'"));
            assertTrue(near(expected, alone.offset()), () -> alone + " for " + marked);
            assertEquals(alone.offset(), among.offset(), () -> among + " for " + marked);
            assertEquals(alone.message(), among.message());
            assertEquals(Kind.STATEMENT, alone.kind(), alone::toString);
        }
    }

    /** Servers may point to the word before. */
    private static boolean near(OptionalInt expected, OptionalInt actual) {
        return expected.equals(actual)
                || (expected.isPresent() && actual.isPresent() && expected.getAsInt() - actual.getAsInt() == 2);
    }

    private static DatabaseError failure(Database database, List<String> statements) throws SQLException {
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            DialectSession session = new MySqlDialect().session(connection);
            StatementFailedException failure = assertThrows(
                    StatementFailedException.class, () -> session.wire().execute(statements));
            return new MySqlDialect().explain(failure, statements.get(failure.index()));
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void takesAnyPasswordAndDatabaseName(Database database) throws SQLException {
        String password = "%^&@:/?# \"'\\é,;=()[]{}$";
        String name = "we/ird?&=%41 #é`x";
        database.execute(
                "CREATE DATABASE " + MySqlText.identifier(name),
                "CREATE USER odd@'%' IDENTIFIED BY " + "'"
                        + password.replace("\\", "\\\\").replace("'", "''") + "'",
                "GRANT ALL ON *.* TO odd@'%'");
        try (Connection connection = new MySqlDialect()
                .connect(database.named(name).withUser("odd", password).config())) {
            DialectSession session = new MySqlDialect().session(connection);
            session.history().log(HistoryTable.USUAL).prepare();
            session.locks().tryLock(HistoryTable.USUAL).orElseThrow().close();
            session.wire().execute(session.state().restore());
            assertEquals(
                    name, MySqlConnection.text(connection, "SELECT DATABASE()").orElseThrow());
        } finally {
            database.execute("DROP DATABASE " + MySqlText.identifier(name), "DROP USER odd@'%'");
        }
    }

    @Test
    void saysHowToLogInWithoutTls(@TestDatabase(Engine.MYSQL) Database database) throws SQLException {
        database.execute("CREATE USER fresh@'%' IDENTIFIED BY 'fresh'");
        ConnectionConfig config = withProperties(
                database.withUser("fresh", "fresh").config(),
                Map.of("sslMode", "DISABLED", "allowPublicKeyRetrieval", "false"));
        try {
            DatabaseError error = refusal(config);
            assertEquals(Kind.AUTHENTICATION, error.kind());
            assertTrue(error.hint().orElseThrow().contains("allowPublicKeyRetrieval=true"), error::toString);
        } finally {
            database.execute("DROP USER fresh@'%'");
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void tellsRefusalsApart(Database database) throws SQLException {
        database.execute("CREATE USER nobody@'%' IDENTIFIED BY 'x'");
        try {
            assertEquals(
                    Kind.PRIVILEGE,
                    refusal(database.withUser("nobody", "x").config()).kind());
            DatabaseError tls = refusal(withProperties(database.config(), Map.of("sslMode", "VERIFY_CA")));
            assertEquals(Kind.UNREACHABLE, tls.kind());
            assertTrue(tls.message().contains("encrypted"), tls::message);
            assertEquals(
                    Kind.UNREACHABLE,
                    refusal(ConnectionConfig.builder("a").host("nosuch.invalid").build())
                            .kind());
        } finally {
            database.execute("DROP USER nobody@'%'");
        }
    }

    /** The driver compares the names itself, and wraps what it finds as if the network had failed. */
    @Test
    void saysThatTheCertificateIsOfAnotherServer() {
        SQLException failure = new SQLException(
                "Communications link failure", "08S01", new IOException(new CertificateException("of db.example.com")));
        DatabaseError error = new MySqlDialect().explain(failure, "");
        assertEquals(Kind.UNREACHABLE, error.kind());
        assertEquals("no encrypted connection could be made: of db.example.com", error.message());
    }

    @Test
    void saysThatWhatAnswersIsNoServer() throws IOException, InterruptedException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread closer = new Thread(() -> acceptAndClose(silent));
            closer.start();
            DatabaseError error = refusal(ConnectionConfig.builder("a")
                    .host("127.0.0.1")
                    .port(silent.getLocalPort())
                    .build());
            assertEquals(Kind.UNREACHABLE, error.kind());
            assertFalse(error.message().isBlank());
            closer.join();
        }
    }

    @Test
    void refusesASchema() {
        MigriException refusal = assertThrows(MigriException.class, () -> new MySqlDialect()
                .connect(ConnectionConfig.builder("a").schema("b").build()));
        assertEquals(ErrorCode.CONFIGURATION_INVALID, refusal.code());
    }

    @Test
    void asksForADatabaseWhereABorrowedConnectionHasNone(@TestDatabase(Engine.MARIADB) Database database)
            throws SQLException {
        try (Connection connection = database.named("").connect()) {
            DialectSession session = new MySqlDialect().session(connection);
            for (Executable use : List.<Executable>of(
                    () -> session.history().log(new HistoryTable(null, "a")).read(),
                    () -> session.history().log(new HistoryTable(null, "a")).prepare(),
                    () -> session.locks().tryLock(new HistoryTable(null, "a")),
                    session.state()::restore)) {
                assertEquals(
                        ErrorCode.CONFIGURATION_INVALID,
                        assertThrows(MigriException.class, use).code());
            }
        }
    }

    private static void acceptAndClose(ServerSocket socket) {
        try {
            socket.accept().close();
        } catch (IOException closed) {
            throw new AssertionError(closed);
        }
    }

    private static DatabaseError refusal(ConnectionConfig config) {
        SQLException failure = assertThrows(
                SQLException.class, () -> new MySqlDialect().connect(config).close());
        return new MySqlDialect().explain(failure, "");
    }

    private static ConnectionConfig withProperties(ConnectionConfig config, Map<String, String> properties) {
        return ConnectionConfig.builder(config.database())
                .host(config.host().orElseThrow())
                .port(config.port().orElseThrow())
                .user(config.user().orElseThrow())
                .password(Secret.of(config.password().orElseThrow().reveal()))
                .properties(properties)
                .build();
    }
}
