package io.migri.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each file of a release, put into an empty root and run there by an unknown user without a home, in the C locale. */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TriedAsAUserIT {
    private static final String SQL = "create table %s (id int);\n";
    private static final String PYTHON = """
            async def migrate(conn) -> bool:
                await conn.execute("insert into a values (1)")
                return True
            """;

    private static final String[] PYTHON_PACKAGES = {
        "python3-minimal",
        "python3.13-minimal",
        "libpython3.13-minimal",
        "libpython3.13-stdlib",
        "zlib1g",
        "libexpat1",
        "libssl3t64",
        "libffi8",
        "libbz2-1.0",
        "liblzma5",
        "libzstd1",
        "libuuid1",
        "libsqlite3-0"
    };

    private final Release release;
    private final Map<Artefact, Root> roots = new EnumMap<>(Artefact.class);

    TriedAsAUserIT(@TempDir Path directory) throws IOException, InterruptedException {
        release = Release.make("release");
        for (Artefact artefact : Artefact.values()) {
            Root root = Root.in(directory.resolve(artefact.name()));
            artefact.install(release, root);
            roots.put(artefact, artefact.name().startsWith("IMAGE") ? root.set("LC_ALL=C.UTF-8") : root);
        }
    }

    @Test
    void isSmall() throws IOException {
        assertTrue(release.megabytes(release.file("-linux-x64.tar.gz")) < 50);
        assertTrue(release.megabytes(release.debianPackage()) < 50);
        assertTrue(release.megabytes(release.file("-image.tar")) < 90);
        assertTrue(release.megabytes(release.file("-image-python.tar")) < 90);
    }

    @Test
    void hasTheChecksumsOfAllFiles() throws IOException, InterruptedException {
        Command.run(release.folder(), "sha256sum", "--check", "--strict", "SHA256SUMS");
        try (var files = Files.list(release.folder())) {
            assertEquals(
                    Files.readAllLines(release.folder().resolve("SHA256SUMS")).size(), files.count() - 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhatItIs(Artefact artefact) throws IOException, InterruptedException {
        Command version = migri(artefact, "--version").hasStatus(0);
        version.said("migri " + System.getProperty("migri.version") + "\n").said("Java ");
        if (artefact != Artefact.ARCHIVE && artefact != Artefact.ZIP) {
            version.said("classes from the archive /");
        }
    }

    @ParameterizedTest
    @EnumSource
    void appliesToSqlite(Artefact artefact) throws IOException, InterruptedException {
        Root root = roots.get(artefact);
        root.file("sqlite/0001_größe.sql", SQL.formatted("\"größe\""));
        String database = "/data/" + artefact + ".db";
        migri(artefact, "-n", database, "migrate", "-m", "/data/sqlite")
                .hasStatus(0)
                .said("0001_größe...ok");
        migri(artefact, "-n", database, "migrate", "-m", "/data/sqlite")
                .hasStatus(0)
                .said("All synced!");
    }

    @ForEachDatabase
    void appliesWhereNothingCanBeWritten(Database database) throws IOException, InterruptedException {
        if (database.engine() == Engine.SQLITE) {
            return;
        }
        List<String> names = new ArrayList<>();
        for (Artefact artefact : Artefact.values()) {
            String name = "000" + (names.size() + 1) + "_a";
            names.add(name);
            String folder = database.engine().dialect() + database.port();
            for (String known : names) {
                roots.get(artefact).file(folder + "/" + known + ".sql", SQL.formatted("t" + known));
            }
            List<String> line = new ArrayList<>(List.of(artefact.program()));
            line.addAll(target(database));
            line.addAll(List.of("migrate", "-m", "/data/" + folder));
            String[] words = line.toArray(String[]::new);
            roots.get(artefact).runFrozen(words).hasStatus(0).said(name + "...ok");
            roots.get(artefact).runFrozen(words).hasStatus(0).said("All synced!");
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysWhyWhereAnSqliteFileCannotBeWritten(Artefact artefact) throws IOException, InterruptedException {
        roots.get(artefact).file("frozen/0001_a.sql", SQL.formatted("a"));
        Command failed = roots.get(artefact)
                .runFrozen(artefact.program(), "-n", "/data/frozen.db", "migrate", "-m", "/data/frozen");
        assertTrue(failed.status() != 0, failed::toString);
        failed.said("error").said("/data");
    }

    @Test
    void runsPythonWhereThereIsOne() throws IOException, InterruptedException {
        for (Artefact artefact : Artefact.values()) {
            Root root = roots.get(artefact);
            root.file("python/0001_a.sql", SQL.formatted("a"));
            root.file("python/0002_row.py", PYTHON);
            Command command = migri(artefact, "-n", "/data/python.db", "migrate", "-m", "/data/python");
            if (artefact == Artefact.IMAGE_WITH_PYTHON) {
                command.hasStatus(0).said("0002_row...ok");
            } else {
                assertTrue(command.status() != 0, command::toString);
                command.said("no Python was found");
            }
        }
    }

    /** Those without a Python of their own run that of the machine. */
    @Test
    void runsThePythonOfTheMachine(@TempDir Path directory) throws IOException, InterruptedException {
        for (Artefact artefact : List.of(Artefact.ARCHIVE, Artefact.LINUX, Artefact.DEBIAN)) {
            Root root = Root.in(directory.resolve(artefact.name())).set("LC_ALL=C.UTF-8");
            artefact.install(release, root);
            root.with(PYTHON_PACKAGES);
            root.file("python/0001_a.sql", SQL.formatted("a"));
            root.file("python/0002_row.py", PYTHON);
            root.run(artefact.program(), "-n", "/data/python.db", "migrate", "-m", "/data/python")
                    .hasStatus(0)
                    .said("0002_row...ok");
        }
    }

    /** A folder for caches, or for what is temporary, or a home, that is not there and cannot be made, is done without. */
    @ParameterizedTest
    @EnumSource
    void doesWithoutTheFoldersThatVariablesName(Artefact artefact) throws IOException, InterruptedException {
        Root root = roots.get(artefact);
        root.file("folders/0001_a.sql", SQL.formatted("a"));
        for (String variable : List.of("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "TMPDIR")) {
            String database = "/data/" + artefact + variable + ".db";
            root.set(variable + "=/nowhere/at/all")
                    .run(artefact.program(), "-n", database, "migrate", "-m", "/data/folders")
                    .hasStatus(0)
                    .said("0001_a...ok");
        }
    }

    @Test
    void isFoundThroughLinks() throws IOException, InterruptedException {
        Root root = roots.get(Artefact.LINUX);
        Path links = Files.createDirectories(root.folder().resolve("usr/local/bin"));
        Files.createSymbolicLink(links.resolve("migri"), Path.of(Artefact.LINUX.program()));
        Files.createSymbolicLink(links.resolve("again"), Path.of("migri"));
        root.run("/usr/local/bin/again", "--version").hasStatus(0).said("/opt/my tools/");
    }

    @Test
    void leavesNothingBehindOnceItIsPurged() throws IOException, InterruptedException {
        Root root = roots.get(Artefact.DEBIAN);
        Path copy = Files.createTempDirectory("purged");
        Command.run(copy, "cp", "-a", root.folder() + "/.", copy.toString());
        Command.run(copy, "dpkg", "--root=" + copy, "--purge", "migri");
        for (String gone : List.of("usr/bin/migri", "usr/lib/migri", "usr/share/doc/migri")) {
            assertTrue(Files.notExists(copy.resolve(gone)), gone);
        }
        Command.run(copy.getParent(), "rm", "-rf", copy.toString());
    }

    @Test
    void isTheSameWhenMadeAgain() throws IOException, InterruptedException {
        Release again = Release.make("again");
        for (String name : List.of(".tar.gz", ".zip", ".cdx.json", "-linux-x64.cdx.json", "-third-party.txt")) {
            assertEquals(-1, Files.mismatch(release.file(name), again.file(name)), name);
        }
        assertEquals(contents(release), contents(again));
    }

    /** The sums and facts of all files in the folder with a Java of its own, without those of the archive of classes. */
    private static String contents(Release release) throws IOException, InterruptedException {
        String list = "tar -tvf '" + release.file("-linux-x64.tar.gz") + "' | grep -v '[.]jsa$'";
        String sums = "tar -xOf '" + release.file("-linux-x64.tar.gz") + "' --exclude='*.jsa' | sha256sum";
        return Command.run(release.folder(), "sh", "-c", list + "; " + sums);
    }

    private Command migri(Artefact artefact, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(artefact.program()));
        line.addAll(List.of(arguments));
        return roots.get(artefact).run(line.toArray(String[]::new));
    }

    private static List<String> target(Database database) {
        return List.of(
                "-d",
                database.engine().dialect(),
                "-n",
                database.name(),
                "-h",
                database.host(),
                "-p",
                String.valueOf(database.port()),
                "-u",
                database.user(),
                "-s",
                database.password());
    }
}
