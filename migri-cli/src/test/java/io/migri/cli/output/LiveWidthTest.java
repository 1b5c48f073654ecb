package io.migri.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveWidthTest {
    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger columns = new AtomicInteger(140);
    private final AtomicInteger asked = new AtomicInteger();
    private final LiveWidth width = new LiveWidth(80, clock::get, () -> {
        asked.incrementAndGet();
        return columns.get();
    });

    @Test
    void isMeasuredAnewEveryTwoSeconds() {
        assertEquals(140, width.getAsInt());
        columns.set(60);
        assertEquals(140, width.getAsInt());
        assertEquals(1, asked.get());
        clock.addAndGet(2_000_000_000L);
        assertEquals(60, width.getAsInt());
        columns.set(0);
        clock.addAndGet(2_000_000_000L);
        assertEquals(60, width.getAsInt());
    }

    @Test
    void whereNobodyCanTellNobodyIsAskedAgain() {
        columns.set(0);
        assertEquals(80, width.getAsInt());
        clock.addAndGet(9_000_000_000L);
        assertEquals(80, width.getAsInt());
        assertEquals(1, asked.get());
    }
}
