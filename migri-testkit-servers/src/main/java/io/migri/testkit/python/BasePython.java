package io.migri.testkit.python;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The Python that environments are made from.
 *
 * @param program what runs it
 * @param version such as {@code 3.11.7}
 * @param prefix where it is installed, which tells two of one version apart
 * @param headers where {@code Python.h} should be
 */
record BasePython(String program, String version, String prefix, Path headers) {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final String QUESTION = """
            import sys, sysconfig
            for fact in ("%d.%d.%d" % sys.version_info[:3], sys.prefix, sysconfig.get_path("include")):
                print(fact)
            """;

    static BasePython of(String program) throws IOException {
        List<String> facts = run(List.of(program, "-I", "-c", QUESTION), Duration.ofMinutes(1))
                .lines()
                .toList();
        if (facts.size() != 3) {
            throw new IOException(program + " is not a Python 3: " + facts);
        }
        return new BasePython(program, facts.get(0), facts.get(1), Path.of(facts.get(2)));
    }

    String name() {
        return version + "-" + Integer.toHexString(prefix.hashCode());
    }

    /** @param withPip whether packages are to be installed there */
    void makeEnvironment(Path directory, boolean withPip) throws IOException {
        List<String> command = new ArrayList<>(List.of(program, "-I", "-m", "venv", directory.toString()));
        if (!withPip) {
            command.add("--without-pip");
        }
        run(command, LIMIT);
    }

    /** Compiles what has to be compiled: a wheel that pip keeps may have been made for another Python of the same version. */
    void install(Path environment, List<String> packages) throws IOException {
        Path requirements = Files.write(environment.resolve("requirements.txt"), packages);
        List<String> command = new ArrayList<>(List.of(
                environment.resolve("bin/python3").toString(),
                "-I",
                "-m",
                "pip",
                "install",
                "--quiet",
                "--no-cache-dir",
                "--disable-pip-version-check",
                "--require-hashes",
                "--requirement",
                requirements.toString()));
        run(command, LIMIT);
    }

    private static String run(List<String> command, Duration limit) throws IOException {
        Path output = Files.createTempFile("migri-test", ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .redirectInput(new File("/dev/null"));
            builder.environment().keySet().removeIf(name -> name.startsWith("PYTHON"));
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            // the jar is kept for tests on an older Java too
            builder.environment().merge("JDK_JAVAC_OPTIONS", "--release 17", (given, ours) -> given + " " + ours);
            Process process = builder.start();
            boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
            process.destroyForcibly();
            String text = Files.readString(output, UTF_8);
            if (!ended || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " failed:\n" + text);
            }
            return text;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted: " + command);
        } finally {
            Files.delete(output);
        }
    }
}
