package io.migri.python.install;

import io.migri.api.MigriException;
import io.migri.api.text.Text;
import io.migri.python.embedded.JepRequirements;
import io.migri.python.interpreter.Interpreter;
import io.migri.python.interpreter.PythonProbe;
import io.migri.python.interpreter.PythonSettings;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What compiling Jep needs: it comes as source.
 *
 * @param javaHome a JDK
 */
record JepBuild(Path javaHome) {
    /** The version that the adapter was tested with. */
    static final String VERSION = "4.3.2";

    /** Pip takes these sources and nothing else. */
    static final String REQUIREMENT =
            "jep==" + VERSION + " --hash=sha256:4deb6f9f5bc993a0818861efc5323ccc71373c4c38f303fc412998f02dde6e5c";

    /** Java 17 is the oldest that Migri runs on, whichever JDK compiles. */
    private static final String OLDEST_JAVA = "--release 17";

    /**
     * Looks for all of it.
     *
     * @throws MigriException that names all that is missing
     */
    static JepBuild on(Interpreter interpreter, Map<String, String> environment) {
        List<String> missing = new ArrayList<>();
        Optional<Path> jdk = jdk(environment);
        if (jdk.isEmpty()) {
            missing.add("a JDK (with javac and include/jni.h; set JAVA_HOME to it)");
        }
        if (!Files.isRegularFile(interpreter.headers().resolve("Python.h"))) {
            missing.add("Python's headers in " + interpreter.headers() + " (on Debian the package libpython"
                    + JepRequirements.minor(interpreter) + "-dev)");
        }
        if (interpreter.libraries().isEmpty()) {
            missing.add("Python's shared library (on Debian the package libpython" + JepRequirements.minor(interpreter)
                    + "; elsewhere a Python that was built with --enable-shared)");
        }
        if (List.of(environment.getOrDefault("CC", "cc"), "cc", "gcc", "clang").stream()
                .noneMatch(compiler -> onPath(compiler, environment))) {
            missing.add("a C compiler (on Debian the package gcc)");
        }
        if (!missing.isEmpty()) {
            throw PythonProbe.unsuitable(
                    "jep is compiled when it is installed, and this is missing for it: " + String.join("; ", missing),
                    Text.of(
                            "install that, or leave jep out with ",
                            PythonSettings.engine("process"),
                            ", which is enough for every migration"));
        }
        return new JepBuild(jdk.orElseThrow());
    }

    /** What the compilation wants in its environment. */
    Map<String, String> environment(Map<String, String> environment) {
        String options = environment.getOrDefault("JDK_JAVAC_OPTIONS", "");
        return Map.of("JAVA_HOME", javaHome.toString(), "JDK_JAVAC_OPTIONS", (options + " " + OLDEST_JAVA).strip());
    }

    private static Optional<Path> jdk(Map<String, String> environment) {
        return List.of(environment.getOrDefault("JAVA_HOME", ""), System.getProperty("java.home")).stream()
                .filter(home -> !home.isEmpty())
                .map(Path::of)
                .filter(home -> Files.isRegularFile(home.resolve("include").resolve("jni.h")))
                .filter(home -> Files.isExecutable(home.resolve("bin").resolve("javac"))
                        || Files.isExecutable(home.resolve("bin").resolve("javac.exe")))
                .findFirst();
    }

    private static boolean onPath(String command, Map<String, String> environment) {
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder).resolve(command.split(" ", 2)[0]))) {
                return true;
            }
        }
        return false;
    }
}
