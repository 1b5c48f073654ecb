package io.migri.cli.settings;

import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Layer;
import io.migri.cli.arguments.Setting;
import io.migri.cli.output.Credentials;
import java.util.ArrayList;
import java.util.List;

/** The secrets that options and variables give away, before anything is known to be right. */
public final class GivenSecrets {

    private GivenSecrets() {}

    /** Some may be empty. */
    public static List<String> of(Invocation invocation) {
        List<String> given = new ArrayList<>(invocation.values(Setting.DB_PASS));
        given.add(invocation.variable("MIGRI_DRY_RUN_PASS"));
        given.add(invocation.variable("PGPASSWORD"));
        given.add(invocation.variable("MYSQL_PWD"));
        for (Layer layer : invocation.layers()) {
            given.addAll(layer.secrets());
        }
        given.add(Credentials.ofUrl(invocation.variable(Setting.URL.variable())));
        given.add(Credentials.ofUrl(invocation.variable(Setting.DB_NAME.variable())));
        given.add(Credentials.ofUrl(invocation.variable(Setting.DRY_RUN_URL.variable())));
        given.addAll(PluginSettings.secrets(invocation));
        return given;
    }
}
