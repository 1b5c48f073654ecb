package io.migri.core.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.text.Normalizer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComposedTest {
    @Test
    void isWhatUnicodeSays() {
        Random random = new Random(5);
        for (int i = 0; i < 200_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int n = random.nextInt(4); n >= 0; n--) {
                name.append((char) random.nextInt(random.nextBoolean() ? 0x400 : 0xd800));
            }
            assertEquals(Normalizer.normalize(name, Normalizer.Form.NFC), Composed.of(name.toString()));
        }
    }

    @Test
    void composesWhatIsInParts() {
        assertEquals("0001_caf\u00e9", Composed.of("0001_cafe\u0301"));
    }
}
