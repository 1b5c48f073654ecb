package io.migri.core.plugin;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.spi.format.MigrationFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The forms of other tools' migrations at hand, by name. */
public final class FormatRegistry {
    private final Plugins<MigrationFormat> formats;

    private FormatRegistry(Plugins<MigrationFormat> formats) {
        this.formats = formats;
    }

    /** Those that {@code loader} sees. */
    public static FormatRegistry discover(ClassLoader loader) {
        return new FormatRegistry(
                Plugins.discover(MigrationFormat.class, loader, Set.of(), format -> Set.of(format.name())));
    }

    /** All of them, by name. */
    public List<MigrationFormat> all() {
        List<MigrationFormat> all = new ArrayList<>(formats.all());
        all.sort(Comparator.comparing(MigrationFormat::name));
        return all;
    }

    /**
     * The one of that name.
     *
     * @throws MigriException with code {@code CONFIGURATION_INVALID} where there is none of that name
     */
    public MigrationFormat named(String name) {
        return formats.find(name).orElseThrow(() -> MigriException.of(
                        ErrorCode.CONFIGURATION_INVALID, "Migri knows no form of migrations called \"" + name + "\"")
                .help(Text.of(known() + "; others are looked for in ", Option.PLUGINS, formats.reasons()))
                .build());
    }

    private String known() {
        return formats.names().isEmpty() ? "there is no plug-in for any" : "choose one of: " + formats.names();
    }
}
