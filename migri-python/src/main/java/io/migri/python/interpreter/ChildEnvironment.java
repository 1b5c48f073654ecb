package io.migri.python.interpreter;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The environment of a process that runs migrations: as the user's, but without what opens the database. */
public final class ChildEnvironment {
    private static final Set<String> CREDENTIALS = Set.of(
            "DB_PASS",
            "DB_PASS_FILE",
            "DB_PASS_COMMAND",
            "DATABASE_URL",
            "PGPASSWORD",
            "PGPASSFILE",
            "PGSERVICEFILE",
            "PGSSLPASSWORD",
            "PGSSLKEY",
            "MYSQL_PWD",
            "MARIADB_PASSWORD",
            "MYSQL_PASSWORD");

    private ChildEnvironment() {}

    /** Also takes away what would make the interpreter another one than it is. */
    public static void withoutCredentials(Map<String, String> environment) {
        environment.keySet().removeIf(ChildEnvironment::isKeptBack);
    }

    static boolean isCredential(String name) {
        return CREDENTIALS.contains(name.toUpperCase(Locale.ROOT));
    }

    public static boolean isKeptBack(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return isCredential(name) || upper.startsWith("MIGRI_") || upper.startsWith("PYTHON");
    }
}
