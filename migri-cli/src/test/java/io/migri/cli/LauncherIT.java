package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the launcher finds itself and a Java. */
class LauncherIT {
    @TempDir
    private Path directory;

    @Test
    void itIsFoundThroughSymbolicLinksAndThePath() throws IOException {
        Path links = Files.createDirectories(directory.resolve("my links"));
        Files.createSymbolicLink(links.resolve("first"), Distribution.launcher());
        Files.createSymbolicLink(links.resolve("migri"), Path.of("first"));
        Distribution migri = migri();
        migri.start(List.of(links.resolve("migri").toString(), "--version"))
                .await()
                .hasStatus(0)
                .complained("");
        migri.with("PATH", links + ":" + System.getenv("PATH"));
        migri.start(List.of("sh", "-c", "migri --version")).await().hasStatus(0).complained("");
    }

    @Test
    void itWorksFromADirectoryWithBlanksInItsName() throws IOException {
        Path home = directory.resolve("a copy of it");
        Path original = Distribution.launcher().resolveSibling("..").toRealPath();
        migri().start(List.of("cp", "-r", original.toString(), home.toString()))
                .await()
                .hasStatus(0);
        migri().start(List.of(home.resolve("bin/migri").toString(), "--version"))
                .await()
                .hasStatus(0)
                .complained("");
    }

    /** As an unknown user of a container whose root is read-only. */
    @Test
    void saysWhatItNeedsWhereNothingCanBeWritten() {
        Distribution migri = migri().with("HOME", "/proc/nowhere")
                .with("XDG_CACHE_HOME", "/proc/nowhere")
                .with("TMPDIR", "/proc/nowhere")
                .with("MIGRI_JAVA_OPTS", "-Djava.io.tmpdir=/proc/nowhere");
        migri.file("migrations/0001_a.sql", "CREATE TABLE a (id int);\n");
        migri.run("-n", "a.db", "migrate")
                .hasStatus(1)
                .complainedOf(
                        "SQLite's native library has to be written to a file, and neither /proc/nowhere/migri nor"
                                + " /proc/nowhere can be used for it; name a folder that this user can write by XDG_CACHE_HOME");
    }

    @Test
    void argumentsReachItAsTheyAre() {
        migri().run("-n", "a.db", "a  b*\"'$(x)\\")
                .hasStatus(2)
                .complainedOf("Error: No such command 'a  b*\"'$(x)\\'.\n");
    }

    @Test
    void aJavaThatIsTooOldIsNamed() throws IOException {
        Path java = java("old", "JAVA_VERSION=\"11.0.2\"");
        migri().with("MIGRI_JAVA", java.toString())
                .run("--version")
                .hasStatus(1)
                .wrote("")
                .complainedOf("error: Migri needs Java 17 or newer; MIGRI_JAVA is version 11 at " + java + "\n");
    }

    @Test
    void anOldJavaHomeIsPassedOver() throws IOException {
        Path java = java("eight", "JAVA_VERSION=\"1.8.0_402\"");
        String own = Path.of(System.getProperty("java.home"), "bin").toString();
        migri().without("MIGRI_JAVA")
                .with("JAVA_HOME", java.resolveSibling("..").toString())
                .with("PATH", own + ":" + System.getenv("PATH"))
                .run("--version")
                .hasStatus(0)
                .complained("");
    }

    @Test
    void aWrongPathIsNamed() {
        migri().with("MIGRI_JAVA", "/nowhere/java")
                .run("--version")
                .hasStatus(1)
                .complainedOf("/nowhere/java");
    }

    @Test
    void furtherOptionsReachJava() {
        migri().with("MIGRI_JAVA_OPTS", "-Xmx64m -Dmigri.stdout.terminal=true")
                .run("--version")
                .hasStatus(0);
        Outcome refused = migri().with("MIGRI_JAVA_OPTS", "-Xmx1x").run("--version");
        assertEquals(1, refused.status(), refused::toString);
    }

    @Test
    void optionsAreNoPatternsOfFiles() throws IOException {
        Files.createFile(directory.resolve("-Dmigri.any=x"));
        Outcome outcome = migri().with("MIGRI_JAVA_OPTS", "-Dmigri.any=? -XshowSettings:properties")
                .run("--version")
                .hasStatus(0);
        assertTrue((outcome.out() + outcome.err()).contains("migri.any = ?\n"), outcome::toString);
    }

    /** Whatever stands there, it is no way to another folder. */
    @Test
    void aStrangeBuildHasNoArchive() throws IOException {
        Path home = directory.resolve("copy");
        Path original = Distribution.launcher().resolveSibling("..").toRealPath();
        migri().start(List.of("cp", "-r", original.toString(), home.toString()))
                .await()
                .hasStatus(0);
        for (String build : List.of("../../../..", "a b", "*", "", "0123:4567")) {
            Files.writeString(home.resolve("lib").resolve("build"), build);
            Outcome outcome = migri().with("MIGRI_JAVA_OPTS", "-XshowSettings:properties")
                    .start(List.of(home.resolve("bin/migri").toString(), "--version"))
                    .await()
                    .hasStatus(0);
            assertFalse((outcome.out() + outcome.err()).contains("migri.archive"), outcome::toString);
        }
    }

    @Test
    void namesAreReadInALocaleThatIsNotInstalled() {
        for (String locale : List.of("xx_YY", "xx_YY.UTF-8", "xx_YY.utf-8", "POSIX", "")) {
            migri().file("migrations/0001_\u00e4.sql", "CREATE TABLE a (id int);\n")
                    .with("LC_ALL", locale)
                    .run("-n", "a" + locale + ".db", "migrate")
                    .hasStatus(0)
                    .wroteLines("Applying migrations", "0001_\u00e4...ok");
        }
    }

    @Test
    void theFolderHoldsAllThatIsNeeded() throws IOException {
        Path lib = Distribution.launcher().resolveSibling("../lib").normalize();
        String manifest = migri().start(List.of("ls", lib.toString())).await().out();
        for (String jar : List.of("migri-cli.jar", "migri-api-", "migri-core-", "migri-dialect-sqlite-", "picocli-")) {
            assertTrue(manifest.contains(jar), manifest);
        }
        for (String jar : List.of("checker-qual", "jakarta", "jep", "junit", "testkit")) {
            assertFalse(manifest.contains(jar), manifest);
        }
    }

    /** A Java that says nothing but its version, in the file that every Java has. */
    private Path java(String name, String release) throws IOException {
        Path bin = Files.createDirectories(directory.resolve(name).resolve("bin"));
        Files.writeString(directory.resolve(name).resolve("release"), "IMPLEMENTOR=\"x\"\n" + release + "\n");
        Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return java;
    }

    private Distribution migri() {
        return new Distribution(directory);
    }
}
