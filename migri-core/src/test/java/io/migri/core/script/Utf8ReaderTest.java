package io.migri.core.script;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8ReaderTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8192})
    void readsEveryCharacterWhateverTheSizeOfTheReads(int size) throws IOException {
        String text = "a\u00e9\u20ac\ud83e\udd73b\r\n".repeat(20_000);

        assertEquals(text, readAll(new Utf8Reader(trickling(text.getBytes(UTF_8))), size));
    }

    @Test
    void passesOverAByteOrderMark() throws IOException {
        byte[] bytes = "\ufeffSELECT 1".getBytes(UTF_8);

        assertEquals("SELECT 1", readAll(new Utf8Reader(trickling(bytes)), 100));
    }

    @Test
    void endsAlsoWhereItReadsBehindWhatIsThere() throws IOException {
        Utf8Reader reader = new Utf8Reader(new ByteArrayInputStream("ab".getBytes(UTF_8)));
        char[] target = new char[10];

        assertEquals(2, reader.read(target, 5, 5));
        assertEquals("ab", new String(target, 5, 2));
        assertEquals(-1, reader.read(target, 7, 3));
    }

    @Test
    void keepsAByteOrderMarkThatIsNotAtTheStart() throws IOException {
        byte[] bytes = "'\ufeff'".getBytes(UTF_8);

        assertEquals("'\ufeff'", readAll(new Utf8Reader(new ByteArrayInputStream(bytes)), 100));
    }

    @Test
    void tellsTheOffsetOfABadByte() {
        byte[] bytes = ("\u00e9".repeat(100_000) + "x").getBytes(UTF_8);
        bytes[200_000] = (byte) 0xE9;

        InvalidUtf8Exception failure = assertThrows(
                InvalidUtf8Exception.class, () -> readAll(new Utf8Reader(new ByteArrayInputStream(bytes)), 1000));

        assertEquals(200_000, failure.offset());
        assertEquals("invalid UTF-8: byte 0xE9 at byte offset 200000", failure.getMessage());
    }

    @Test
    void countsTheByteOrderMarkInTheOffset() {
        byte[] bytes = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a', (byte) 0xFF};

        InvalidUtf8Exception failure = assertThrows(
                InvalidUtf8Exception.class, () -> readAll(new Utf8Reader(new ByteArrayInputStream(bytes)), 10));

        assertEquals(4, failure.offset());
    }

    @Test
    void refusesACharacterThatTheEndCutsOff() {
        byte[] bytes = {'a', (byte) 0xE2, (byte) 0x82};

        InvalidUtf8Exception failure = assertThrows(
                InvalidUtf8Exception.class, () -> readAll(new Utf8Reader(new ByteArrayInputStream(bytes)), 10));

        assertEquals(1, failure.offset());
    }

    @Test
    void knowsWhetherThereWasAnythingButWhiteSpace() throws IOException {
        Utf8Reader blank = new Utf8Reader(new ByteArrayInputStream(" \r\n\t".getBytes(UTF_8)));
        Utf8Reader comment = new Utf8Reader(new ByteArrayInputStream("\n -- nothing".getBytes(UTF_8)));

        readAll(blank, 100);
        readAll(comment, 100);

        assertTrue(blank.blank());
        assertFalse(comment.blank());
    }

    private static String readAll(Utf8Reader reader, int size) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[size];
        for (int read = reader.read(buffer, 0, size); read >= 0; read = reader.read(buffer, 0, size)) {
            text.append(buffer, 0, read);
        }
        return text.toString();
    }

    /** Hands the bytes out in small pieces, as a network would. */
    private static InputStream trickling(byte[] bytes) {
        Random random = new Random(bytes.length);
        return new InputStream() {
            private int position;

            @Override
            public int read() {
                return position < bytes.length ? bytes[position++] & 0xFF : -1;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                if (position == bytes.length) {
                    return -1;
                }
                int count = Math.min(Math.min(length, bytes.length - position), 1 + random.nextInt(5));
                byte[] part = Arrays.copyOfRange(bytes, position, position + count);
                System.arraycopy(part, 0, target, offset, count);
                position += count;
                return count;
            }
        };
    }
}
