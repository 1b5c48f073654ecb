package io.migri.python.embedded;

import io.migri.python.codec.MarshalWriter;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Memory through which Python reads what Java tells it: of all that Jep hands over, only direct buffers can be read at the speed of
 * memory. One message at a time; Python copies it at once.
 */
final class JepMessages {
    private static final int FIRST_SIZE = 16 * 1024;
    private static final int KEPT_SIZE = 4 * 1024 * 1024;

    private final MarshalWriter writer = new MarshalWriter();
    private ByteBuffer buffer = ByteBuffer.allocateDirect(FIRST_SIZE);

    /** The buffer with {@code message} at its start; bytes behind it mean nothing. */
    ByteBuffer filled(@Nullable Object... message) {
        fill(message);
        return buffer;
    }

    /** Whether the message went into another buffer than the last. */
    boolean fill(@Nullable Object... message) {
        writer.reset(0).write(message);
        int size = writer.size();
        boolean another = size > buffer.capacity() || buffer.capacity() > KEPT_SIZE;
        if (another) {
            buffer = ByteBuffer.allocateDirect(Math.max(FIRST_SIZE, Integer.highestOneBit(size) * 2));
        }
        buffer.clear();
        buffer.put(writer.buffer(), 0, size);
        buffer.clear();
        return another;
    }

    ByteBuffer buffer() {
        return buffer;
    }
}
