package io.migri.core.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class GzipTest {

    @Test
    void oneAfterTheOtherCanBeReadAgain() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        try (Gzip gzip = new Gzip()) {
            for (byte[] text : new byte[][] {
                "select 1".getBytes(StandardCharsets.UTF_8),
                {},
                noise,
                "select 2".repeat(50_000).getBytes(StandardCharsets.UTF_8)
            }) {
                assertArrayEquals(text, read(gzip.compressed(text)));
            }
        }
    }

    private static byte[] read(byte[] compressed) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes();
    }
}
