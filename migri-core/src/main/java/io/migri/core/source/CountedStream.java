package io.migri.core.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells now and then how much of a stream was read. */
public final class CountedStream extends FilterInputStream {
    /** How many bytes have to be read before the listener is called again. */
    private static final long STEP = 1024 * 1024;

    private final LongConsumer listener;
    private long read;
    private long told;

    /** @param listener receives how many bytes were read so far, in the thread that reads */
    public CountedStream(InputStream in, LongConsumer listener) {
        super(in);
        this.listener = listener;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int more) {
        read += more;
        if (read - told >= STEP) {
            told = read;
            listener.accept(read);
        }
    }
}
