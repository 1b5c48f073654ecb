package io.migri.dialect.postgresql.connection;

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
import io.migri.dialect.postgresql.PostgresqlDialect;
import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.spi.DialectSession;
import io.migri.spi.history.HistoryTable;
import io.migri.testkit.fault.TcpProxy;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postgresql.util.GT;

/** How a connection comes about. */
final class PostgresqlConnectTest {
    private static final String SPECIAL = "%^&@:/?# \"'\\+=;,é";

    private final PostgresqlDialect dialect = new PostgresqlDialect();
    private final Database database;

    PostgresqlConnectTest(@TestDatabase(Engine.POSTGRESQL) Database database) {
        this.database = database;
    }

    /** Three for SCRAM, without TLS, and one for the query. */
    @Test
    void asksNothingAfterAuthentication() throws SQLException, IOException {
        try (TcpProxy proxy = TcpProxy.to(database.host(), database.port())) {
            proxy.record();
            try (Connection connection =
                    dialect.connect(database.through(proxy.port()).config())) {
                assertEquals(3, proxy.roundTrips());
                assertTrue(proxy.recorded().contains("application_name\0migri\0"), proxy.recorded());
                dialect.session(connection).history().log(HistoryTable.USUAL).read();
                assertEquals(4, proxy.roundTrips());
            }
        }
    }

    @Test
    void takesNamesAndPasswordsAsTheyAre() throws SQLException {
        String name = PostgresqlText.identifier(SPECIAL);
        database.execute("DROP DATABASE IF EXISTS " + name, "DROP ROLE IF EXISTS " + name);
        database.execute(
                "CREATE ROLE " + name + " LOGIN PASSWORD " + PostgresqlText.literal(SPECIAL),
                "CREATE DATABASE " + name + " OWNER " + name);
        ConnectionConfig config =
                builder(SPECIAL).user(SPECIAL).password(Secret.of(SPECIAL)).build();
        try (Connection connection = dialect.connect(config)) {
            assertEquals(SPECIAL, text(connection, "SELECT current_database()"));
            assertEquals(SPECIAL, text(connection, "SELECT current_user"));
        } finally {
            database.execute("DROP DATABASE " + name, "DROP ROLE " + name);
        }
    }

    @Test
    void looksForNoPasswordByItself() {
        SQLException refusal = assertThrows(SQLException.class, () -> dialect.connect(
                        builder(database.name()).user(database.user()).build())
                .close());
        DatabaseError error = dialect.explain(refusal, "");
        assertEquals(Kind.AUTHENTICATION, error.kind());
        assertEquals("the server wants a password, and none was given", error.message());
    }

    @Test
    void saysInShortWhyThereIsNoConnection() {
        assertRefused(
                Kind.UNREACHABLE,
                "nothing answers there (connection refused)",
                builder("x").port(1).build());
        assertRefused(
                Kind.UNREACHABLE,
                "there is no host of that name",
                builder("x").host("no-such-host.invalid").build());
        assertRefused(
                Kind.UNKNOWN_DATABASE,
                "database \"x y\" does not exist",
                as(builder("x y")).build());
        assertRefused(
                Kind.AUTHENTICATION,
                "password authentication failed for user \"nobody\"",
                builder(database.name())
                        .user("nobody")
                        .password(Secret.of("wrong"))
                        .build());
        assertRefused(
                Kind.UNREACHABLE,
                GT.tr("The server does not support SSL."),
                as(builder(database.name()))
                        .properties(Map.of("sslmode", "require"))
                        .build());
    }

    @Test
    void findsNobodyBehindAUnixSocketThatIsNotThere() {
        ConnectionConfig config = as(builder("x").host("/var/run/nobody")).build();
        SQLException refusal =
                assertThrows(SQLException.class, () -> dialect.connect(config).close());
        assertEquals(Kind.UNREACHABLE, dialect.explain(refusal, "").kind());
    }

    @Test
    void findsAndMakesTablesInTheSchemaThatIsNamed() throws SQLException {
        database.execute("CREATE SCHEMA \"My \"\"own\"\", schema\"");
        ConnectionConfig config =
                as(builder(database.name())).schema("My \"own\", schema").build();
        try (Connection connection = dialect.connect(config)) {
            DialectSession session = dialect.session(connection);
            session.history().log(HistoryTable.USUAL).prepare();
            assertEquals(
                    "My \"own\", schema",
                    text(connection, "SELECT schemaname FROM pg_tables WHERE tablename = 'applied_migration'"));
            assertTrue(session.history().log(HistoryTable.USUAL).read().isPresent());
        }
        try (Connection connection = dialect.connect(database.config())) {
            assertEquals(
                    Optional.empty(),
                    dialect.session(connection)
                            .history()
                            .log(HistoryTable.USUAL)
                            .read());
        }
    }

    @Test
    void saysThatTheSchemaDoesNotExist() throws SQLException {
        ConnectionConfig config = as(builder(database.name())).schema("nowhere").build();
        try (Connection connection = dialect.connect(config)) {
            DialectSession session = dialect.session(connection);
            assertEquals(
                    Optional.empty(), session.history().log(HistoryTable.USUAL).read());
            MigriException refusal = assertThrows(
                    MigriException.class,
                    () -> session.history().log(HistoryTable.USUAL).prepare());
            assertEquals(ErrorCode.CONFIGURATION_INVALID, refusal.code());
            assertTrue(refusal.getMessage().contains("nowhere"), refusal.getMessage());
        }
    }

    @Test
    void namesTheServer() throws SQLException {
        try (Connection connection = dialect.connect(database.config())) {
            String server = dialect.session(connection).server();
            assertTrue(server.matches("postgresql [0-9.]+"), server);
            assertTrue(text(connection, "SHOW server_version").startsWith(server.substring("postgresql ".length())));
        }
    }

    private void assertRefused(Kind kind, String message, ConnectionConfig config) {
        SQLException refusal =
                assertThrows(SQLException.class, () -> dialect.connect(config).close());
        DatabaseError error = dialect.explain(refusal, "");
        assertEquals(kind + ": " + message, error.kind() + ": " + error.message());
        assertFalse(error.toString().contains("wrong"));
    }

    private ConnectionConfig.Builder builder(String name) {
        return ConnectionConfig.builder(name).host(database.host()).port(database.port());
    }

    private ConnectionConfig.Builder as(ConnectionConfig.Builder builder) {
        return builder.user(database.user()).password(Secret.of(database.password()));
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertTrue(row.next());
            return String.valueOf(row.getString(1));
        }
    }
}
