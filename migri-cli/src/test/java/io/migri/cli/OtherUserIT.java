package io.migri.cli;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.migri.testkit.fault.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Root runs Migri where another user swaps files for links all the time. What is root's stays as it is, and nothing of the other
 * user's is executed. As any other user than root this cannot be tried.
 */
class OtherUserIT {
    private static final int NOBODY = 65534;
    private static final int ROUNDS = 100;

    /**
     * As the other user, in turn at each name: a link to the secret file, to the folder, to nothing, a second name of the file (which most
     * kernels forbid), a file, a folder, a journal and nothing. It shortens no file that is there: SQLite shares memory by one beside the
     * database, and whoever cuts that off ends the process. It ends with its parent. Its arguments are the secret file, the folder, and the names; where one
     * ends in /* it is that of all that is made there.
     */
    private static final String RACER = """
            import glob, itertools, os, shutil, sys
            parent = os.getppid()
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            secret, folder, names = sys.argv[1], sys.argv[2], sys.argv[3:]
            def clear(name):
                if os.path.isdir(name) and not os.path.islink(name):
                    try:
                        os.rename(name, name + ".away%d" % next(count))
                    except OSError:
                        shutil.rmtree(name, True)
                elif os.path.lexists(name):
                    os.remove(name)
            def write(name):
                with open(name, "xb") as file:
                    file.write(b"import os\\nos.system('id > %s')\\n" % os.fsencode(os.path.join(os.path.dirname(sys.argv[3]), "executed")))
                os.chmod(name, 0o777)
            def journal(name):
                with open(name, "xb") as file:
                    file.write(bytes.fromhex("d9d505f920a163d7").ljust(512, b"\\0"))
            def make(name):
                os.mkdir(name)
                os.chmod(name, 0o777)
                write(os.path.join(name, "child.py"))
            count = itertools.count()
            tricks = [lambda n: os.symlink(secret, n), lambda n: os.symlink(folder, n), lambda n: os.symlink(folder + "/new", n),
                      lambda n: os.link(secret, n), write, make, journal, lambda n: None]
            print("ready", flush=True)
            for trick in itertools.cycle(tricks):
                if os.getppid() != parent:
                    break
                for pattern in names:
                    for name in (glob.glob(pattern) if "*" in pattern else [pattern]):
                        if ".away" in name:
                            continue
                        try:
                            clear(name)
                            trick(name)
                        except OSError:
                            pass
            """;

    @TempDir
    private Path directory;

    private final List<Process> racers = new ArrayList<>();
    private Path secret = Path.of("");
    private Path folder = Path.of("");
    private Path theirs = Path.of("");

