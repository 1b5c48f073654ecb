package io.migri.cli.progress;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.event.MigrationListener.Progressed;
import io.migri.api.event.MigrationListener.Started;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class StillWaitingTest {
    private static final Duration SHORT = Duration.ofMillis(1);
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @Test
    void saysForWhatItWaitsAndGoesOnSayingIt() throws InterruptedException {
        try (StillWaiting waiting = StillWaiting.begin(told::add, SHORT, SHORT)) {
            await("for the database to answer, 0 s so far");
            await("for the database to answer, 0 s so far");
            waiting.started(new Started("0002_a", 1, 1, 3));
            await("for statement 1 of 3 of 0002_a, 0 s so far");
            waiting.progressed(new Progressed("0002_a", 1, 3));
            await("for statement 2 of 3 of 0002_a, 0 s so far");
        }
    }

    @Test
    void saysNothingWhereTheDatabaseAnswers() {
        try (StillWaiting waiting = StillWaiting.begin(told::add, Duration.ofDays(1), SHORT)) {
            waiting.started(new Started("0002_a", 1, 1, 3));
        }
        assertTrue(told.isEmpty(), told::toString);
    }

    private void await(String text) throws InterruptedException {
        String next = told.take();
        while (!next.equals(text)) {
            next = told.take();
        }
    }
}
