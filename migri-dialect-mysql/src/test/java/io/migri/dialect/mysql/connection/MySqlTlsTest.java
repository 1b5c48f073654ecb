package io.migri.dialect.mysql.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.DatabaseError.Kind;
import io.migri.dialect.mysql.MySqlDialect;
import io.migri.testkit.server.Certificates;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** PEM files against servers that have certificates. Each test has a server of its own, since it starts it again. */
final class MySqlTlsTest {
    private static final String TEMPORARY = "java.io.tmpdir";

    @TempDir
    Path folder;

    private final String temporary = System.getProperty(TEMPORARY);
    private final MySqlDialect dialect = new MySqlDialect();

    @BeforeEach
    void watchTemporaryFiles() throws IOException {
        System.setProperty(
                TEMPORARY, Files.createDirectory(folder.resolve("tmp")).toString());
    }

    @AfterEach
    void restore() {
        System.setProperty(TEMPORARY, temporary);
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MARIADB"})
    void verifiesTheServerAsFarAsTheModeSays(Engine engine) throws IOException, SQLException {
        try (Servers servers = new Servers();
                Database database = encrypted(servers, engine, "server")) {
            String authority = pem("authority.pem");
            assertEncrypted(config(database, Map.of("ssl-ca", authority)));
            assertEncrypted(config(database, Map.of("ssl-ca", pem("both-authorities.pem"))));
            assertEncrypted(config(database, Map.of("ssl-ca", authority, "sslMode", "VERIFY_IDENTITY")));
            Map<String, String> stranger = Map.of("ssl-ca", pem("stranger.pem"));
            assertRefused(config(database, stranger));
            assertRefused(config(database, with(stranger, "sslMode", "VERIFY_IDENTITY")));
            // As with mysql, nobody looks then.
            ConnectionConfig unverified = config(database, with(stranger, "sslMode", "REQUIRED"));
            assertEncrypted(unverified);
            try (Connection connection = dialect.connect(unverified)) {
                assertTrue(
                        dialect.remarks(connection).get(0).startsWith("nobody has verified the server: ssl-ca"),
                        () -> "" + unverified);
            }
            database.server().encrypt("elsewhere");
            assertEncrypted(config(database, Map.of("ssl-ca", authority)));
            assertRefused(config(database, Map.of("ssl-ca", authority, "sslMode", "VERIFY_IDENTITY")));
            assertNothingIsLeft();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MARIADB"})
    void showsTheServerACertificate(Engine engine) throws IOException, SQLException {
        try (Servers servers = new Servers();
                Database database = encrypted(servers, engine, "server")) {
            for (String name : List.of("client", "curve", "edwards")) {
                database.execute(
                        "CREATE USER " + name + "@'%' IDENTIFIED BY 'x' REQUIRE SUBJECT '/CN=" + name + "'",
                        "GRANT ALL ON *.* TO " + name + "@'%'");
            }
            Database client = database.withUser("client", "x");
            String certificate = pem("client-cert.pem");
            for (String key : List.of("client-key.pem", "client-key-pkcs1.pem", "client.pem")) {
                assertEncrypted(config(client, Map.of("ssl-cert", certificate, "ssl-key", pem(key))));
            }
            assertEncrypted(config(client, Map.of("ssl-cert", pem("client.pem"), "ssl-ca", pem("authority.pem"))));
            for (String name : List.of("curve", "edwards")) {
                Map<String, String> files =
                        Map.of("ssl-cert", pem(name + "-cert.pem"), "ssl-key", pem(name + "-key.pem"));
                assertEncrypted(config(database.withUser(name, "x"), files));
                assertEquals(Kind.AUTHENTICATION, refusal(config(client, files)).kind());
            }
            assertEquals(Kind.AUTHENTICATION, refusal(config(client, Map.of())).kind());
            assertNothingIsLeft();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MARIADB"})
    void showsItAgainToEndAStatement(Engine engine) throws IOException, SQLException {
        try (Servers servers = new Servers();
                Database database = encrypted(servers, engine, "server")) {
            database.execute("CREATE USER client@'%' IDENTIFIED BY 'x' REQUIRE SUBJECT '/CN=client'");
            database.execute("GRANT ALL ON *.* TO client@'%'");
            ConnectionConfig config = config(
                    database.withUser("client", "x"),
                    Map.of("ssl-cert", pem("client.pem"), "ssl-ca", pem("authority.pem")));
            try (Connection connection = dialect.connect(config)) {
                MySqlConnection.of(connection).killQuery();
            }
            assertNothingIsLeft();
        }
    }

    private static Database encrypted(Servers servers, Engine engine, String name) throws IOException, SQLException {
        servers.server(engine).encrypt(name);
        return servers.create(engine);
    }

    private static ConnectionConfig config(Database database, Map<String, String> properties) {
        ConnectionConfig usual = database.config();
        return ConnectionConfig.builder(database.name())
                .dialect("mysql")
                .host(database.host())
                .port(database.port())
                .user(database.user())
                .password(usual.password().orElseThrow())
                .properties(with(usual.properties(), properties))
                .build();
    }

    private static Map<String, String> with(Map<String, String> some, String name, String value) {
        return with(some, Map.of(name, value));
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(others);
        return all;
    }

    private void assertEncrypted(ConnectionConfig config) throws SQLException {
        try (Connection connection = dialect.connect(config);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW SESSION STATUS LIKE 'Ssl_cipher'")) {
            assertTrue(row.next());
            assertFalse(row.getString(2).isEmpty());
        }
    }

    private void assertRefused(ConnectionConfig config) {
        DatabaseError refusal = refusal(config);
        assertEquals(Kind.UNREACHABLE, refusal.kind(), refusal::toString);
        assertTrue(refusal.message().startsWith("no encrypted connection could be made"), refusal::message);
    }

    private DatabaseError refusal(ConnectionConfig config) {
        return dialect.explain(
                assertThrows(SQLException.class, () -> dialect.connect(config).close()), "");
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    private String pem(String name) throws IOException {
        return new Certificates(folder.resolve("pem")).file(name).toString();
    }
}
