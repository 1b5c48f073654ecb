package io.migri.core.plugin;

import io.migri.api.MigriException;
import io.migri.api.text.Text;
import io.migri.core.guest.Guests;
import io.migri.spi.AppliedLogProvider;
import io.migri.spi.Dialect;
import io.migri.spi.examination.Examiner;
import io.migri.spi.examination.Finding;
import io.migri.spi.execution.MigrationExecutor;
import io.migri.spi.execution.RuntimeInstaller;
import io.migri.spi.source.MigrationSourceProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Says which plug-ins of others there are, and which of them are broken. */
public final class PluginReport {
    private static final String AREA = "plug-in";
    private static final String REMEDY = "take it out, or report this to the plug-in's author";

    private final ClassLoader loader;
    private final List<Finding> findings = new ArrayList<>();

    private PluginReport(ClassLoader loader) {
        this.loader = loader;
    }

    /** Those that {@code loader} sees. */
    public static List<Finding> of(ClassLoader loader) {
        PluginReport report = new PluginReport(loader);
        report.add("dialect", Dialect.class, dialect -> Set.of(dialect.id()));
        report.add("files of", MigrationExecutor.class, MigrationExecutor::kinds);
        report.add("source", MigrationSourceProvider.class, provider -> Set.of(provider.scheme()));
        report.add("applied log", AppliedLogProvider.class, provider -> Set.of(provider.name()));
        report.add("runtime", RuntimeInstaller.class, installer -> Set.of(installer.name()));
        report.add("examiner", Examiner.class, one -> Set.of(Guests.describe(one)));
        return report.findings;
    }

    private <T> void add(String what, Class<T> type, Function<T, Set<String>> names) {
        Plugins<T> plugins = Plugins.discover(type, loader, Set.of(), names);
        for (T plugin : plugins.all()) {
            if (Guests.isForeign(plugin)) {
                String version =
                        Guests.version(plugin).map(one -> ", version " + one).orElse("");
                findings.add(
                        Finding.ok(AREA, what + plugins.namesOf(plugin) + ": " + Guests.describe(plugin) + version));
            }
        }
        for (MigriException broken : plugins.broken()) {
            findings.add(Finding.problem(AREA, broken.text(), Text.of(REMEDY)));
        }
    }
}
