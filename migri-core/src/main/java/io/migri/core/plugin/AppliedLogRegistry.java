package io.migri.core.plugin;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.spi.AppliedLogProvider;
import java.util.Set;

/** The providers of applied logs at hand, by name. */
public final class AppliedLogRegistry {
    private final Plugins<AppliedLogProvider> providers;

    private AppliedLogRegistry(Plugins<AppliedLogProvider> providers) {
        this.providers = providers;
    }

    /** Those that {@code loader} sees. */
    public static AppliedLogRegistry discover(ClassLoader loader) {
        return new AppliedLogRegistry(
                Plugins.discover(AppliedLogProvider.class, loader, Set.of(), provider -> Set.of(provider.name())));
    }

    public AppliedLogProvider named(String name) {
        return providers.find(name).orElseThrow(() -> MigriException.of(
                        ErrorCode.CONFIGURATION_INVALID, "no applied log goes by \"" + name + "\"")
                .help(Text.of(known() + "; others are looked for in ", Option.PLUGINS, providers.reasons()))
                .build());
    }

    private String known() {
        return providers.names().isEmpty()
                ? "there are no others than the dialect's own"
                : "choose one of: " + providers.names();
    }
}
