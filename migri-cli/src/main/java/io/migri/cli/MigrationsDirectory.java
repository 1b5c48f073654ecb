package io.migri.cli;

/** What {@code --migrations-dir} says. */
final class MigrationsDirectory {
    static final String DEFAULT = "migrations";

    private MigrationsDirectory() {}

    /** The directory, or a URL. */
    static String of(Invocation invocation) {
        return invocation.value(Setting.MIGRATIONS_DIR).orElse(DEFAULT);
    }
}
