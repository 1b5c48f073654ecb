package io.migri.badinput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Keeps what every call said, in the file that the system property {@code migri.transcript} names, if any. */
final class Transcript {

    private Transcript() {}

    static void add(List<String> command, Outcome outcome) throws IOException {
        String file = System.getProperty("migri.transcript");
        if (file != null) {
            String entry = "## " + test() + "\n" + String.join(" ", command) + "\n" + outcome.result() + "\n";
            Files.writeString(Path.of(file), entry, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private static String test() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> frame.getClassName().endsWith("IT"))
                        .reduce((first, last) -> last)
                        .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                        .orElse(""));
    }
}
