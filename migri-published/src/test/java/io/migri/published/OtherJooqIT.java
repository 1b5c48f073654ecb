package io.migri.published;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An application that has a jOOQ of its own, older or newer than ours, on the class path and on the module path. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(RepositoryParameter.class)
final class OtherJooqIT {
    private final Path directory = Project.target().resolve("other-jooq");
    private final Path sources = Project.root().resolve("migri-published/src/test/application");
    private final Application application;

    OtherJooqIT(Repository repository) throws IOException, InterruptedException {
        Project.delete(directory);
        Files.createDirectories(directory);
        application = Application.dependingOn("migri-dialect-sqlite", repository, directory);
    }

    /**
     * A Java with a jOOQ that runs on it.
     *
     * @param jooq a folder of those that the build has filled
     */
    record Platform(Path java, String jooq, boolean modules) {}

    static List<Platform> platforms() {
        Path ours = Path.of(System.getProperty("java.home"));
        String newest = System.getProperty("migri.jdk25", "");
        List<Platform> platforms = new ArrayList<>();
        for (boolean modules : List.of(false, true)) {
            platforms.add(new Platform(ours, "older", modules));
            if (!newest.isEmpty()) {
                platforms.add(new Platform(Path.of(newest), "newer", modules));
            }
        }
        return platforms;
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void isNotDisturbedByOurs(Platform platform) throws IOException, InterruptedException {
        List<Path> jars = new ArrayList<>(application.jars());
        List<Path> jooq = Maven.jars(Project.target().resolve("jooq").resolve(platform.jooq()));
        jars.addAll(jooq);
        jars.addAll(Maven.jars(Project.target().resolve("jooq/both")));
        Path classes = Files.createTempDirectory(directory, "classes");
        compile(platform, jars, classes);
        Files.createDirectories(classes.resolve("db/migrations"));
        Files.copy(
                sources.resolve("db/migrations/0001_animals.sql"), classes.resolve("db/migrations/0001_animals.sql"));
        String version = String.valueOf(jooq.get(0).getFileName()).replaceAll("jooq-(.*)\\.jar", "$1");
        assertEquals(
                "applied 1, recorded 1, jOOQ " + version + ", Migri in "
                        + (platform.modules() ? "io.migri.core" : null),
                run(platform, jars, classes)
                        .lines()
                        .reduce((first, last) -> last)
                        .orElse(""));
    }

    /** Migri's jars alone, without the annotations that they bear, give the compiler nothing to warn of. */
    @ParameterizedTest
    @MethodSource("platforms")
    void compilesWithoutAWarning(Platform platform) throws IOException, InterruptedException {
        Command.run(
                sources,
                platform.java(),
                List.of(
                        platform.java() + "/bin/javac",
                        "-Xlint:all",
                        "-Werror",
                        "-d",
                        Files.createTempDirectory(directory, "alone").toString(),
                        "-cp",
                        path(application.jars()),
                        "any/body/Migrations.java"));
    }

    private void compile(Platform platform, List<Path> jars, Path classes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                platform.java() + "/bin/javac",
                "-d",
                classes.toString(),
                platform.modules() ? "-p" : "-cp",
                path(jars)));
        if (platform.modules()) {
            command.add("module-info.java");
        }
        command.addAll(List.of("any/body/Application.java", "any/body/Migrations.java"));
        Command.run(sources, platform.java(), command);
    }

    private static String run(Platform platform, List<Path> jars, Path classes)
            throws IOException, InterruptedException {
        List<Path> all = new ArrayList<>(jars);
        all.add(classes);
        List<String> command = new ArrayList<>(List.of(
                platform.java() + "/bin/java",
                "-Dorg.jooq.no-logo=true",
                "-Dorg.jooq.no-tips=true",
                platform.modules() ? "-p" : "-cp",
                path(all)));
        command.addAll(
                platform.modules() ? List.of("-m", "any.body/any.body.Application") : List.of("any.body.Application"));
        command.add(classes.resolveSibling(classes.getFileName() + ".db").toString());
        return Command.run(classes, platform.java(), command);
    }

    private static String path(List<Path> files) {
        return files.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
