package io.migri.format.flyway;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.spi.format.FormatContext;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What is set for Flyway. A setting of the user's wins over the environment, that over {@code flyway.toml}, and that over {@code
 * flyway.conf}.
 *
 * @param values by name, without {@code flyway.} in front
 */
record Settings(Map<String, String> values) {
    static final Settings NONE = new Settings(Map.of());

    private static final String PREFIX = "flyway.";
    private static final String PLACEHOLDERS = "placeholders.";
    private static final String PLACEHOLDERS_VARIABLE = "FLYWAY_PLACEHOLDERS_";
    private static final List<String> PROPERTIES = List.of("../conf/flyway.conf", "../flyway.conf", "flyway.conf");
    private static final List<String> TOML = List.of("../conf/flyway.toml", "../flyway.toml", "flyway.toml");

    /** Those that give files other names or another form, and what Migri takes them to be. */
    private static final Map<String, String> FIXED = Map.of(
            "sqlMigrationPrefix", "V",
            "undoSqlMigrationPrefix", "U",
            "repeatableSqlMigrationPrefix", "R",
            "baselineMigrationPrefix", "B",
            "sqlMigrationSeparator", "__",
            "sqlMigrationSuffixes", ".sql",
            "encoding", "UTF-8");

    Settings {
        values = Map.copyOf(values);
    }

    /**
     * Those of the files beside {@code directory}, of the environment, and of the user.
     *
     * @throws MigriException where one of them gives the files a form that Migri does not read
     */
    static Settings of(MigrationSource directory, FormatContext context, Map<String, String> environment)
            throws IOException {
        Map<String, String> all = new HashMap<>();
        for (String name : PROPERTIES) {
            Optional<Migration.Content> file = directory.companion(name);
            if (file.isPresent()) {
                try (InputStream bytes = file.get().open()) {
                    all.putAll(ofProperties(bytes).values);
                }
            }
        }
        for (String name : TOML) {
            Optional<Migration.Content> file = directory.companion(name);
            if (file.isPresent()) {
                try (InputStream bytes = file.get().open()) {
                    put(new Toml(name).read(new String(bytes.readAllBytes(), StandardCharsets.UTF_8)), all);
                }
            }
        }
        environment.forEach((name, value) -> {
            if (name.startsWith(PLACEHOLDERS_VARIABLE)) {
                String placeholder = name.substring(PLACEHOLDERS_VARIABLE.length());
                all.put(PLACEHOLDERS + placeholder.toLowerCase(Locale.ROOT), value);
            }
        });
        put(context.settings(), all);
        FIXED.forEach((name, value) -> {
            if (!all.getOrDefault(name, value).equalsIgnoreCase(value)) {
                throw new MigriException(
                        ErrorCode.FOREIGN_FORMAT,
                        "Flyway's setting " + name + " is \"" + all.get(name) + "\" here; Migri reads files with \""
                                + value + "\" alone");
            }
        });
        return new Settings(all);
    }

    /** Those of a file of Java's properties. */
    static Settings ofProperties(InputStream bytes) throws IOException {
        Properties properties = new Properties();
        properties.load(new InputStreamReader(bytes, StandardCharsets.UTF_8));
        Map<String, String> found = new HashMap<>();
        properties.forEach((name, value) -> found.put(withoutPrefix(name.toString()), value.toString()));
        return new Settings(found);
    }

    private static void put(Map<String, String> found, Map<String, String> all) {
        found.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                all.put(withoutPrefix(name), value);
            }
        });
    }

    private static String withoutPrefix(String name) {
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Whether it is {@code true}; {@code otherwise} where nothing is set. */
    boolean is(String name, boolean otherwise) {
        return value(name).map(Boolean::parseBoolean).orElse(otherwise);
    }

    /** What Flyway's own table is called. */
    String table() {
        return value("table").orElse("flyway_schema_history");
    }

    /** The values of placeholders, by name. */
    Map<String, String> placeholders() {
        Map<String, String> found = new HashMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(PLACEHOLDERS)) {
                found.put(name.substring(PLACEHOLDERS.length()), value);
            }
        });
        return found;
    }
}
