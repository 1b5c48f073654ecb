package io.migri.cli.settings;

import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;

/** What {@code --migrations-dir} says. */
public final class MigrationsDirectory {
    public static final String DEFAULT = "migrations";

    private MigrationsDirectory() {}

    /** The directory, or a URL. */
    public static String of(Invocation invocation) {
        return invocation.value(Setting.MIGRATIONS_DIR).orElse(DEFAULT);
    }
}
