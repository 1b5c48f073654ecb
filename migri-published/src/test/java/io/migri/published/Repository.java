package io.migri.published;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder that Migri was published to, by the command in {@code docs/releasing.md}, from a copy of its sources. */
record Repository(Path folder) {

    static Repository publish() throws IOException, InterruptedException {
        Path sources = Project.target().resolve("checkout");
        Path folder = Project.target().resolve("repository");
        Project.delete(folder);
        Project.copySources(Project.root(), sources);
        Maven.ofThisBuild(sources)
                .run(
                        "-q",
                        "-Prelease",
                        "-Dmaven.test.skip=true",
                        "-Dmaven.install.skip=true",
                        "-Dspotless.check.skip=true",
                        // this build has checked the same sources
                        "-Derrorprone.plugin=-g",
                        "-DaltDeploymentRepository=local::" + folder.toUri(),
                        "deploy");
        return new Repository(folder);
    }

    /** The names of what is there, such as {@code migri-core}. */
    List<String> names() throws IOException {
        try (Stream<Path> folders = Files.list(folder.resolve("io/migri"))) {
            return folders.filter(Files::isDirectory)
                    .map(one -> String.valueOf(one.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    /** The file of {@code name} that ends in {@code end}, such as {@code .pom} or {@code -sources.jar}. */
    Path file(String name, String end) {
        String version = Project.version();
        return folder.resolve("io/migri").resolve(name).resolve(version).resolve(name + "-" + version + end);
    }
}
