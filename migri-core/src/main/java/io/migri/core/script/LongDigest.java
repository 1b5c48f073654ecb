package io.migri.core.script;

import io.migri.core.ahead.Beside;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over texts of any length. It hashes short ones at once, and the rest of a long one on a thread beside, while the next stretch is
 * read. Used by one thread, which closes it.
 */
final class LongDigest implements AutoCloseable {
    /** What is longer is worth a thread. */
    private static final int SHORT = 512 * 1024;

    private static final int STRETCH = 64 * 1024;

    private final MessageDigest digest = PrefixDigest.sha256();
    private int taken;
    private @Nullable Beside beside;
    private byte[] stretch = {};
    private int length;

    void update(byte[] bytes) {
        update(bytes, bytes.length);
    }

    void update(byte one) {
        update(new byte[] {one}, 1);
    }

    private void update(byte[] bytes, int count) {
        if (beside == null && taken <= SHORT) {
            digest.update(bytes, 0, count);
            taken += count;
            return;
        }
        int from = 0;
        while (from < count) {
            if (length == stretch.length) {
                hand();
            }
            int part = Math.min(count - from, stretch.length - length);
            System.arraycopy(bytes, from, stretch, length, part);
            from += part;
            length += part;
        }
    }

    private void hand() {
        Beside other = beside == null ? new Beside() : beside;
        beside = other;
        byte[] full = stretch;
        int end = length;
        if (end > 0) {
            other.give(() -> digest.update(full, 0, end));
        }
        stretch = new byte[STRETCH];
        length = 0;
    }

    /** The hash of all; nothing is added any more. */
    byte[] value() {
        if (beside != null) {
            beside.settle();
            digest.update(stretch, 0, length);
        }
        return digest.digest();
    }

    @Override
    public void close() {
        if (beside != null) {
            beside.close();
        }
    }
}
