package io.migri.dialect.postgresql.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.Secret;
import io.migri.dialect.postgresql.PostgresqlDialect;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A listener that is no server of ours. */
class PostgresqlConnectingTest {
    /** Leads to this machine, and is no name of it. */
    private static final String SOMEWHERE = "0.0.0.0";

    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;

    private final List<String> passwords = new CopyOnWriteArrayList<>();
    private ServerSocket listener;
    private volatile boolean silent;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "listener");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void stop() throws IOException {
        listener.close();
    }

    @Test
    void warnsWhoGaveThePasswordInClear() throws SQLException {
        try (Connection connection = new PostgresqlDialect().connect(config(SOMEWHERE, Map.of()))) {
            List<String> remarks = new PostgresqlDialect().remarks(connection);
            assertEquals(1, remarks.size());
            assertTrue(remarks.get(0).contains("sslmode=verify-full"), remarks.get(0));
        }
        assertEquals(List.of("s3cret"), passwords);
    }

    @Test
    void theSettingThatForbidsItRefusesBeforeAnythingIsSent() {
        for (Map<String, String> property :
                List.of(Map.of("sslmode", "verify-full"), Map.of("requireAuth", "scram-sha-256"))) {
            assertThrows(SQLException.class, () -> new PostgresqlDialect().connect(config(SOMEWHERE, property)));
        }
        assertEquals(List.of(), passwords);
    }

    @Test
    void onThisMachineNobodyListensIn() throws SQLException {
        try (Connection connection = new PostgresqlDialect().connect(config("127.0.0.1", Map.of()))) {
            assertEquals(List.of(), new PostgresqlDialect().remarks(connection));
        }
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() {
        silent = true;
        PostgresqlDialect dialect = new PostgresqlDialect();
        SQLException failure = assertThrows(
                SQLException.class, () -> dialect.connect(config("127.0.0.1", Map.of("loginTimeout", "1"))));
        DatabaseError error = dialect.explain(failure, "");
        assertEquals(DatabaseError.Kind.UNREACHABLE, error.kind());
        assertTrue(error.message().contains("within the limit"), error.message());
        assertFalse(PostgresqlConnectionProperties.of(config("a", Map.of()))
                .getProperty("loginTimeout", "")
                .isEmpty());
    }

    private ConnectionConfig config(String host, Map<String, String> properties) {
        return ConnectionConfig.builder("zoo")
                .host(host)
                .port(listener.getLocalPort())
                .user("keeper")
                .password(Secret.of("s3cret"))
                .properties(properties)
                .build();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread thread = new Thread(() -> serve(socket), "conversation");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                DataInputStream in = new DataInputStream(socket.getInputStream())) {
            OutputStream out = socket.getOutputStream();
            if (silent) {
                in.read();
                in.readAllBytes();
                return;
            }
            int length = in.readInt();
            int request = in.readInt();
            while (request == SSL_REQUEST || request == GSS_REQUEST) {
                out.write('N');
                length = in.readInt();
                request = in.readInt();
            }
            in.skipNBytes(length - 8L);
            out.write(new byte[] {'R', 0, 0, 0, 8, 0, 0, 0, 3});
            if (in.read() != 'p') {
                return;
            }
            byte[] password = in.readNBytes(in.readInt() - 4);
            passwords.add(new String(password, 0, password.length - 1, StandardCharsets.UTF_8));
            out.write(new byte[] {'R', 0, 0, 0, 8, 0, 0, 0, 0});
            for (String parameter : List.of(
                    "server_version\00018.0\0",
                    "client_encoding\0UTF8\0",
                    "standard_conforming_strings\0on\0",
                    "DateStyle\0ISO\0",
                    "integer_datetimes\0on\0")) {
                byte[] text = parameter.getBytes(StandardCharsets.UTF_8);
                out.write(new byte[] {'S', 0, 0, 0, (byte) (text.length + 4)});
                out.write(text);
            }
            out.write(new byte[] {'K', 0, 0, 0, 12, 0, 0, 0, 1, 0, 0, 0, 2});
            out.write(new byte[] {'Z', 0, 0, 0, 5, 'I'});
            in.readAllBytes();
        } catch (IOException e) {
            // the other end has hung up
        }
    }
}
