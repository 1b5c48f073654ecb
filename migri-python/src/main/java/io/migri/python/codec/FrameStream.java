package io.migri.python.codec;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Messages to and from the child: four bytes of length, little end first, and a marshalled tuple. */
public final class FrameStream implements AutoCloseable {
    private static final int HEAD = 4;
    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final OutputStream out;
    private final Queue<List<?>> kept = new ConcurrentLinkedQueue<>();
    private final MarshalWriter writer = new MarshalWriter();

    public FrameStream(InputStream in, OutputStream out) {
        this.in = new BufferedInputStream(in, BUFFER);
        this.out = out;
    }

    public void send(@Nullable Object... message) throws IOException {
        writer.reset(HEAD).write(message);
        int length = writer.size() - HEAD;
        byte[] frame = writer.buffer();
        for (int i = 0; i < HEAD; i++) {
            frame[i] = (byte) (length >> (8 * i));
        }
        out.write(frame, 0, writer.size());
        out.flush();
    }

    /** Gives a message back to whoever receives next, because it is for somebody else. */
    public void keep(List<?> message) {
        kept.add(message);
    }

    /** Waits for the next message. */
    public List<?> receive() throws IOException {
        List<?> known = kept.poll();
        return known == null ? read() : known;
    }

    private List<?> read() throws IOException {
        byte[] head = in.readNBytes(HEAD);
        if (head.length < HEAD) {
            throw new EOFException();
        }
        int length = 0;
        for (int i = 0; i < HEAD; i++) {
            length |= (head[i] & 0xFF) << (8 * i);
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        return (List<?>) java.util.Objects.requireNonNull(new MarshalReader(body).read());
    }

    /** Whether something of a message is there to be read. */
    public boolean ready() throws IOException {
        return in.available() > 0;
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            // a child that is gone already has nothing to be told
        }
    }
}
