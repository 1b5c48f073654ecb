package io.migri.cli.training;

import io.migri.cli.Main;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs command lines one after another in this JVM, which keeps the classes that it loads. What they print is of no use. */
public final class Training {

    /** What TLS needs with servers that prefer other algorithms than those of the course. */
    private static final List<String> OTHER_ALGORITHMS = List.of(
            "com.sun.crypto.provider.HmacCore$HmacSHA256",
            "com.sun.crypto.provider.HmacCore$HmacSHA384",
            "java.security.interfaces.DSAKey",
            "java.security.interfaces.DSAPublicKey",
            "java.security.spec.ECPublicKeySpec",
            "jdk.internal.logger.LoggerFinderLoader",
            "jdk.internal.logger.LoggerFinderLoader$TemporaryLoggerFinder",
            "jdk.internal.access.JavaIOFilePermissionAccess",
            "java.io.FilePermission$1",
            "sun.security.ec.ECDHKeyAgreement",
            "sun.security.provider.certpath.PKIX",
            "sun.security.ssl.ECDHKeyExchange$ECDHECredentials",
            "sun.util.logging.internal.LoggingProviderImpl$JULWrapper");

    /** What looks for files of settings, which lessons have none of. */
    private static final List<String> SETTINGS =
            List.of("io.migri.cli.arguments.Layer", "io.migri.cli.file.ConfigSearch", "io.migri.cli.file.SettingFiles");

    private Training() {}

    /**
     * Runs them.
     *
     * @param arguments a file with one word a line, and an empty line behind each command line
     */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> environment = Map.of("PATH", System.getenv().getOrDefault("PATH", ""));
        List<String> words = Files.readAllLines(Path.of(arguments[0]));
        int start = 0;
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).isEmpty()) {
                Main.run(
                        words.subList(start, i),
                        environment,
                        OutputStream.nullOutputStream(),
                        OutputStream.nullOutputStream());
                start = i + 1;
            }
        }
        OTHER_ALGORITHMS.forEach(Training::load);
        SETTINGS.forEach(Training::load);
        Main.main(new String[] {"--version"});
    }

    /** Not every Java has every one. */
    private static void load(String name) {
        try {
            Class.forName(name, false, Training.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            // Then there is nothing to keep.
        }
    }
}
