package io.migri.dialect.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a session knows of its server: what was said when the connection was made, until the server itself has answered. */
final class PostgresqlKnownServer {
    private final Connection connection;
    private final String name;
    private PostgresqlFeatures features;
    private @Nullable PostgresqlServer answered;

    /** @param version as whoever stands in front of the server gives it */
    PostgresqlKnownServer(Connection connection, String version) {
        this.connection = connection;
        this.name = "postgresql " + PostgresqlServer.firstWord(version);
        this.features = PostgresqlFeatures.of(version);
    }

    /** The product and version, as the connection was told. */
    String name() {
        return name;
    }

    PostgresqlFeatures features() {
        return features;
    }

    /** Asks it, if nobody has. */
    PostgresqlServer itself() throws SQLException {
        PostgresqlServer known = answered;
        if (known == null) {
            known = PostgresqlExamination.server(connection);
            answered(known);
        }
        return known;
    }

    /** It has told along with something else. */
    void answered(PostgresqlServer itself) {
        answered = itself;
        features = PostgresqlFeatures.of(itself.number());
    }
}
