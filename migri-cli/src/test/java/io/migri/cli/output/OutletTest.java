package io.migri.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OutletTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    @Test
    void writesAllThatIsPrintedInOrder() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        Outlet outlet = new Outlet(written);
        StringBuilder expected = new StringBuilder();
        for (int line = 0; line < 20_000; line++) {
            outlet.print("line " + line + " 🥳\n");
            expected.append("line ").append(line).append(" 🥳\n");
        }
        outlet.flush();
        assertEquals(expected.toString(), written.toString(StandardCharsets.UTF_8));
        assertFalse(outlet.failed());
    }

    @Test
    void givesAReaderUpWhoDoesNotReadOnceItHasToHurry() {
        Outlet outlet = new Outlet(new Stuck());
        outlet.print("lost");
        outlet.hurry(SHORT);
        outlet.flush();
        assertTrue(outlet.failed());
        outlet.print("x".repeat(1_000_000));
        outlet.flush();
    }

    @Test
    void letsWhoWaitsForTheReaderGoOnceItHasToHurry() throws InterruptedException {
        Outlet outlet = new Outlet(new Stuck());
        Thread printing = new Thread(() -> {
            for (int i = 0; i < 10; i++) {
                outlet.print("x".repeat(50_000));
            }
        });
        printing.start();
        while (printing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        outlet.hurry(SHORT);
        printing.join();
        assertTrue(outlet.failed());
    }

    @Test
    void stillServesASlowReaderWhenItHasToHurry() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        Outlet outlet = new Outlet(written);
        outlet.hurry(Duration.ofMinutes(1));
        outlet.print("said");
        outlet.flush();
        assertEquals("said", written.toString(StandardCharsets.UTF_8));
        assertFalse(outlet.failed());
    }

    @Test
    void knowsThatItCouldNotWrite() {
        Outlet outlet = new Outlet(new Full());
        outlet.print("a");
        assertTrue(outlet.failed());
        outlet.print("b".repeat(1_000_000));
        outlet.flush();
    }

    /** An interrupt of the run must not keep it from saying what became of it. */
    @Test
    void anInterruptLosesNothingAndStays() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        Outlet outlet = new Outlet(written);
        Thread.currentThread().interrupt();
        outlet.print("said");
        outlet.flush();
        assertTrue(Thread.interrupted());
        assertEquals("said", written.toString(StandardCharsets.UTF_8));
    }

    /** A pipe that nobody reads. */
    private static final class Stuck extends OutputStream {
        private final CountDownLatch never = new CountDownLatch(1);

        @Override
        public void write(int one) throws IOException {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    /** A disk without room. */
    private static final class Full extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            throw new IOException("No space left on device");
        }
    }
}
