package io.migri.testkit.server;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which server the tests of an engine are to run on.
 *
 * @param name what can be set to name another, for messages
 * @param version such as {@code 12} or {@code 10.11}; where there is a URL, that server's own counts
 * @param url where somebody else runs it; null where it is to be started
 */
record WantedServer(
        Engine engine,
        String name,
        String version,
        @Nullable String url) {

    /**
     * The system property {@code migri.test.<engine>} is a URL or a version; the environment variable
     * {@code MIGRI_TEST_<ENGINE>_URL} is a URL. Where neither is set, it is the newest version.
     */
    static WantedServer of(Engine engine) {
        String property = "migri.test." + engine.name().toLowerCase(Locale.ROOT);
        String chosen = System.getProperty(property, "");
        if (!chosen.isEmpty()) {
            return chosen.contains("://")
                    ? new WantedServer(engine, property, newest(engine), chosen)
                    : new WantedServer(engine, property, chosen, null);
        }
        String variable = "MIGRI_TEST_" + engine + "_URL";
        return new WantedServer(engine, variable, newest(engine), System.getenv(variable));
    }

    private static String newest(Engine engine) {
        return switch (engine) {
            case POSTGRESQL -> "18";
            case MYSQL -> "9.7";
            case MARIADB -> "11.8";
            case SQLITE -> "";
        };
    }
}
