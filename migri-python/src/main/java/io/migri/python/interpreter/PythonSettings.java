package io.migri.python.interpreter;

import io.migri.api.text.Installation;
import io.migri.api.text.PluginSetting;
import java.util.List;

/** What this module's users can set and have done, for texts that say so. */
public final class PythonSettings {
    /** Which Python runs migrations. */
    public static final PluginSetting PROGRAM = PluginSetting.of("python.path");

    /** Whatever says so. */
    public static final PluginSetting EVERY_PROGRAM = PluginSetting.everySourceOf("python.path");

    private PythonSettings() {}

    /** How it is run. */
    public static PluginSetting engine(String name) {
        return PluginSetting.of("python.engine", name);
    }

    /** The installation of an environment to run migrations in, with these packages. */
    public static Installation install(String... packages) {
        return new Installation("python", List.of(packages));
    }
}
