package io.migri.core.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class CappedGzipTest {

    @Test
    void keepsWhatIsSmallEnough() throws IOException {
        byte[] text = "CREATE TABLE a (id int);\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(text, new GZIPInputStream(new ByteArrayInputStream(compressed(text, 1000))).readAllBytes());
    }

    @Test
    void keepsNothingOfWhatIsTooLarge() throws IOException {
        byte[] noise = new byte[10_000];
        new Random(7).nextBytes(noise);
        assertEquals(0, compressed(noise, 1000).length);
    }

    private static byte[] compressed(byte[] bytes, int limit) throws IOException {
        CappedGzip gzip = new CappedGzip(limit, Long.MAX_VALUE);
        try (gzip) {
            gzip.write(bytes);
        }
        return gzip.bytes();
    }
}
