package io.migri.core.source;

import static java.util.Objects.requireNonNull;

import io.migri.api.Migration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a migration as they were when they were first read: what is executed, hashed and stored is one text, whoever writes to the file
 * meanwhile. A small file is kept. A large one is read again, and a piece that is not as it was ends the reading. Thread-safe.
 */
public final class FrozenContent implements Migration.Content {
    /** Files up to this size are kept, as long as the allowance of the run lasts. */
    private static final int KEPT = 1024 * 1024;

    private final Migration.Content origin;
    private final Allowance allowance;
    private byte @Nullable [] bytes;
    private @Nullable PieceHashes pieces;

    private FrozenContent(Migration.Content origin, Allowance allowance) {
        this.origin = origin;
        this.allowance = allowance;
    }

    /** {@code migration}, which from now on is as it is when it is first read. */
    public static Migration freeze(Migration migration, Allowance allowance) {
        return migration.with(new FrozenContent(migration.content(), allowance));
    }

    @Override
    public synchronized InputStream open() throws IOException {
        if (bytes == null && pieces == null) {
            readFirst();
        }
        PieceHashes hashes = pieces;
        return hashes == null
                ? new ByteArrayInputStream(requireNonNull(bytes))
                : new PieceStream(origin.open(), hashes);
    }

    private void readFirst() throws IOException {
        try (InputStream in = origin.open()) {
            byte[] start = in.readNBytes(KEPT + 1);
            if (start.length <= KEPT && allowance.take(start.length)) {
                bytes = start;
            } else {
                pieces = new PieceHashes();
            }
        }
    }

    /**
     * Looks whether the file is still as it was read. A large file is looked at while it is executed.
     *
     * @throws ChangedFileException where it is not
     */
    public static void requireUnchanged(Migration migration) throws IOException {
        if (migration.content() instanceof FrozenContent frozen) {
            frozen.requireUnchanged();
        }
    }

    /** Whether the bytes are kept, so that the file is not read again for them. */
    public static boolean isKept(Migration migration) {
        return migration.content() instanceof FrozenContent frozen && frozen.isKept();
    }

    private synchronized boolean isKept() {
        return bytes != null;
    }

    /** What is known of a large file that was read to its end; empty for a small one. */
    public static Optional<WholeFile> whole(Migration migration) {
        return migration.content() instanceof FrozenContent frozen ? frozen.whole() : Optional.empty();
    }

    private synchronized Optional<WholeFile> whole() {
        return pieces == null ? Optional.empty() : pieces.whole();
    }

    private void requireUnchanged() throws IOException {
        byte[] known;
        synchronized (this) {
            known = bytes;
        }
        if (known != null) {
            try (InputStream now = origin.open()) {
                if (!Arrays.equals(known, now.readNBytes(known.length + 1))) {
                    throw new ChangedFileException();
                }
            }
        }
    }

    /** How many bytes of small files one run keeps; the others are read again. */
    public static final class Allowance {
        private long left;

        public Allowance(long bytes) {
            left = bytes;
        }

        private synchronized boolean take(int count) {
            boolean fits = count <= left;
            left -= fits ? count : 0;
            return fits;
        }
    }
}
