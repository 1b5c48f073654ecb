package io.migri.cli.database;

import io.migri.api.Secret;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Layer;
import io.migri.cli.arguments.Setting;
import io.migri.cli.settings.PasswordFile;
import io.migri.cli.url.Part;
import io.migri.cli.url.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a source says that the password is. */
final class Passwords {
    private static final List<Setting> SETTINGS =
            List.of(Setting.DB_PASS, Setting.DB_PASS_STDIN, Setting.DB_PASS_FILE, Setting.DB_PASS_COMMAND);

    private final Invocation invocation;

    Passwords(Invocation invocation) {
        this.invocation = invocation;
    }

    /**
     * Those of options, then those of variables; the first counts.
     *
     * @param url what is said by the option for a URL
     */
    List<PasswordSource> given(Optional<Parts> url) {
        List<PasswordSource> sources = new ArrayList<>(1);
        for (Setting setting : SETTINGS) {
            if (invocation.options().containsKey(setting)) {
                sources.add(source(
                        setting,
                        invocation.given(setting).orElse(""),
                        setting.names().get(0)));
            }
        }
        if (url.isPresent() && url.get().get(Part.PASSWORD).isPresent()) {
            if (!sources.isEmpty()) {
                throw invocation.misused("'--url' holds a password, and "
                        + sources.get(0).place() + " gives one, too. Give one of them.");
            }
            sources.add(PasswordSource.of(url.get().get(Part.PASSWORD).get(), "--url"));
        }
        for (Setting setting : SETTINGS) {
            String value = setting.variable().isEmpty() ? "" : invocation.variable(setting.variable());
            if (!value.isEmpty()) {
                sources.add(source(setting, value, setting.variable()));
            }
        }
        return sources;
    }

    /** Those of a file. */
    List<PasswordSource> of(Layer layer) {
        List<PasswordSource> sources = new ArrayList<>(1);
        for (Setting setting : SETTINGS) {
            layer.value(setting).ifPresent(value -> sources.add(source(setting, value, layer)));
        }
        return sources;
    }

    /** A file that others can change may not have another one sent to the server that it names. */
    private PasswordSource source(Setting setting, String value, Layer layer) {
        String place = layer.place(setting);
        PasswordSource source = source(setting, value, place);
        return setting != Setting.DB_PASS_FILE
                ? source
                : new PasswordSource(place, () -> {
                    if (!layer.isPrivate()) {
                        throw invocation.invalid(setting, place, PasswordFile.NOT_FROM_OTHERS);
                    }
                    return source.reader().get();
                });
    }

    private PasswordSource source(Setting setting, String value, String place) {
        return new PasswordSource(place, () -> switch (setting) {
            case DB_PASS_STDIN -> PasswordInput.read(reason -> invocation.invalid(setting, place, reason));
            case DB_PASS_FILE ->
                value.isEmpty()
                        ? Optional.empty()
                        : PasswordFile.read(value, reason -> invocation.invalid(setting, place, reason));
            case DB_PASS_COMMAND ->
                value.isEmpty()
                        ? Optional.empty()
                        : PasswordCommand.run(value, reason -> invocation.invalid(setting, place, reason));
            default -> Optional.of(value).filter(text -> !text.isEmpty()).map(Secret::of);
        });
    }
}
