package io.migri.cli.file;

import io.migri.cli.arguments.Layer;
import io.migri.cli.arguments.Setting;
import io.migri.cli.output.Credentials;
import io.migri.cli.settings.MigrationsDirectory;
import io.migri.spi.file.FileRights;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** {@code migri.toml}, or a section of it. */
final class ConfigLayer implements Layer {
    private static final Set<Setting> PATHS = Set.of(
            Setting.MIGRATIONS_DIR, Setting.TEMPLATE, Setting.DB_PASS_FILE, Setting.DRY_RUN_PASS_FILE, Setting.PYTHON);

    private final Path file;
    private final Optional<Path> directory;
    private final Map<Setting, ConfigText.Entry> entries;
    private final boolean environment;

    /**
     * One part of the file.
     *
     * @param directory where relative paths start; empty for the working directory
     * @param environment whether it is the section that the user has named
     */
    ConfigLayer(Path file, Optional<Path> directory, Map<Setting, ConfigText.Entry> entries, boolean environment) {
        this.file = file;
        this.directory = directory;
        this.entries = entries;
        this.environment = environment;
    }

    @Override
    public List<String> values(Setting setting) {
        ConfigText.Entry entry = entries.get(setting);
        if (entry == null) {
            return List.of();
        }
        Mistrust.check(file, setting, entry.values(), place(setting));
        return isPath(setting, entry.values().get(0))
                ? List.of(resolve(entry.values().get(0)))
                : entry.values();
    }

    /** A program without a slash is looked for on the PATH, and what begins with a scheme is a URL. */
    private static boolean isPath(Setting setting, String value) {
        return PATHS.contains(setting)
                && (setting != Setting.PYTHON || value.indexOf('/') >= 0)
                && !MigrationsDirectory.isUrl(value);
    }

    @Override
    public String place(Setting setting) {
        ConfigText.Entry entry = entries.get(setting);
        return file + (entry == null ? "" : ", line " + entry.line());
    }

    @Override
    public void requireHarmless(String property, String value, Setting setting) {
        Mistrust.checkProperty(file, property, value, place(setting));
    }

    @Override
    public boolean isPrivate() {
        return FileRights.isPrivate(file);
    }

    @Override
    public boolean isEnvironment() {
        return environment;
    }

    @Override
    public String resolve(String path) {
        try {
            return directory.map(start -> start.resolve(path).toString()).orElse(path);
        } catch (InvalidPathException e) {
            return path; // whoever needs it refuses it, and knows for what it is
        }
    }

    @Override
    public List<String> secrets() {
        return Stream.concat(
                        said(Setting.DB_PASS),
                        Stream.of(Setting.URL, Setting.DRY_RUN_URL)
                                .flatMap(this::said)
                                .map(Credentials::inPlaceOfUrl))
                .toList();
    }

    private Stream<String> said(Setting setting) {
        return Stream.ofNullable(entries.get(setting)).flatMap(entry -> entry.values().stream());
    }
}
