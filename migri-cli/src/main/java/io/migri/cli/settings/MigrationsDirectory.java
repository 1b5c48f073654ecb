package io.migri.cli.settings;

import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.output.Printable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** What {@code --migrations-dir} says. */
public final class MigrationsDirectory {
    public static final String DEFAULT = "migrations";

    /** What begins with a scheme is not for the file system to judge. */
    private static final String URL = "[A-Za-z][A-Za-z0-9+.-]+:.*";

    private MigrationsDirectory() {}

    /**
     * The directory, or a URL.
     *
     * @throws UsageException where it cannot be either
     */
    public static String of(Invocation invocation) {
        String location = invocation.value(Setting.MIGRATIONS_DIR).orElse(DEFAULT);
        try {
            Path unused = Path.of(location);
            return location;
        } catch (InvalidPathException e) {
            if (isUrl(location)) {
                return location;
            }
            throw invocation.invalid(
                    Setting.MIGRATIONS_DIR, "'" + Printable.text(location) + "' cannot be the name of a directory.");
        }
    }

    /** Whether {@code location} begins with a scheme, and so is no path. A single letter may be a drive. */
    public static boolean isUrl(String location) {
        return location.matches(URL);
    }
}
