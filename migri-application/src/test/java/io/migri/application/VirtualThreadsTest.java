package io.migri.application;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import io.migri.Migri;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.ForEachDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Runs in virtual threads, which Java has since 21. */
class VirtualThreadsTest {
    private static final int FIRST = 21;
    private static final int RUNS = 4;

    @TempDir
    private Path path;

    @ForEachDatabase
    void applyEachMigrationOnce(Database database) throws Exception {
        new Directory(path)
                .file("0001_a.sql", "CREATE TABLE a (id int);")
                .file(
                        "0002_b.py",
                        "async def migrate(conn):",
                        SeveralAtOnceTest.insert(database.engine()),
                        "    return True")
                .file("0003_c.sql", "INSERT INTO a VALUES (1);");
        Program program = new Program(newJava(), file -> false);
        assertEquals(
                "applied 3 in virtual threads\n",
                program.run(Virtual.class, List.of(), path, database).out());
    }

    private static Path newJava() {
        if (Runtime.version().feature() >= FIRST) {
            return Path.of(System.getProperty("java.home"));
        }
        Optional<Path> other = named().or(VirtualThreadsTest::installed);
        if (other.isEmpty()) {
            assertNotEquals("true", System.getenv("CI"), "name the home of a Java 25 in MIGRI_TEST_JDK25");
            abort("no Java with virtual threads: name the home of one in MIGRI_TEST_JDK25");
        }
        return other.get();
    }

    private static Optional<Path> named() {
        return Stream.of(
                        System.getProperty("migri.jdk25"),
                        System.getenv("MIGRI_TEST_JDK25"),
                        System.getenv("JAVA_HOME_25"),
                        System.getenv("JAVA_HOME_25_X64"))
                .filter(home -> home != null && !home.isEmpty())
                .map(Path::of)
                .findFirst();
    }

    /** Where Linux has them, as {@code .ci/run} looks. */
    private static Optional<Path> installed() {
        Path all = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(all)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(all)) {
            return homes.filter(VirtualThreadsTest::isJava25).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isJava25(Path home) {
        try {
            return Files.isExecutable(home.resolve("bin/java"))
                    && Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"25");
        } catch (IOException e) {
            return false; // it does not say what it is
        }
    }

    /** An application that serves each request in a virtual thread. */
    static final class Virtual {
        private Virtual() {}

        public static void main(String[] arguments) throws Exception {
            Method executor = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
            ExecutorService threads = (ExecutorService) requireNonNull(executor.invoke(null));
            List<Future<Integer>> runs = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                runs.add(threads.submit(() -> migrate(arguments)));
            }
            int applied = 0;
            for (Future<Integer> run : runs) {
                applied += run.get();
            }
            threads.shutdown();
            System.out.println("applied " + applied + " in virtual threads");
        }

        private static int migrate(String... arguments) throws ReflectiveOperationException {
            Method isVirtual = Thread.class.getMethod("isVirtual");
            if (!Boolean.TRUE.equals(isVirtual.invoke(Thread.currentThread()))) {
                throw new IllegalStateException("this is no virtual thread");
            }
            Migri migri = Migri.builder()
                    .target(Program.target(arguments))
                    .directory(Path.of(arguments[0]))
                    .setting("python.engine", "process")
                    .build();
            return migri.migrate().applied().size();
        }
    }
}
