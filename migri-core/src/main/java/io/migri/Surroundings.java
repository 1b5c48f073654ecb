package io.migri;

import io.migri.core.plugin.ExaminerRegistry;
import io.migri.core.plugin.InstallerRegistry;
import io.migri.core.plugin.PluginReport;
import io.migri.spi.examination.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What runs depend on beside the database: Java, and the runtimes of migrations in other languages. Safe for use by several threads. */
public final class Surroundings {
    private final ClassLoader loader;
    private final Map<String, String> settings;

    /**
     * The surroundings of runs.
     *
     * @param loader where plug-ins are looked for
     * @param settings as for {@link Migri.Builder#setting}
     */
    public Surroundings(ClassLoader loader, Map<String, String> settings) {
        this.loader = loader;
        this.settings = Map.copyOf(settings);
    }

    /** Looks, and changes nothing. */
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        findings.add(
                Finding.ok("java", System.getProperty("java.version") + " (" + System.getProperty("java.home") + ")"));
        findings.addAll(PluginReport.of(loader));
        findings.addAll(ExaminerRegistry.discover(loader).examine(this::setting));
        return findings;
    }

    /**
     * Installs a runtime for this user alone.
     *
     * @param name such as {@code python}
     * @param packages what migrations want beside it
     * @param progress told what is going on
     * @return what there is now, in one line
     */
    public String install(String name, List<String> packages, Consumer<String> progress) {
        try {
            return InstallerRegistry.discover(loader).named(name).install(packages, this::setting, progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }
}
