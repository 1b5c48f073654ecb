package io.migri.cli.command;

import io.migri.cli.manual.Manual;
import java.io.IOException;
import java.nio.file.Path;

/** Writes what a distribution has in {@code share}: completions and the manual page. The build calls it. */
public final class ManualFiles {

    private ManualFiles() {}

    /**
     * Writes them.
     *
     * @param arguments the folder {@code share}, the version, and its date or time
     */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), arguments[1], arguments[2]);
    }

    /** Writes the files below {@code share}, in place of older ones. */
    static void write(Path share, String version, String time) throws IOException {
        new Manual(new Commands().syntaxes()).write(share, version, time.substring(0, Math.min(10, time.length())));
    }
}
