package io.migri.cli.manual;

import io.migri.cli.arguments.Setting;
import java.util.List;
import java.util.Locale;

/** What can stand after an option, for a shell that completes it. */
enum ValueKind {
    /** Nobody can guess it. */
    ANY,
    FILE,
    DIRECTORY,
    MIGRATION,
    /** A section of {@code migri.toml}. */
    ENVIRONMENT,
    /** One of a few words. */
    CHOICE,
    /** Several of a few words, with commas between them. */
    LIST;

    /** That of a setting that takes a value. */
    static ValueKind of(Setting setting) {
        if (!choices(setting).isEmpty()) {
            return setting == Setting.FAIL_ON ? LIST : CHOICE;
        }
        if (setting == Setting.ENVIRONMENT) {
            return ENVIRONMENT;
        }
        if (setting == Setting.DB_NAME) {
            return FILE; // of SQLite
        }
        return setting.key().equals("to") ? MIGRATION : of(setting.placeholder());
    }

    private static ValueKind of(String placeholder) {
        return switch (placeholder) {
            case "FILE", "PATHS", "PROGRAM" -> FILE;
            case "DIR" -> DIRECTORY;
            default -> ANY;
        };
    }

    /** The words that a setting takes; none where there are too many. */
    static List<String> choices(Setting setting) {
        return switch (setting) {
            case DIALECT -> List.of("postgresql", "mysql", "mariadb", "sqlite");
            case LOG_LEVEL -> List.of("debug", "info", "warning", "error", "critical");
            case COLOR -> List.of("auto", "always", "never");
            case FORMAT -> List.of("auto", "plain", "dbmate", "flyway", "golang-migrate", "goose", "sqlx");
            case OUTPUT -> List.of("text", "json", "ndjson");
            case FAIL_ON -> List.of("loss", "blocking", "rewrite", "never");
            case PYTHON_ENGINE -> List.of("auto", "jep", "process");
            default -> List.of();
        };
    }

    /** What scripts call it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
