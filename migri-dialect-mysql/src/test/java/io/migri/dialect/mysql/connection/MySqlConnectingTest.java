package io.migri.dialect.mysql.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.Secret;
import io.migri.dialect.mysql.MySqlDialect;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MySqlConnectingTest {

    /** The listener's queue takes the connection, and nobody ever says a word. */
    @Test
    void aServerThatNeverAnswersIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            ConnectionConfig config = ConnectionConfig.builder("zoo")
                    .host("127.0.0.1")
                    .port(silent.getLocalPort())
                    .user("keeper")
                    .password(Secret.of("s3cret"))
                    .properties(Map.of("connectTimeout", "500"))
                    .build();
            MySqlDialect dialect = new MySqlDialect();
            SQLException failure = assertThrows(SQLException.class, () -> dialect.connect(config));
            assertEquals(
                    DatabaseError.Kind.UNREACHABLE, dialect.explain(failure, "").kind());
        }
    }
}
