package io.migri.cli.settings;

import io.migri.api.ConnectionConfig;
import io.migri.api.Secret;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UrlHint;
import io.migri.cli.arguments.UsageException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Puts together which database is meant. */
public final class TargetReader {
    private final Invocation invocation;

    public TargetReader(Invocation invocation) {
        this.invocation = invocation;
    }

    public ConnectionConfig read() {
        String database = invocation
                .value(Setting.DB_NAME)
                .orElseThrow(() -> new UsageException("Missing option " + Setting.DB_NAME.quotedNames() + "."));
        if (UrlHint.isUrl(database)) {
            throw invocation.invalid(
                    Setting.DB_NAME,
                    UrlHint.sentence(database)
                            + (database.regionMatches(true, 0, "file:", 0, 5)
                                    ? " A file of that name is ./file:…"
                                    : ""));
        }
        ConnectionConfig.Builder target = ConnectionConfig.builder(database)
                .dialect(dialect().orElse(null))
                .user(invocation.value(Setting.DB_USER).orElse(null))
                .host(invocation.value(Setting.DB_HOST).orElse(null))
                .schema(invocation.value(Setting.DB_SCHEMA).orElse(null))
                .properties(properties());
        invocation.value(Setting.DB_PORT).ifPresent(text -> target.port(port(text)));
        return target.password(password().orElse(null)).build();
    }

    /** MariaDB speaks MySQL's protocol, and its users may well think of it by its own name. */
    private Optional<String> dialect() {
        return invocation.value(Setting.DIALECT).map(id -> id.equals("mariadb") ? "mysql" : id);
    }

    private boolean isPostgresql() {
        Optional<String> named = dialect();
        return named.isPresent()
                ? named.get().equals("postgresql")
                : invocation.value(Setting.DB_PORT).filter("5432"::equals).isPresent();
    }

    private int port(String text) {
        int port;
        try {
            port = Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw invocation.invalid(Setting.DB_PORT, "'" + text + "' is not a valid integer.");
        }
        if (port < 1 || port > 65535) {
            throw invocation.invalid(Setting.DB_PORT, text + " is not in the range 1<=x<=65535.");
        }
        return port;
    }

    private Map<String, String> properties() {
        Map<String, String> properties =
                new HashMap<>(isPostgresql() ? PostgresqlVariables.properties(invocation) : Map.of());
        for (String property : invocation.values(Setting.DB_PROPERTY)) {
            int equals = property.indexOf('=');
            if (equals > 0) {
                properties.put(property.substring(0, equals), property.substring(equals + 1));
            } else if (!property.isBlank()) {
                throw invocation.invalid(Setting.DB_PROPERTY, "expected KEY=VALUE.");
            }
        }
        return properties;
    }

    private Optional<Secret> password() {
        if (invocation.options().containsKey(Setting.DB_PASS)) {
            return invocation.value(Setting.DB_PASS).map(Secret::of);
        }
        if (invocation.options().containsKey(Setting.DB_PASS_FILE)) {
            return PasswordFile.read(invocation, Setting.DB_PASS_FILE);
        }
        return invocation
                .value(Setting.DB_PASS)
                .map(Secret::of)
                .or(() -> PasswordFile.read(invocation, Setting.DB_PASS_FILE));
    }
}
