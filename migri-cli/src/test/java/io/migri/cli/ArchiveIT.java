package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.ForEachDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archives of classes for the Java that runs the tests. */
class ArchiveIT {
    private static final int OUTSIDE = 10;

    @TempDir
    private static Path cache;

    @TempDir
    private Path directory;

    @BeforeAll
    static void make() {
        // with an umask of 0, as some services have it
        Outcome made = program(cache)
                .start(List.of(
                        "sh",
                        "-c",
                        "umask 0; exec \"$0\" archive",
                        Distribution.launcher().toString()))
                .await();
        assertEquals(0, made.status(), made::toString);
    }

    /** A wrapper around Java, which tests have for their speed, has an archive of its own. */
    private static Distribution program(Path directory) {
        return new Distribution(directory)
                .with("XDG_CACHE_HOME", cache.toString())
                .with("JAVA_HOME", System.getProperty("java.home"))
                .without("MIGRI_JAVA");
    }

    @ForEachDatabase
    void aRunWithNothingToDoFindsItsClassesThere(Database database) throws IOException {
        program(directory).file("migrations/0001_first.sql", "CREATE TABLE first (id int);\n");
        Outcome first = run(database, "");
        assertEquals("Applying migrations\n0001_first...ok\n", first.out(), first::toString);
        Path log = directory.resolve("classes.log");
        Outcome second = run(database, "-Xlog:class+load:file=" + log + ":none");
        assertEquals("All synced! No new migrations to apply! 🥳\n", second.out(), second::toString);
        assertEquals("", second.err());
        List<String> outside = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            if (!line.contains("source: shared objects file") && !isMadeByTheRunItself(line)) {
                outside.add(line);
            }
        }
        assertTrue(Files.readAllLines(log).size() > 1_000, "no log");
        assertTrue(outside.size() <= OUTSIDE, () -> outside.size() + ":\n" + String.join("\n", outside));
    }

    /** Forms of method handles, which Java 17 cannot keep, and events, which no Java keeps. */
    private static boolean isMadeByTheRunItself(String line) {
        return line.startsWith("java.lang.invoke.")
                || line.startsWith("jdk.internal.event.")
                || line.contains("source: __");
    }

    private Outcome run(Database database, String options) {
        List<String> arguments = new ArrayList<>(List.of("migrate", "-n", database.name(), "-d"));
        arguments.add(database.engine().dialect());
        if (!database.host().isEmpty()) {
            arguments.addAll(List.of("-h", database.host(), "-p", Integer.toString(database.port())));
            arguments.addAll(List.of("-u", database.user()));
        }
        return program(directory)
                .with("DB_PASS", database.password())
                .with("MIGRI_JAVA_OPTS", options)
                .run(arguments.toArray(String[]::new));
    }

    @Test
    void oneThatOthersCanWriteIsNotUsed() throws IOException {
        Path archive = archive();
        assertTrue(used(program(directory)));
        Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertFalse(used(program(directory)));
        Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-------"));
        assertFalse(used(program(directory).with("MIGRI_ARCHIVE", "no")));
    }

    @Test
    void oneWhoseFolderOthersCanReplaceIsNotUsed() throws IOException {
        for (Path folder = archive().getParent(); folder.startsWith(cache); folder = folder.getParent()) {
            var before = Files.getPosixFilePermissions(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            assertFalse(used(program(directory)), folder::toString);
            Files.setPosixFilePermissions(folder, before);
        }
        var before = Files.getAttribute(cache, "unix:mode");
        Files.setAttribute(cache, "unix:mode", 01777);
        assertTrue(used(program(directory)), "nobody can replace what is in a sticky folder");
        Files.setAttribute(cache, "unix:mode", before);
    }

    @Test
    void oneInAFolderOfSomebodyElseIsNotUsed() throws IOException {
        Path folder = cache.resolve("migri");
        assumeTrue(Files.getAttribute(folder, "unix:uid").equals(0), "only root can give it away");
        for (Path given : List.of(folder, folder.resolve("archives"), archive().getParent(), archive())) {
            Files.setAttribute(given, "unix:uid", 65534);
            assertFalse(used(program(directory)), given::toString);
            Files.setAttribute(given, "unix:uid", 0);
        }
        assertTrue(used(program(directory)));
    }

    @Test
    void oneBehindALinkIsUsedWhereItIs() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), cache);
        assertTrue(used(program(directory).with("XDG_CACHE_HOME", link.toString())));
        Path archive = archive();
        Path elsewhere = Files.move(archive, cache.resolve("elsewhere"));
        Files.createSymbolicLink(archive, elsewhere);
        assertFalse(used(program(directory)));
        Files.delete(archive);
        Files.move(elsewhere, archive);
    }

    @Test
    void theDoctorTellsWhetherThereIsOne() throws IOException {
        String path = archive().toRealPath().toString();
        assertTrue(doctor("yes").contains("start       OK       from the archive of classes " + path), doctor("yes"));
        assertTrue(doctor("no").contains("start       OK       without an archive of classes"), doctor("no"));
    }

    private String doctor(String wanted) {
        return program(directory).with("MIGRI_ARCHIVE", wanted).run("doctor").out();
    }

    /** The flags say so; whether Java finds its classes there is asked above. */
    private static boolean used(Distribution program) {
        Outcome outcome =
                program.with("MIGRI_JAVA_OPTS", "-XX:+PrintCommandLineFlags").run("--version");
        assertEquals(0, outcome.status(), outcome::toString);
        return outcome.out().contains(cache + "/migri/archives/");
    }

    /** That nobody is there to whom it would matter. */
    @Test
    void noneIsMadeWithoutATerminal(@TempDir Path empty) throws IOException {
        Outcome outcome =
                program(directory).with("XDG_CACHE_HOME", empty.toString()).run("--version");
        assertEquals(0, outcome.status());
        try (Stream<Path> files = Files.list(empty)) {
            assertEquals(List.of(), files.toList());
        }
    }

    private static Path archive() throws IOException {
        try (Stream<Path> files = Files.walk(cache.resolve("migri/archives"))) {
            return files.filter(file -> file.toString().endsWith(".jsa"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
