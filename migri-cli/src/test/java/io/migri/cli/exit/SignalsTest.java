package io.migri.cli.exit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.api.Cancellation;
import io.migri.cli.output.Outlet;
import io.migri.cli.output.Terminal;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Whoever returned could end the process with a status of its own. */
    @ParameterizedTest
    @CsvSource({"INT, 130, 130", "TERM, 130, 143", "HUP, 130, 129", "TERM, 0, 0", "TERM, 3, 3"})
    void whatEndsAfterASignalLeavesTheExitStatusToIt(String signal, String status, int expected) throws Exception {
        try (ChildProcess process = ChildProcess.java(Program.class, status)) {
            process.awaitOutput("watching", LIMIT);
            process.signal(signal);
            ProcessResult result = process.result(LIMIT);
            assertEquals("watching\nasked to stop\n", result.outputText());
            assertEquals(expected, result.exitCode(), result::toString);
        }
    }

    /** As {@code nohup} starts it, and a script what it puts into the background. */
    @Test
    void aSignalThatIsIgnoredDoesNotAskItToStop() throws Exception {
        List<String> command = List.of(
                "sh",
                "-c",
                "trap '' HUP INT; exec \"$0\" \"$@\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                ChildProcess.classPath(),
                Program.class.getName(),
                "130");
        try (ChildProcess process = ChildProcess.start(new ProcessBuilder(command))) {
            process.awaitOutput("watching", LIMIT);
            process.signal("HUP");
            process.signal("INT");
            process.signal("TERM");
            ProcessResult result = process.result(LIMIT);
            assertEquals("watching\nasked to stop\n", result.outputText());
            assertEquals(143, result.exitCode(), result::toString);
        }
    }

    /** Nobody reads what it writes, and the pipe is full. */
    @ParameterizedTest
    @ValueSource(strings = {"out", "err"})
    void aFullPipeDoesNotKeepASignalFromEndingIt(String stream) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                ChildProcess.classPath(),
                Talker.class.getName(),
                stream);
        Process process = builder.start();
        try {
            InputStream other = stream.equals("out") ? process.getErrorStream() : process.getInputStream();
            BufferedReader read = new BufferedReader(new InputStreamReader(other, StandardCharsets.UTF_8));
            assertEquals("full", read.readLine());
            new ProcessBuilder("kill", "-TERM", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertEquals(143, process.waitFor());
            assertEquals("asked to stop", read.readLine());
        } finally {
            process.destroyForcibly();
        }
    }

    /** Talks until nobody listens, and then ends as soon as it is asked to. */
    public static final class Talker {
        private Talker() {}

        public static void main(String[] arguments) throws InterruptedException {
            boolean out = arguments[0].equals("out");
            Terminal terminal = Terminal.system();
            Cancellation cancellation = new Cancellation();
            CountDownLatch asked = new CountDownLatch(1);
            cancellation.onRequest(asked::countDown);
            Signals signals = Signals.watch(cancellation, terminal);
            Outlet full = out ? terminal.out().outlet() : terminal.err().outlet();
            Outlet other = out ? terminal.err().outlet() : terminal.out().outlet();
            Thread talking = new Thread(() -> full.print("x".repeat(1_000_000)));
            talking.start();
            talking.join();
            other.print("full\n");
            full.print("one more");
            asked.await();
            full.flush();
            other.print("asked to stop\n");
            signals.ended(ExitStatus.INTERRUPTED.code());
        }
    }

    /** Ends with the status that is given, as soon as it is asked to. */
    public static final class Program {
        private Program() {}

        /** The process lives half a second longer than the hook that is tested, so that a return can be seen. */
        public static void main(String[] arguments) throws InterruptedException {
            int status = Integer.parseInt(arguments[0]);
            Runtime.getRuntime().addShutdownHook(new Thread(Program::dawdle));
            CountDownLatch asked = new CountDownLatch(1);
            Cancellation cancellation = new Cancellation();
            cancellation.onRequest(asked::countDown);
            Terminal terminal = Terminal.system();
            Signals signals = Signals.watch(cancellation, terminal);
            terminal.print("watching\n");
            asked.await();
            terminal.print("asked to stop\n");
            signals.ended(status);
            terminal.print("returned\n");
            System.exit(status);
        }

        private static void dawdle() {
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
