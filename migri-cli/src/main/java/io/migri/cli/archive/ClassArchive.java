package io.migri.cli.archive;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.migri.spi.file.PrivateFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The archive of classes that the launcher looks for. It holds for one Java and for the jars of one installation; the
 * JVM itself checks both, and does without it where they do not fit.
 *
 * <p>From Java 25 on it lies on a cache of what every run needs. Java loads all classes of a cache before it starts,
 * and each takes some microseconds. It loads those of an archive when a run needs them.
 *
 * @see <a href="https://openjdk.org/jeps/514">JEP 514: ahead-of-time command-line ergonomics</a>
 * @see <a href="https://openjdk.org/jeps/350">JEP 350: dynamic archives of class data</a>
 */
public final class ClassArchive {
    /** The first Java that makes a cache of linked classes in one step. */
    private static final int AHEAD_OF_TIME = 25;

    /** An archive remembers where its cache was, unless that is the one which its Java starts from anyway. */
    private static final String BUNDLED = "migri.archive.bundled";

    private static final String CACHE = ".aot";
    private static final String TRAINING = "io.migri.cli.training.Training";
    private static final long LIMIT_SECONDS = 120;

    /** All that it needs of the environment, and no password. */
    private static final Set<String> KEPT =
            Set.of("PATH", "HOME", "XDG_CACHE_HOME", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE", "TZ");

    private final Path file;
    private final Path jar;

    private ClassArchive(Path file, Path jar) {
        this.file = file;
        this.jar = jar;
    }

    /** The one of this process; empty if it was started without the launcher, or if that has no place for one. */
    public static Optional<ClassArchive> ofThisProcess() {
        String file = System.getProperty("migri.archive", "");
        String jar = System.getProperty("java.class.path", "");
        return file.isEmpty() || !jar.endsWith(".jar")
                ? Optional.empty()
                : Optional.of(new ClassArchive(Path.of(file), Path.of(jar).toAbsolutePath()));
    }

    /** Whether the launcher wants one to be made after this run. */
    public static boolean isWanted() {
        return System.getProperty("migri.archive.wanted") != null;
    }

    /** Where it is, or will be. */
    public Path file() {
        return file;
    }

    /** Where that of this process is; empty if it has none, or if its Java does without it because it does not fit. */
    public static Optional<String> used() {
        return Optional.ofNullable(System.getProperty("migri.archive.used"))
                .filter(path -> System.getProperty("java.vm.info", "").contains("sharing"));
    }

    /**
     * Makes it, which takes seconds. Nobody sees it before it is whole. One that is there is replaced.
     *
     * @throws IOException if that cannot be done; its message says why
     */
    public void make() throws IOException {
        PrivateFolder folder = folder();
        PrivateFolder work = folder.fresh("making-");
        try {
            make(work.path(), folder);
        } finally {
            work.delete();
        }
    }

    private PrivateFolder folder() throws IOException {
        return PrivateFolder.make(file.resolveSibling(".").normalize());
    }

    private void make(Path work, PrivateFolder folder) throws IOException {
        String name = file.getFileName().toString();
        Path archive = work.resolve("archive");
        List<String> flags = new ArrayList<>(List.of("-XX:ArchiveClassesAtExit=" + archive));
        if (isAheadOfTime()) {
            Path cache = work.resolve("cache");
            try (Course course = Course.ofEveryRun(work)) {
                make(cache, course, work, "-XX:AOTCacheOutput=" + cache);
            }
            folder.deleteFile(name); // does not fit the new cache
            if (Boolean.getBoolean(BUNDLED)) {
                Files.move(
                        cache,
                        Path.of(System.getProperty("java.home"), "lib", "server", "classes.jsa"),
                        REPLACE_EXISTING);
            } else {
                flags.add("-XX:SharedArchiveFile="
                        + folder.adopt(cache, name.substring(0, name.lastIndexOf('.')) + CACHE));
            }
        }
        try (Course course = Course.ofAll(work, hasPython())) {
            make(archive, course, work, flags.toArray(String[]::new));
        }
        folder.adopt(archive, name);
    }

    private void make(Path unfinished, Course course, Path work, String... flags) throws IOException {
        Path log = work.resolve("log");
        Path lines = work.resolve("lines");
        Files.writeString(lines, text(course.lessons()));
        await(command(lines, flags).redirectOutput(log.toFile()).start());
        if (!Files.isRegularFile(unfinished)) {
            throw new IOException(
                    "Java made no archive: " + Files.readString(log).strip());
        }
    }

    private static String text(List<Lesson> lessons) {
        StringBuilder text = new StringBuilder();
        for (Lesson lesson : lessons) {
            lesson.line().forEach(word -> text.append(word).append('\n'));
            text.append('\n');
        }
        return text.toString();
    }

    private static boolean hasPython() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, "python3"))) {
                return true;
            }
        }
        return false;
    }

    private ProcessBuilder command(Path lines, String... flags) {
        List<String> arguments = new ArrayList<>(
                List.of("-XX:-UsePerfData", "-Xlog:disable", "-Dcom.mysql.cj.disableAbandonedConnectionCleanup=true"));
        arguments.addAll(List.of(flags));
        arguments.addAll(List.of("-cp", jar.toString(), TRAINING, lines.toString()));
        return java(arguments.toArray(String[]::new));
    }

    /** Another process of this Java, with the flags of the launcher and nobody's else. What it says goes one way. */
    private static ProcessBuilder java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(KEPT);
        return builder.redirectInput(new File("/dev/null")).redirectErrorStream(true);
    }

    private static void await(Process process) throws IOException {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("Java did not end within " + LIMIT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * Has it made by a process of its own, which goes on when this one ends. Whether that succeeds nobody is told: the next run starts
     * as this one did.
     */
    public void makeInBackground() {
        try {
            folder();
            java("-Dmigri.archive=" + file, "-jar", jar.toString(), "archive")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // Runs start as before.
        }
    }

    private static boolean isAheadOfTime() {
        return Runtime.version().feature() >= AHEAD_OF_TIME;
    }
}
