package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.api.Cancellation;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
