package io.migri.cli.settings;

import io.migri.Migri;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.output.Redaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the user says to plug-ins, and which of them keeps the history. */
public record PluginSettings(Invocation invocation) {

    /** The settings by name; a later one wins. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String given : given(invocation)) {
            int equals = given.indexOf('=');
            if (equals < 1) {
                throw invocation.invalid(
                        Setting.PLUGIN_SETTING,
                        (equals < 0 ? "what is given has no '='" : "there is no name before the '='")
                                + "; it must have the form KEY=VALUE, such as s3.region=eu-west-1.");
            }
            settings.put(given.substring(0, equals), given.substring(equals + 1));
        }
        return settings;
    }

    /**
     * Passes them on.
     *
     * @throws UsageException where one has no name
     */
    public Migri.Builder applyTo(Migri.Builder migri) {
        for (Map.Entry<String, String> setting : settings().entrySet()) {
            migri.setting(setting.getKey(), setting.getValue());
        }
        Optional<String> log = invocation.value(Setting.APPLIED_LOG);
        return log.isPresent() ? migri.appliedLog(log.get()) : migri;
    }

    /** The values of those whose names say that they are secrets. */
    static List<String> secrets(Invocation invocation) {
        List<String> secrets = new ArrayList<>();
        for (String given : given(invocation)) {
            int equals = given.indexOf('=');
            if (equals > 0 && Redaction.isSecret(given.substring(0, equals))) {
                secrets.add(given.substring(equals + 1));
            }
        }
        return secrets;
    }

    private static List<String> given(Invocation invocation) {
        List<String> given = invocation.values(Setting.PLUGIN_SETTING);
        if (!given.isEmpty() || invocation.options().containsKey(Setting.PLUGIN_SETTING)) {
            return given;
        }
        Optional<String> layered = invocation.value(Setting.PLUGIN_SETTING);
        return layered.isPresent() ? layered.get().lines().toList() : List.of();
    }
}
