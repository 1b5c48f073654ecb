package io.migri.core.ahead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BesideTest {

    @Test
    void doesAllPiecesInOrderOnOneThreadThatEnds() {
        List<Integer> done = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        try (Beside beside = new Beside()) {
            for (int i = 0; i < 100; i++) {
                int piece = i;
                beside.give(() -> {
                    done.add(piece);
                    threads.add(Thread.currentThread());
                });
            }
            beside.settle();
            assertEquals(100, done.size());
        }
        for (int i = 0; i < 100; i++) {
            assertEquals(i, done.get(i));
        }
        assertEquals(1, threads.stream().distinct().count());
        assertFalse(threads.get(0).isAlive());
        assertTrue(threads.get(0).isDaemon());
    }

    @Test
    void whoeverWaitsHearsThatTheThreadWasInterrupted() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        List<Integer> done = new ArrayList<>();
        try (Beside beside = new Beside()) {
            beside.give(() -> threads.add(Thread.currentThread()));
            beside.settle();
            threads.get(0).interrupt();
            threads.get(0).join();
            for (int i = 0; i < 10; i++) {
                beside.give(() -> done.add(1));
            }
            assertThrows(IllegalStateException.class, beside::settle);
        }
        assertEquals(List.of(), done);
    }

    @Test
    void aPieceThatFailsIsTheLast() {
        List<Integer> done = new ArrayList<>();
        IllegalStateException failure = new IllegalStateException("wrong");
        try (Beside beside = new Beside()) {
            beside.give(() -> {
                throw failure;
            });
            assertSame(failure, assertThrows(IllegalStateException.class, beside::settle));
            beside.give(() -> done.add(1));
            assertSame(failure, assertThrows(IllegalStateException.class, beside::settle));
        }
        assertEquals(List.of(), done);
    }
}
