package io.migri.cli.url;

import java.util.Locale;

/** The names that people and URLs have for databases. */
public final class DialectNames {

    private DialectNames() {}

    /**
     * The id of the dialect that is called {@code name}, whatever the case; a name that nobody here knows is an id
     * itself.
     */
    public static String id(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "postgresql", "postgres", "postgressql", "pgsql", "pg", "psql" -> "postgresql";
            case "mysql", "mysql2", "mariadb" -> "mysql";
            case "sqlite", "sqlite3" -> "sqlite";
            default -> name;
        };
    }
}
