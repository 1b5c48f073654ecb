package io.migri.format.flyway;

import io.migri.api.Migration;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Flyway's checksum of a script: a CRC-32 over its bytes without line breaks, and without a mark of byte order. */
final class Checksum {
    private static final int BUFFER = 64 * 1024;
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private Checksum() {}

    static int of(Migration script) throws IOException {
        CRC32 sum = new CRC32();
        try (InputStream bytes = new BufferedInputStream(script.content().open(), BUFFER)) {
            bytes.mark(MARK.length);
            if (!Arrays.equals(bytes.readNBytes(MARK.length), MARK)) {
                bytes.reset();
            }
            byte[] buffer = new byte[BUFFER];
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                int start = 0;
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n' || buffer[i] == '\r') {
                        sum.update(buffer, start, i - start);
                        start = i + 1;
                    }
                }
                sum.update(buffer, start, read - start);
            }
        }
        return (int) sum.getValue();
    }
}
