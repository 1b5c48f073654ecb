package io.migri.core.record;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Compresses one small text after the other in the gzip format. It sets up its tables, which are much larger than most migrations, once. Used
 * by one thread at a time; whoever is done closes it.
 */
public final class Gzip implements AutoCloseable {
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final byte[] buffer = new byte[8 * 1024];

    byte[] compressed(byte[] text) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(HEADER.length + text.length / 2 + 64);
        kept.writeBytes(HEADER);
        deflater.reset();
        deflater.setInput(text);
        deflater.finish();
        while (!deflater.finished()) {
            kept.write(buffer, 0, deflater.deflate(buffer));
        }
        CRC32 check = new CRC32();
        check.update(text);
        little(kept, check.getValue());
        little(kept, text.length);
        return kept.toByteArray();
    }

    private static void little(ByteArrayOutputStream target, long number) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            target.write((int) (number >>> shift));
        }
    }

    @Override
    public void close() {
        deflater.end();
    }
}
