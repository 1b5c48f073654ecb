package io.migri.core.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses what is written to it, and gives up where even so it becomes too much. */
final class CappedGzip extends OutputStream {
    private final int limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final GZIPOutputStream gzip;
    private boolean full;

    CappedGzip(int limit) throws IOException {
        this.limit = limit;
        this.gzip = new GZIPOutputStream(kept);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (!full) {
            gzip.write(bytes, offset, length);
            full = kept.size() > limit;
        }
    }

    @Override
    public void close() throws IOException {
        gzip.close();
    }

    /** All that was written, once this is closed; empty where it was too much. */
    byte[] bytes() {
        return kept.size() > limit ? new byte[0] : kept.toByteArray();
    }
}