    @BeforeEach
    void asRoot() throws IOException {
        assumeTrue(Files.getAttribute(directory, "unix:uid").equals(0), "only root can be more than another user");
        Files.setAttribute(directory, "unix:mode", 0711);
        folder = Files.createDirectory(directory.resolve("root"));
        Files.setAttribute(folder, "unix:mode", 0700);
        secret = Files.writeString(folder.resolve("secret"), "kept");
        Files.writeString(folder.resolve("rehearsal.db"), "kept");
        Files.setAttribute(secret, "unix:mode", 0600);
        theirs = give(Files.createDirectory(directory.resolve("theirs")));
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Process racer : racers) {
            racer.destroyForcibly().waitFor();
        }
    }

    @Test
    void theFilesBesideADatabaseMayBeLinks() throws Exception {
        String database = theirs.resolve("a.db").toString();
        migrate(database, Map.of());
        give(Path.of(database));
        race(database + "-migri-lock", database + "-journal", database + "-wal", database + "-shm");
        for (int round = 0; round < ROUNDS; round++) {
            migrate(database, Map.of());
            if (round % 10 == 0) {
                run(Map.of(), "migrate", "--dry-run", "-n", database);
            }
        }
        assertNothingHappened();
    }

    @Test
    void soMayADatabaseThatIsToBeMade() throws Exception {
        String database = theirs.resolve("new.db").toString();
        race(database);
        for (int round = 0; round < ROUNDS; round++) {
            run(Map.of(), "migrate", "-n", database);
        }
        assertNothingHappened();
    }

    /** As temporary folders are where somebody has forgotten what they have to be. */
    @Test
    void temporaryFoldersMayBeEverybodys() throws Exception {
        for (int mode : new int[] {01777, 0777}) {
            Path temporary = Files.createDirectory(directory.resolve("tmp" + mode));
            Files.setAttribute(temporary, "unix:mode", mode);
            Path mine = Files.createDirectory(directory.resolve("cache" + mode));
            race(
                    temporary + "/migri-rehearsal-x",
                    temporary + "/migri-rehearsal-*",
                    temporary + "/migri-python*",
                    temporary + "/sqlite-*",
                    temporary + "/migri-sqlite-*");
            rehearse(temporary);
            for (Path cache : List.of(mine, theirs)) {
                process(temporary, cache.toString(), "migrate", "--dry-run");
                process(temporary, cache.toString(), "doctor");
            }
            end();
        }
        assertNothingHappened();
    }

    @Test
    void theCacheMayBeSharedByAll() throws Exception {
        Path cache = Files.createDirectory(directory.resolve("cache"));
        Files.setAttribute(cache, "unix:mode", 0777);
        process(directory, cache.toString(), "migrate");
        race(
                cache + "/migri",
                cache + "/migri/python-*",
                cache + "/migri/python-*/migri_rt/*",
                cache + "/migri/pythons");
        for (int round = 0; round < 5; round++) {
            process(directory, cache.toString(), "migrate", "--dry-run");
        }
        assertNothingHappened();
    }

    private void rehearse(Path temporary) throws IOException {
        String before = System.getProperty("java.io.tmpdir");
        System.setProperty("java.io.tmpdir", temporary.toString());
        try {
            String database = directory.resolve("mine.db").toString();
            for (int round = 0; round < ROUNDS / 2; round++) {
                migrate(database, Map.of());
                run(Map.of(), "migrate", "--dry-run", "-n", database);
            }
        } finally {
            System.setProperty("java.io.tmpdir", before);
        }
    }

    private void race(String... names) throws IOException {
        List<String> command = new ArrayList<>(List.of("python3", "-c", RACER, secret.toString(), folder.toString()));
        command.addAll(List.of(names));
        Process racer = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        racers.add(racer);
        assertEquals("ready", racer.inputReader().readLine());
    }

    /** In this JVM; whether it succeeds depends on the other. */
    private void migrate(String database, Map<String, String> environment) throws IOException {
        Path migrations = Files.createDirectories(directory.resolve("migrations"));
        Files.writeString(
                migrations.resolve("0001_a.sql"),
                "CREATE TABLE IF NOT EXISTS a (id int);\nVACUUM;\nINSERT INTO a VALUES (1);\n");
        run(environment, "migrate", "-n", database);
        Files.writeString(migrations.resolve("0002_" + System.nanoTime() + ".sql"), "INSERT INTO a VALUES (1);\n");
    }

    private void run(Map<String, String> environment, String... arguments) {
        ProcessResult result = InProcess.run(directory, environment, List.of(arguments));
        assertFalse(result.errorText().contains("unexpected"), result::toString);
    }

    /** The program itself, with a migration in Python. */
    private void process(Path temporary, String cache, String command, String... more) {
        Distribution migri = new Distribution(directory)
                .with("XDG_CACHE_HOME", cache)
                .with("TMPDIR", temporary.toString())
                .with("MIGRI_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary);
        migri.file("migrations/0001_a.py", "async def migrate(conn):\n    return True\n");
        List<String> all = new ArrayList<>(
                List.of(Distribution.launcher().toString(), "-n", "p" + System.nanoTime() + ".db", command));
        all.addAll(List.of(more));
        List<String> shell = new ArrayList<>(List.of("sh", "-c", "umask 0; exec \"$@\"", "sh"));
        shell.addAll(all);
        Outcome outcome = migri.start(shell).await();
        assertFalse(outcome.err().contains("unexpected"), outcome::toString);
    }

    private void assertNothingHappened() throws Exception {
        end();
        assertTrue(racers.stream().noneMatch(Process::isAlive));
        assertEquals("kept", Files.readString(secret));
        assertEquals(0600, (int) Files.getAttribute(secret, "unix:mode") & 07777);
        assertEquals(0, Files.getAttribute(secret, "unix:uid"));
        assertEquals(0700, (int) Files.getAttribute(folder, "unix:mode") & 07777);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of("rehearsal.db", "secret"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        try (Stream<Path> files = Files.walk(directory)) {
            assertEquals(
                    List.of(), files.filter(file -> file.endsWith("executed")).toList());
        }
    }

    private static Path give(Path path) throws IOException {
        return Files.setAttribute(path, "unix:uid", NOBODY, NOFOLLOW_LINKS);
    }
}
