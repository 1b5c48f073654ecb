package io.migri.testkit.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whoever ignores a signal passes that on to its children: {@code nohup} does so with SIGHUP, and a script with the SIGINT of its jobs in
 * the background. A program under test gets its signals all the same.
 */
public final class DefaultSignals {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String IGNORED = "SigIgn:";
    private static final int HEXADECIMAL = 16;

    private DefaultSignals() {}

    /** {@code command}, started so that it ignores none of the signals which ask it to end. */
    public static List<String> before(List<String> command) throws IOException {
        List<String> words = new ArrayList<>();
        if (Files.isReadable(STATUS) && ignoresOne(Files.readString(STATUS))) {
            words.addAll(List.of("env", "--default-signal=HUP,INT,QUIT,TERM"));
        }
        words.addAll(command);
        return words;
    }

    /** Whether SIGHUP, SIGINT, SIGQUIT or SIGTERM is ignored. */
    static boolean ignoresOne(String status) {
        long ending = bit(1) | bit(2) | bit(3) | bit(15);
        return status.lines()
                .filter(line -> line.startsWith(IGNORED))
                .map(line -> line.substring(IGNORED.length()).strip())
                .anyMatch(mask -> (Long.parseUnsignedLong(mask, HEXADECIMAL) & ending) != 0);
    }

    private static long bit(int signal) {
        return 1L << (signal - 1);
    }
}
