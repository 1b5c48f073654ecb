package io.migri.published;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each folder in {@code examples} that has a {@code pom.xml} is a project of its own, which is built with what is in the repository. */
@ExtendWith(RepositoryParameter.class)
final class ExamplesIT {

    static List<String> examples() throws IOException {
        try (Stream<Path> folders = Files.list(Project.root().resolve("examples"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("examples")
    void buildsAndPassesItsTests(String example, Repository repository) throws IOException, InterruptedException {
        Path sources = Project.root().resolve("examples").resolve(example);
        assertTrue(
                Files.readString(sources.resolve("pom.xml")).contains(">" + Project.version() + "<"),
                () -> "examples/" + example + "/pom.xml is for another version of Migri than " + Project.version());
        Path copy = Project.target().resolve("examples").resolve(example);
        Project.copySources(sources, copy);
        Maven.ofAStranger(copy, repository.folder()).run("verify");
    }
}
