package io.migri.core.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses what is written to it, and gives up where even so it becomes too much. */
final class CappedGzip extends OutputStream {
    private final int limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final GZIPOutputStream gzip;
    private final long most;
    private long written;
    private boolean full;

    /**
     * Nothing yet.
     *
     * @param limit of what it becomes, in bytes
     * @param most of what is written
     */
    CappedGzip(int limit, long most) throws IOException {
        this.limit = limit;
        this.most = most;
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
            written += length;
            full = kept.size() > limit || written > most;
        }
    }

    @Override
    public void close() throws IOException {
        gzip.close();
    }

    /** All that was written, once this is closed; empty where it was too much. */
    byte[] bytes() {
        return full || kept.size() > limit ? new byte[0] : kept.toByteArray();
    }
}
