package io.migri.dialect.postgresql.connection;

import io.migri.dialect.postgresql.language.PostgresqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a session knows of its server: what was said when the connection was made, until the server itself has answered. */
public final class PostgresqlKnownServer {
    private final Connection connection;
    private final String name;
    private PostgresqlFeatures features;
    private @Nullable PostgresqlServer answered;

    /** @param version as whoever stands in front of the server gives it */
    public PostgresqlKnownServer(Connection connection, String version) {
        this.connection = connection;
        this.name = "postgresql " + PostgresqlServer.firstWord(version);
        this.features = PostgresqlFeatures.of(version);
    }

    /** The product and version, as the connection was told. */
    public String name() {
        return name;
    }

    public PostgresqlFeatures features() {
        return features;
    }

    /** Why it does not take a statement; empty where it does, and wherever that is not certain. Sends nothing. */
    public Optional<String> lacks(PostgresqlStatement statement) {
        return features.missing(statement).map(feature -> feature + ", and this server is " + name);
    }

    /** Asks it, if nobody has. */
    public PostgresqlServer itself() throws SQLException {
        PostgresqlServer known = answered;
        if (known == null) {
            known = PostgresqlExamination.server(connection);
            answered(known);
        }
        return known;
    }

    /** It has told along with something else. */
    public void answered(PostgresqlServer itself) {
        answered = itself;
        features = PostgresqlFeatures.of(itself.number());
    }
}
