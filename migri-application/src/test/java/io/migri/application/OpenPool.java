package io.migri.application;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.migri.testkit.server.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** A pool that is closed with this. */
record OpenPool(DataSource source) implements AutoCloseable {

    /** What the pool's connection knows of itself. */
    Map<String, String> facts(Engine engine) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return SessionFacts.of(connection, engine);
        }
    }

    @Override
    public void close() {
        if (source instanceof AutoCloseable closeable) {
            assertDoesNotThrow(closeable::close);
        } else if (source instanceof org.apache.tomcat.jdbc.pool.DataSource tomcat) {
            tomcat.close(true);
        }
    }
}
