package io.migri.core.ahead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MeanwhileTest {

    @Test
    void worksOnAnotherThreadWhileTheCallWaits() throws Exception {
        Pieces pieces = new Pieces(3);
        try (Meanwhile meanwhile = new Meanwhile()) {
            meanwhile.add(pieces);
            meanwhile.during(pieces::awaitAll);

            assertEquals(3, pieces.threads.size());
            Thread other = pieces.threads.get(0);
            assertTrue(other.isDaemon());
            assertFalse(pieces.threads.contains(Thread.currentThread()));
        }
        assertFalse(pieces.threads.get(0).isAlive());
    }

    @Test
    void startsNoThreadWithoutWork() throws SQLException {
        try (Meanwhile meanwhile = new Meanwhile()) {
            Pieces pieces = new Pieces(0);
            meanwhile.add(pieces);
            boolean[] called = {false};

            meanwhile.during(() -> called[0] = true);

            assertTrue(called[0]);
            assertEquals(List.of(), named("migri-ahead"));
        }
    }

    @Test
    void goesOnAloneWhereTheSystemGivesNoThread() throws SQLException {
        long moreThanThereIs = 1L << 47;
        try (Meanwhile meanwhile = new Meanwhile(moreThanThereIs)) {
            Pieces pieces = new Pieces(1);
            meanwhile.add(pieces);
            int[] calls = {0};

            meanwhile.during(() -> calls[0]++);
            meanwhile.during(() -> calls[0]++);

            assertEquals(2, calls[0]);
            assertEquals(List.of(), pieces.threads);
            assertEquals(List.of(), named("migri-ahead"));
        }
    }

    @Test
    void returnsOnceThePieceThatIsUnderWayIsDone() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        boolean[] done = {false};
        try (Meanwhile meanwhile = new Meanwhile()) {
            meanwhile.add(new Meanwhile.Work() {
                @Override
                public boolean wanted() {
                    return !done[0];
                }

                @Override
                public void step() {
                    begun.countDown();
                    // the run's thread comes back meanwhile
                    Thread.onSpinWait();
                    done[0] = true;
                }
            });

            meanwhile.during(() -> await(begun));

            assertTrue(done[0]);
        }
    }

    @Test
    void goesOnWithTheNextCallWhereTheLastWasShort() throws Exception {
        Pieces pieces = new Pieces(100);
        try (Meanwhile meanwhile = new Meanwhile()) {
            meanwhile.add(pieces);
            for (int done = 1; done <= 100; done += 10) {
                int enough = done;
                meanwhile.during(() -> pieces.awaitSome(enough));
            }
            meanwhile.during(pieces::awaitAll);

            assertFalse(pieces.wanted());
            assertEquals(100, pieces.threads.size());
        }
    }

    @Test
    void theFailureOfTheCallIsTheCallers() throws Exception {
        SQLException failure = new SQLException("refused");
        Pieces pieces = new Pieces(1);
        try (Meanwhile meanwhile = new Meanwhile()) {
            meanwhile.add(pieces);

            SQLException thrown = assertThrows(
                    SQLException.class,
                    () -> meanwhile.during(() -> {
                        pieces.awaitAll();
                        throw failure;
                    }));

            assertSame(failure, thrown);
        }
        assertFalse(pieces.threads.get(0).isAlive());
    }

    @Test
    void anInterruptedRunStaysInterruptedAndItsThreadEnds() throws Exception {
        Pieces pieces = new Pieces(1);
        try (Meanwhile meanwhile = new Meanwhile()) {
            meanwhile.add(pieces);
            meanwhile.during(() -> {
                pieces.awaitAll();
                Thread.currentThread().interrupt();
            });
        }
        assertTrue(Thread.interrupted());
        assertFalse(pieces.threads.get(0).isAlive());
    }

    private static List<Thread> named(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(1, TimeUnit.MINUTES));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** So many pieces of work, and the threads that did them. */
    private static final class Pieces implements Meanwhile.Work {
        private final List<Thread> threads = new CopyOnWriteArrayList<>();
        private final int count;
        private final CountDownLatch all;

        Pieces(int count) {
            this.count = count;
            this.all = new CountDownLatch(count);
        }

        void awaitSome(int enough) {
            while (threads.size() < enough) {
                Thread.onSpinWait();
            }
        }

        void awaitAll() {
            await(all);
        }

        @Override
        public boolean wanted() {
            return threads.size() < count;
        }

        @Override
        public void step() {
            threads.add(Thread.currentThread());
            all.countDown();
        }
    }
}
