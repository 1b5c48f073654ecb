package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other programs that have the file open. */
class SqliteInTheWayIT {
    @TempDir
    private Path directory;

    private Shop shop;

    @BeforeEach
    void fill() {
        shop = new Shop(directory).file("1.sql", "create table a (i int);");
        shop.run("migrate").hasStatus(0);
        shop.file("2.sql", "insert into a values (1);");
    }

    @Test
    void aReaderThatKeepsFromCommittingIsNamedAndNotCalledARun() throws Exception {
        try (Program reader = new Program("begin", "select * from a")) {
            Outcome outcome = shop.run("migrate", "--lock-wait", "1500ms").hasStatus(3);
            assertNames(outcome, reader);
            outcome.complainedOf("reads the database, so that nothing can be committed; gave up after 1500 ms\n");
        }
        shop.run("migrate").hasStatus(0);
    }

    @Test
    void aLimitForLocksHoldsForReaders() throws Exception {
        try (Program reader = new Program("begin", "select * from a")) {
            Outcome outcome = shop.run(
                            "migrate", "--lock-wait", "10m", "--lock-timeout", "100ms", "--lock-retries", "0")
                    .hasStatus(3);
            outcome.complainedOf("held by process " + reader.id());
        }
    }

    @Test
    void aWriterIsNamedAndNotCalledARun() throws Exception {
        try (Program writer = new Program("begin immediate")) {
            Outcome outcome = shop.run("migrate", "--lock-wait", "1500ms").hasStatus(5);
            assertNames(outcome, writer);
            String lock =
                    shop.bare(List.of("-n", shop.database().toString(), "lock")).out();
            assertTrue(lock.startsWith("The lock is held by process " + writer.id() + ","), lock);
        }
    }

    private static void assertNames(Outcome outcome, Program program) {
        outcome.complainedOf("waiting: for the lock, which is held by process " + program.id() + ", ");
        outcome.complainedOf("the lock is held by process " + program.id() + ", ");
        assertFalse(outcome.err().contains("another run"), outcome::toString);
    }

    /** A program that is none of Migri's and holds the file until it is closed. */
    private final class Program implements AutoCloseable {
        private final Process process;

        Program(String... statements) throws IOException {
            String code =
                    "import sqlite3, sys\nc = sqlite3.connect(sys.argv[1])\nfor s in sys.argv[2:]: c.execute(s).fetchone()\n"
                            + "print('ready', flush=True)\nsys.stdin.read()";
            List<String> command = new ArrayList<>(
                    List.of("python3", "-c", code, shop.database().toString()));
            command.addAll(List.of(statements));
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            assertTrue("ready".equals(output.readLine()));
        }

        long id() {
            return process.pid();
        }

        @Override
        public void close() throws IOException {
            process.getOutputStream().close();
            process.onExit().join();
        }
    }
}
