package io.migri.cli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The standard streams of this process, by their numbers. */
enum StandardStream {
    STDIN("0"),
    STDOUT("1"),
    STDERR("2");

    private final String number;

    StandardStream(String number) {
        this.number = number;
    }

    /**
     * Whether a person sits at its other end. The launcher has looked. A starter that cannot asks for a look at what Linux says. The JVM's
     * own view differs from one release to the next, so without any of them it is no.
     */
    boolean isTerminal() {
        return Boolean.getBoolean("migri." + name().toLowerCase(Locale.ROOT) + ".terminal") || looksLikeOne();
    }

    private boolean looksLikeOne() {
        return System.getProperty("migri.terminals", "").equals("look") && isTerminal(Path.of("/proc/self/fd", number));
    }

    static boolean isTerminal(Path descriptor) {
        try {
            String device = Files.readSymbolicLink(descriptor).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
