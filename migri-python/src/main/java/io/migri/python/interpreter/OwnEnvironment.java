package io.migri.python.interpreter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The environment that this process was started with, as Linux shows it to other processes of the same user in {@code
 * /proc/<pid>/environ}. Java has a copy of its own.
 */
public final class OwnEnvironment {
    private static final Path SHOWN = Path.of("/proc/self/environ");
    private static final Path NUMBERS = Path.of("/proc/self/stat");
    private static final Path MEMORY = Path.of("/proc/self/mem");
    /** The place of {@code env_start} behind the name of the program (proc(5), field 50). */
    private static final int ENVIRONMENT_START = 50 - 3;

    private OwnEnvironment() {}

    /** Overwrites the values that open the database, so that a migration does not find them there. Where that cannot be, they stay. */
    public static void withhold() {
        System.getenv(); // Java makes its copy when it is asked for the first time
        try {
            byte[] shown = Files.readAllBytes(SHOWN);
            long start = start();
            try (RandomAccessFile memory = new RandomAccessFile(MEMORY.toFile(), "rw")) {
                withhold(memory, start, shown);
            }
        } catch (IOException | RuntimeException e) {
            // another system than Linux, or one that does not let a process write to itself
        }
    }

    private static void withhold(RandomAccessFile memory, long start, byte[] shown) throws IOException {
        int at = 0;
        while (at < shown.length) {
            int end = at;
            int equals = -1;
            for (; end < shown.length && shown[end] != 0; end++) {
                equals = equals < 0 && shown[end] == '=' ? end : equals;
            }
            if (equals > 0 && ChildEnvironment.isCredential(new String(shown, at, equals - at, ISO_8859_1))) {
                byte[] nothing = new byte[end - equals - 1];
                Arrays.fill(nothing, (byte) '*');
                memory.seek(start + equals + 1);
                memory.write(nothing);
            }
            at = end + 1;
        }
    }

    private static long start() throws IOException {
        String numbers = Files.readString(NUMBERS, ISO_8859_1);
        String[] fields = numbers.substring(numbers.lastIndexOf(')') + 2).trim().split(" ", -1);
        return Long.parseUnsignedLong(fields[ENVIRONMENT_START]);
    }
}
