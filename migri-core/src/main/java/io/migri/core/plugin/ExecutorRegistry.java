package io.migri.core.plugin;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.spi.execution.MigrationExecutor;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The executors at hand, by the kind of file that they run. */
public final class ExecutorRegistry {
    private final Plugins<MigrationExecutor> executors;

    private ExecutorRegistry(Plugins<MigrationExecutor> executors) {
        this.executors = executors;
    }

    /** Those that {@code loader} sees, and those in {@code explicit}, which win. */
    public static ExecutorRegistry discover(ClassLoader loader, Collection<MigrationExecutor> explicit) {
        return new ExecutorRegistry(
                Plugins.discover(MigrationExecutor.class, loader, explicit, MigrationExecutor::kinds));
    }

    /** The executor that runs {@code migration}. */
    public MigrationExecutor executor(Migration migration) {
        return executors.find(migration.kind()).orElseThrow(() -> noExecutor(migration));
    }

    /** The kinds of files that somebody here runs. */
    public Set<String> kinds() {
        return executors.namesTaken();
    }

    /** What is wrong with plug-ins that were left out. */
    public List<MigriException> broken() {
        return executors.broken();
    }

    private MigriException noExecutor(Migration migration) {
        return MigriException.of(
                        ErrorCode.CONFIGURATION_INVALID,
                        "Migri has no plug-in that runs ." + migration.kind() + " files, such as " + migration.origin())
                .help("nothing was applied; add the module that runs them; those that are there run: "
                        + executors.names())
                .build();
    }
}
