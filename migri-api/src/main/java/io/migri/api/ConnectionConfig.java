package io.migri.api;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is and who is asking.
 *
 * @param dialect the id of the dialect to use; empty to infer it from the rest
 * @param database the database's name, or the file of a database that lives in one
 * @param host empty for the driver's default
 * @param port empty for the driver's default
 * @param schema where tables without a schema are found and made; empty for what the server chooses
 * @param properties further driver properties, passed on as they are; they win over what Migri sets
 */
public record ConnectionConfig(
        Optional<String> dialect,
        String database,
        Optional<String> host,
        OptionalInt port,
        Optional<String> user,
        Optional<Secret> password,
        Optional<String> schema,
        Map<String, String> properties) {

    public ConnectionConfig {
        requireNonNull(database, "database");
        properties = Map.copyOf(properties);
    }

    /** A configuration that names a database and nothing else. */
    public static ConnectionConfig of(String database) {
        return builder(database).build();
    }

    public static Builder builder(String database) {
        return new Builder(database);
    }

    /** The same place, and another database there. */
    public ConnectionConfig withDatabase(String name) {
        return new ConnectionConfig(dialect, name, host, port, user, password, schema, properties);
    }

    /** The host, port, user and database, without the password or any property. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        user.ifPresent(name -> text.append(name).append('@'));
        host.ifPresent(text::append);
        port.ifPresent(number -> text.append(':').append(number));
        return text.isEmpty() ? database : text.append('/').append(database).toString();
    }

    @Override
    public String toString() {
        return "ConnectionConfig[" + describe() + "]";
    }

    /** Collects a configuration. Not safe for use by several threads. */
    public static final class Builder {
        private final String database;
        private @Nullable String dialect;
        private @Nullable String host;
        private OptionalInt port = OptionalInt.empty();
        private @Nullable String user;
        private @Nullable Secret password;
        private @Nullable String schema;
        private Map<String, String> properties = Map.of();

        private Builder(String database) {
            this.database = requireNonNull(database, "database");
        }

        public Builder dialect(@Nullable String id) {
            this.dialect = id;
            return this;
        }

        public Builder host(@Nullable String host) {
            this.host = host;
            return this;
        }

        public Builder port(int port) {
            this.port = OptionalInt.of(port);
            return this;
        }

        public Builder user(@Nullable String user) {
            this.user = user;
            return this;
        }

        public Builder password(@Nullable Secret password) {
            this.password = password;
            return this;
        }

        public Builder schema(@Nullable String schema) {
            this.schema = schema;
            return this;
        }

        public Builder properties(Map<String, String> properties) {
            this.properties = Map.copyOf(properties);
            return this;
        }

        public ConnectionConfig build() {
            return new ConnectionConfig(
                    Optional.ofNullable(dialect),
                    database,
                    Optional.ofNullable(host),
                    port,
                    Optional.ofNullable(user),
                    Optional.ofNullable(password),
                    Optional.ofNullable(schema),
                    properties);
        }
    }
}
