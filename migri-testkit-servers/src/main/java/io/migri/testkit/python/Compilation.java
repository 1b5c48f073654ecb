package io.migri.testkit.python;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What compiling Jep needs of this machine. */
final class Compilation {

    private Compilation() {}

    /** Fails and names all that is missing. */
    static void check(BasePython python) throws IOException {
        List<String> missing = new ArrayList<>();
        Path java = Path.of(System.getProperty("java.home"));
        if (!Files.exists(java.resolve("bin/javac")) || !Files.exists(java.resolve("include/jni.h"))) {
            missing.add("a JDK with javac and include/jni.h: the tests run on " + java);
        }
        if (!Files.exists(python.headers().resolve("Python.h"))) {
            missing.add("Python's headers at " + python.headers() + " (on Debian the package python3-dev)");
        }
        if (!onPath(Optional.ofNullable(System.getenv("CC")).orElse("gcc")) && !onPath("cc") && !onPath("clang")) {
            missing.add("a C compiler: gcc, cc or clang");
        }
        if (!missing.isEmpty()) {
            throw new IOException("jep cannot be compiled for the tests of Python migrations; missing: "
                    + String.join("; ", missing));
        }
    }

    private static boolean onPath(String command) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        for (String folder : path.split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder).resolve(command))) {
                return true;
            }
        }
        return false;
    }
}
