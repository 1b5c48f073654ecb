package io.migri.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is in the repository. */
@ExtendWith(RepositoryParameter.class)
final class RepositoryIT {
    private static final List<String> JARS = List.of(
            "migri-api",
            "migri-cli",
            "migri-core",
            "migri-dialect-mysql",
            "migri-dialect-postgresql",
            "migri-dialect-sqlite",
            "migri-formats",
            "migri-jooq",
            "migri-picocli",
            "migri-python",
            "migri-testkit");

    private final Repository repository;

    RepositoryIT(Repository repository) {
        this.repository = repository;
    }

    @Test
    void holdsWhatIsForOthersAndNothingElse() throws IOException {
        List<String> expected = new ArrayList<>(JARS);
        expected.add("migri-bom");
        assertEquals(expected.stream().sorted().toList(), repository.names());
    }

    @Test
    void hasSourcesAndJavadocForEachJar() throws IOException {
        for (String name : JARS) {
            assertTrue(Files.size(repository.file(name, ".jar")) > 1000, name);
            assertTrue(Files.size(repository.file(name, "-sources.jar")) > 1000, name);
            assertTrue(Files.size(repository.file(name, "-javadoc.jar")) > 300, name);
        }
    }

    @Test
    void givesEachJarANameAsAModule() throws IOException {
        for (String name : JARS) {
            try (JarFile jar = new JarFile(repository.file(name, ".jar").toFile())) {
                String module = jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name");
                assertEquals(name.replace('-', '.').replace("migri.", "io.migri."), module);
            }
        }
    }

    @Test
    void hasTheLicenceInEachJar() throws IOException {
        for (String name : JARS) {
            try (JarFile jar = new JarFile(repository.file(name, ".jar").toFile())) {
                assertTrue(jar.getEntry("META-INF/LICENSE") != null, name);
                assertTrue(jar.getEntry("META-INF/NOTICE") != null, name);
            }
        }
    }

    @Test
    void describesEachModuleInFull() throws IOException {
        for (String name : repository.names()) {
            String pom = Files.readString(repository.file(name, ".pom"));
            for (String element : List.of("name", "description", "url", "license", "developer", "scm", "connection")) {
                assertTrue(pom.contains("<" + element), () -> name + " lacks " + element + ":\n" + pom);
            }
            assertFalse(pom.contains("${"), () -> name + " leaves something open:\n" + pom);
            assertFalse(
                    pom.contains(Project.root().toString()), () -> name + " names a folder of this machine:\n" + pom);
            assertFalse(pom.contains("<parent>"), () -> name + " cannot be read by itself:\n" + pom);
        }
    }

    @Test
    void namesEachJarInTheBom() throws IOException {
        String bom = Files.readString(repository.file("migri-bom", ".pom"));
        List<String> names = Pattern.compile(
                        "<dependency>\\s*<groupId>(.*?)</groupId>\\s*<artifactId>(.*?)</artifactId>\\s*<version>(.*?)</version>")
                .matcher(bom)
                .results()
                .map(RepositoryIT::coordinates)
                .sorted()
                .toList();
        assertEquals(
                JARS.stream()
                        .map(name -> "io.migri:" + name + ":" + Project.version())
                        .toList(),
                names);
    }

    private static String coordinates(MatchResult found) {
        return found.group(1) + ":" + found.group(2) + ":" + found.group(3);
    }

    /** The jars of this build, which are on the class path of its tests, and those of a build in another folder. */
    @Test
    void holdsTheSameBytesWhoeverBuildsThem() throws IOException {
        List<Path> here = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(file -> file.startsWith(Project.root()) && !file.startsWith(Project.target()))
                .filter(file -> file.toString().endsWith(".jar"))
                .toList();
        assertTrue(here.size() >= 8, here::toString);
        for (Path one : here) {
            Path other = repository.file(
                    JARS.stream()
                            .filter(name ->
                                    one.endsWith(repository.file(name, ".jar").getFileName()))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError(one + " is not published")),
                    ".jar");
            assertEquals(-1, Files.mismatch(one, other), () -> one + " and " + other);
        }
    }
}
