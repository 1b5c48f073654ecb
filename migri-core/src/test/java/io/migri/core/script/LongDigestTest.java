package io.migri.core.script;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongDigestTest {

    @Test
    void isTheHashOfAllBytesHoweverTheyComeAndHoweverManyTheyAre() {
        Random random = new Random(1);
        for (int size : new int[] {0, 1, 512 * 1024, 512 * 1024 + 1, 700_000, 3_000_000}) {
            byte[] all = new byte[size];
            random.nextBytes(all);
            try (LongDigest digest = new LongDigest()) {
                int at = 0;
                while (at < size) {
                    byte[] part = new byte[Math.min(size - at, 1 + random.nextInt(150_000))];
                    System.arraycopy(all, at, part, 0, part.length);
                    digest.update(part);
                    at += part.length;
                }
                assertArrayEquals(PrefixDigest.sha256().digest(all), digest.value());
            }
        }
    }

    @Test
    void noThreadIsLeftWhereItIsGivenUp() {
        try (LongDigest digest = new LongDigest()) {
            for (int i = 0; i < 40; i++) {
                digest.update(new byte[50_000]);
            }
        }
        assertEquals(
                List.of(),
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter("migri-beside"::equals)
                        .toList());
    }
}
