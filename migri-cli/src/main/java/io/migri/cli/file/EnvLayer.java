package io.migri.cli.file;

import io.migri.cli.arguments.Layer;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.output.Credentials;
import io.migri.cli.output.Printable;
import io.migri.spi.file.FileRights;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A file of environment variables, {@code .env}. A line that is not understood matters only to whoever needs its
 * variable.
 */
final class EnvLayer implements Layer {
    /** Which files there are is not for one of them to say. */
    private static final Set<Setting> NOT_HERE =
            Set.of(Setting.CONFIG, Setting.NO_CONFIG, Setting.ENV_FILE, Setting.NO_ENV_FILE);

    private final Path file;
    private final Map<String, EnvText.Entry> entries;

    EnvLayer(Path file, Map<String, EnvText.Entry> entries) {
        this.file = file;
        this.entries = entries;
    }

    @Override
    public List<String> values(Setting setting) {
        String value = setting.variable().isEmpty() || NOT_HERE.contains(setting) ? "" : variable(setting.variable());
        if (value.isEmpty()) {
            return List.of();
        }
        List<String> values = setting == Setting.DB_PROPERTY ? value.lines().toList() : List.of(value);
        Mistrust.check(file, setting, values, place(setting));
        return values;
    }

    @Override
    public String variable(String name) {
        EnvText.Entry entry = entries.get(name);
        if (entry == null) {
            return "";
        }
        if (entry.foreign() && !isPrivate()) {
            throw new UsageException(
                    Printable.text(file + ":" + entry.line()) + ": " + name + " takes a variable of the environment by"
                            + " ${NAME}, and others can change that file. They could send any variable to a server of"
                            + " theirs. Make it yours alone (chown, chmod go-w, also of the directories above it),"
                            + " or write the value itself.");
        }
        return entry.value()
                .orElseThrow(
                        () -> new UsageException(Printable.text(file + ":" + entry.line()) + ": the line that sets "
                                + name + " is not understood. Write " + name + "=value, or " + name + "='value'."));
    }

    @Override
    public String place(Setting setting) {
        EnvText.Entry entry = entries.get(setting.variable());
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
    public List<String> secrets() {
        return Stream.concat(
                        values("DB_PASS", "MIGRI_DRY_RUN_PASS", "PGPASSWORD"),
                        values("DATABASE_URL", "MIGRI_DRY_RUN_URL").map(Credentials::inPlaceOfUrl))
                .toList();
    }

    private Stream<String> values(String... variables) {
        return Stream.of(variables)
                .flatMap(name -> Stream.ofNullable(entries.get(name)))
                .flatMap(entry -> entry.value().stream());
    }
}
