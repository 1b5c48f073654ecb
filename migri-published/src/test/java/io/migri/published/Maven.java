package io.migri.published;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs Maven, without a network. */
final class Maven {
    private final Path directory;
    private final List<String> common;

    private Maven(Path directory, List<String> common) {
        this.directory = directory;
        this.common = common;
    }

    /**
     * In {@code directory}, as somebody who builds Migri does: with the downloads of the build that runs these tests. Maven does not
     * publish when it is told that there is no network, so it is told that all is to be had there. Who wrote down what came from where
     * is not asked.
     */
    static Maven ofThisBuild(Path directory) throws IOException {
        return new Maven(
                directory,
                List.of(
                        "-s",
                        settings("builder.xml", Path.of(Project.property("migri.downloads")), "*", ""),
                        "-Daether.enhancedLocalRepository.trackingFilename=none"));
    }

    /**
     * In {@code directory}, as somebody does who finds Migri in {@code repository}. All else is copied from the downloads of the build
     * that runs these tests. What is fetched stays among this module's own files, so that nobody gets a Migri of yesterday.
     */
    static Maven ofAStranger(Path directory, Path repository) throws IOException {
        Path cache = Project.target().resolve("cache");
        Project.delete(cache.resolve("io/migri"));
        return new Maven(directory, List.of("-s", settings("stranger.xml", cache, "*,!migri", """
                  <profiles>
                    <profile>
                      <id>migri</id>
                      <repositories>
                        <repository>
                          <id>migri</id>
                          <url>%s</url>
                        </repository>
                      </repositories>
                    </profile>
                  </profiles>
                  <activeProfiles>
                    <activeProfile>migri</activeProfile>
                  </activeProfiles>
                """.formatted(
                        repository.toUri()))));
    }

    private static String settings(String name, Path cache, String mirrored, String more) throws IOException {
        String settings = """
                <settings>
                  <localRepository>%s</localRepository>
                  <mirrors>
                    <mirror>
                      <id>downloads</id>
                      <mirrorOf>%s</mirrorOf>
                      <url>%s</url>
                    </mirror>
                  </mirrors>
                %s</settings>
                """.formatted(
                cache, mirrored, Path.of(Project.property("migri.downloads")).toUri(), more);
        return Files.writeString(Project.target().resolve(name), settings).toString();
    }

    /** Returns what it printed; fails with that unless all went well. */
    String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Project.property("migri.maven") + "/bin/mvn", "-B"));
        command.addAll(common);
        command.addAll(List.of(arguments));
        return Command.run(directory, Path.of(System.getProperty("java.home")), command);
    }

    /** The jars in the folder {@code lib}, by name. */
    static List<Path> jars(Path lib) throws IOException {
        try (Stream<Path> files = Files.list(lib)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}
