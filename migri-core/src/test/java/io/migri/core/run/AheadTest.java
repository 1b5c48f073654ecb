package io.migri.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.DatabaseState;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigrationReport.Applied;
import io.migri.api.event.MigrationListener;
import io.migri.core.trial.Trial;
import io.migri.testkit.scripted.Fault;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While the database works on one message, the next is read, and what is to be recorded of the next migrations is made. */
class AheadTest {
    /** A script is kept up to 256 Ki characters, and its bytes up to 1 MiB. */
    private static final int STATEMENTS = 12_000;

    /** Those of other classes of tests. */
    private final Set<Thread> before = Thread.getAllStackTraces().keySet();

    @AfterEach
    void noThreadIsLeft() {
        assertEquals(
                List.of(),
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !before.contains(thread))
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("migri"))
                        .toList());
    }

    @Test
    void theNextMessageIsReadWhileTheDatabaseWorks() {
        Trial trial = new Trial();
        byte[] script = large().getBytes(StandardCharsets.UTF_8);
        List<Watched> readings = new CopyOnWriteArrayList<>();
        trial.files().put("0001", () -> {
            Watched reading = new Watched(new ByteArrayInputStream(script));
            readings.add(reading);
            return reading;
        });
        int[] waits = {0};
        // it stands in the first message, for which 128 KiB have to be read, and which is not answered until more was
        trial.database().before(statement(500), () -> {
            readings.get(readings.size() - 1).awaitBeyond(128 * 1024);
            waits[0]++;
        });

        trial.migrate();

        assertEquals(1, waits[0]);
        assertEquals(statements(), trial.database().executed());
    }

    @Test
    void whatIsSentIsTheSameInTheSameOrder() {
        Trial trial = Trial.of(large()).file("0002", "a; b;").file("0003", "c;");

        trial.migrate();

        List<String> expected = new ArrayList<>(statements());
        expected.addAll(List.of("a", "b", "c"));
        assertEquals(expected, trial.database().executed());
        assertEquals(List.of("0001", "0002", "0003"), trial.database().recorded());
    }

    @Test
    void aFailureInTheMidstNamesItsStatementAndLeavesNothing() {
        Trial trial = Trial.of(large()).failing(Fault.at(statement(7_000)));

        MigrationFailedException failure = trial.failure();

        assertEquals(DatabaseState.UNCHANGED, failure.state());
        assertEquals(7_001, failure.statement());
        assertEquals(7_001, failure.position().orElseThrow().line());
        assertEquals(List.of(), trial.database().executed());
    }

    @Test
    void aFileThatChangesAtItsEndFailsWhenThatIsReached() {
        Trial trial = new Trial();
        byte[] script = large().getBytes(StandardCharsets.UTF_8);
        trial.files().put("0001", () -> new ByteArrayInputStream(script));
        trial.database().before(statement(0), () -> script[script.length - 3] = 'z');

        MigrationFailedException failure = trial.failure();

        assertTrue(failure.getMessage().contains("changed"), failure.getMessage());
        assertEquals(DatabaseState.UNCHANGED, failure.state());
        assertTrue(
                trial.database().messages().stream().anyMatch(message -> message.contains(statement(9_000))),
                "what stands before the change was sent");
        assertEquals(List.of(), trial.database().executed());
    }

    @Test
    void whoeverListensIsCalledByTheCallersThread() {
        List<Thread> threads = new ArrayList<>();
        Trial trial = Trial.of(large());
        for (int i = 2; i < 40; i++) {
            trial.file(String.format("%04d", i), "a" + i + ";");
        }
        trial.with(builder -> builder.listener(new MigrationListener() {
            @Override
            public void progressed(Progressed progressed) {
                threads.add(Thread.currentThread());
            }

            @Override
            public void applied(Applied applied) {
                threads.add(Thread.currentThread());
            }
        }));

        trial.migrate();

        assertTrue(threads.size() > 39);
        assertEquals(
                List.of(Thread.currentThread()), threads.stream().distinct().toList());
    }

    @Test
    void eachOfManySmallOnesIsRecordedAsItIs() throws IOException {
        Trial trial = new Trial();
        for (int i = 0; i < 60; i++) {
            trial.file(String.format("%04d", i), "a" + i + "; password 'p" + i + "';");
        }

        trial.migrate();

        for (int i = 0; i < 60; i++) {
            byte[] kept = trial.database()
                    .script(String.format("%04d", i))
                    .orElseThrow()
                    .compressed();
            String text = new String(
                    new GZIPInputStream(new ByteArrayInputStream(kept)).readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(text.contains("a" + i + ";") && !text.contains("p" + i + "'"), text);
        }
    }

    private static String large() {
        return String.join(";\n", statements()) + ";\n";
    }

    private static List<String> statements() {
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < STATEMENTS; i++) {
            statements.add(statement(i));
        }
        return statements;
    }

    private static String statement(int number) {
        return "s" + number + " " + "x".repeat(90);
    }

    /** Tells when it is read on. */
    private static final class Watched extends FilterInputStream {
        private long read;

        Watched(InputStream in) {
            super(in);
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            read += Math.max(count, 0);
            notifyAll();
            return count;
        }

        synchronized void awaitBeyond(long bytes) {
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            try {
                while (read <= bytes && System.nanoTime() < end) {
                    wait(100);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            assertTrue(read > bytes, "nothing was read meanwhile");
        }
    }
}
