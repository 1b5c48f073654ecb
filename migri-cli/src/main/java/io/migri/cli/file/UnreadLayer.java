package io.migri.cli.file;

import io.migri.cli.arguments.Layer;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.output.Printable;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A {@code .env} that is there and cannot be read. It may name the database, so no source behind it may. To whoever has
 * named one already it does not matter.
 */
final class UnreadLayer implements Layer {
    private static final Set<Setting> WHICH_DATABASE =
            Set.of(Setting.URL, Setting.DB_NAME, Setting.DB_HOST, Setting.DB_PORT, Setting.DIALECT);

    private final Path file;
    private final String reason;

    /** @param reason in words that follow the file's name */
    UnreadLayer(Path file, String reason) {
        this.file = file;
        this.reason = reason;
    }

    @Override
    public List<String> values(Setting setting) {
        if (WHICH_DATABASE.contains(setting)) {
            throw new UsageException(Printable.text(file + ": " + reason)
                    + ", and it may name the database. Name one by --url or -n, or give --no-env-file.");
        }
        return List.of();
    }

    @Override
    public String place(Setting setting) {
        return file.toString();
    }

    @Override
    public void requireHarmless(String property, String value, Setting setting) {
        // It says nothing.
    }

    @Override
    public boolean isPrivate() {
        return false;
    }

    @Override
    public List<String> secrets() {
        return List.of();
    }
}
