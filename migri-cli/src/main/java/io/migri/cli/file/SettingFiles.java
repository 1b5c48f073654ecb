package io.migri.cli.file;

import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Layer;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.output.Printable;
import io.migri.spi.file.UserHome;
import java.io.File;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds and reads the files that count for a command. Where there is none, that is all it does. */
public final class SettingFiles {
    private static final String ENV = ".env";

    private final Invocation invocation;
    private final File directory;
    private final List<Layer> layers = new ArrayList<>(0);
    private final StringBuilder warnings = new StringBuilder();

    private SettingFiles(Invocation invocation, File directory) {
        this.invocation = invocation;
        this.directory = directory;
    }

    /**
     * Those of {@code invocation}.
     *
     * @param directory the working directory
     * @throws UsageException where a file cannot be understood
     */
    public static SettingFiles of(Invocation invocation, File directory) {
        SettingFiles found = new SettingFiles(invocation, directory);
        found.readEnv();
        found.readConfig();
        return found;
    }

    /** The invocation with these files behind it. */
    public Invocation invocation() {
        return layers.isEmpty() ? invocation : invocation.with(layers);
    }

    /** Lines about files that were left out. */
    public String warnings() {
        return warnings.toString();
    }

    private void readEnv() {
        Optional<String> named = invocation.given(Setting.ENV_FILE);
        if (invocation.on(Setting.NO_ENV_FILE)) {
            refuseBoth(Setting.ENV_FILE, Setting.NO_ENV_FILE);
        } else if (named.isPresent()) {
            readEnv(path(Setting.ENV_FILE, named.get()), true);
        } else if (new File(directory, ENV).isFile()) {
            readEnv(new File(directory, ENV).toPath(), false);
        }
    }

    private void refuseBoth(Setting one, Setting other) {
        if (invocation.options().containsKey(one) && invocation.options().containsKey(other)) {
            throw invocation.misused("Give one of " + one.quotedNames() + " and " + other.quotedNames() + ".");
        }
    }

    private void readEnv(Path file, boolean named) {
        try {
            String text = TextFile.read(file);
            layers.add(new EnvLayer(shown(file), EnvText.read(text, invocation.environment())));
        } catch (IOException e) {
            if (named) {
                throw unreadable(Setting.ENV_FILE, file, e);
            }
            String reason = String.valueOf(e.getMessage());
            warn(shown(file) + " is left out: " + reason);
            layers.add(new UnreadLayer(shown(file), reason));
        }
    }

    private void warn(String text) {
        warnings.append("warning: ").append(Printable.text(text)).append('\n');
    }

    /** A file in the working directory is spoken of by its name alone. */
    private Path shown(Path file) {
        Path here = Path.of("");
        return file.startsWith(here.toAbsolutePath()) ? here.toAbsolutePath().relativize(file) : file;
    }

    private Path path(Setting setting, String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw invocation.invalid(setting, "'" + Printable.text(name) + "' cannot be the name of a file.");
        }
    }

    private UsageException unreadable(Setting setting, Path file, IOException failure) {
        return invocation.invalid(setting, "'" + Printable.text(file.toString()) + "': " + failure.getMessage() + ".");
    }

    private void readConfig() {
        Optional<Path> file = config();
        Optional<String> environment = environment();
        if (file.isPresent()) {
            readConfig(file.get(), environment);
        } else if (environment.isPresent()) {
            throw invocation
                    .with(layers)
                    .invalid(Setting.ENVIRONMENT, "there is no " + ConfigSearch.NAME + " that has such a section.");
        }
    }

    private Optional<String> environment() {
        Optional<String> given = invocation.given(Setting.ENVIRONMENT);
        return given.isPresent() || layers.isEmpty() ? given : layers.get(0).value(Setting.ENVIRONMENT);
    }

    private Optional<Path> config() {
        Optional<String> named = invocation.given(Setting.CONFIG);
        if (invocation.on(Setting.NO_CONFIG)) {
            refuseBoth(Setting.CONFIG, Setting.NO_CONFIG);
            return Optional.empty();
        }
        if (named.isPresent()) {
            return Optional.of(path(Setting.CONFIG, named.get()));
        }
        ConfigSearch search = new ConfigSearch(directory, UserHome.of(invocation.environment()));
        Optional<Path> found = search.find();
        if (found.isPresent() && !search.isTrusted(found.get())) {
            warn(found.get() + " is left out: it belongs to somebody else, or everybody may write to it. Name it with"
                    + " --config if you trust it.");
            return Optional.empty();
        }
        return found;
    }

    private void readConfig(Path file, Optional<String> environment) {
        Map<String, Map<Setting, ConfigText.Entry>> sections;
        Path shown = shown(file);
        try {
            sections = ConfigText.read(TextFile.read(file), shown.toString());
        } catch (IOException e) {
            throw invocation.given(Setting.CONFIG).isPresent()
                    ? unreadable(Setting.CONFIG, file, e)
                    : new UsageException(
                            Printable.text(shown + ": " + e.getMessage()) + ". Give --no-config to do without it.");
        }
        Path parent = file.toAbsolutePath().getParent();
        Optional<Path> start = Optional.ofNullable(parent)
                .filter(folder -> !folder.equals(directory.getAbsoluteFile().toPath()));
        environment.ifPresent(name -> layers.add(section(shown, start, sections, name)));
        layers.add(new ConfigLayer(shown, start, sections.getOrDefault("", Map.of()), false));
    }

    private Layer section(
            Path file, Optional<Path> start, Map<String, Map<Setting, ConfigText.Entry>> sections, String name) {
        Map<Setting, ConfigText.Entry> section = name.isEmpty() ? null : sections.get(name);
        if (section == null) {
            List<String> known =
                    sections.keySet().stream().filter(each -> !each.isEmpty()).toList();
            throw invocation
                    .with(layers)
                    .invalid(
                            Setting.ENVIRONMENT,
                            Printable.text(file.toString()) + " has no section [env." + Printable.text(name) + "]"
                                    + (known.isEmpty()
                                            ? "."
                                            : "; it has " + Printable.text(String.join(", ", known)) + "."));
        }
        return new ConfigLayer(file, start, section, true);
    }
}
