package io.migri.core.plugin;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.execution.RuntimeInstaller;
import java.util.Set;

/** The installers at hand, by what they install. */
public final class InstallerRegistry {
    private final Plugins<RuntimeInstaller> installers;

    private InstallerRegistry(Plugins<RuntimeInstaller> installers) {
        this.installers = installers;
    }

    /** Those that {@code loader} sees. */
    public static InstallerRegistry discover(ClassLoader loader) {
        return new InstallerRegistry(
                Plugins.discover(RuntimeInstaller.class, loader, Set.of(), one -> Set.of(one.name())));
    }

    public RuntimeInstaller named(String name) {
        return installers
                .find(name)
                .orElseThrow(() -> new MigriException(
                        ErrorCode.CONFIGURATION_INVALID, "Migri has no plug-in that installs \"" + name + "\""));
    }
}
