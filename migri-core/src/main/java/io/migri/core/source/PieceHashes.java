package io.migri.core.source;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a file was when its pieces were first read: behind each piece, the hash of all bytes so far. So one hashing of a byte serves its piece
 * and the file. Thread-safe; each reading is one thread's.
 */
final class PieceHashes {
    /** The size of a piece, in bytes; the last one is smaller. */
    static final int PIECE = 64 * 1024;

    private final List<byte[]> hashes = new ArrayList<>();
    private @Nullable WholeFile whole;

    /** A reading from the file's beginning. */
    Reading reading() {
        return new Reading();
    }

    /** The file's size and hash; empty until it was read to its end. */
    synchronized Optional<WholeFile> whole() {
        return Optional.ofNullable(whole);
    }

    private synchronized void check(int index, byte[] hash) throws ChangedFileException {
        if (index == hashes.size()) {
            hashes.add(hash);
        } else if (!MessageDigest.isEqual(hashes.get(index), hash)) {
            throw new ChangedFileException();
        }
    }

    private synchronized void end(WholeFile file) {
        whole = file;
    }

    /** One pass over the pieces, in order. */
    final class Reading {
        private final MessageDigest digest = sha256();
        private int index;
        private long size;

        /** Learns the next piece, or compares it with what was learned. A smaller one than {@link #PIECE} is the last. */
        void check(byte[] bytes, int length) throws ChangedFileException {
            digest.update(bytes, 0, length);
            byte[] hash = soFar();
            PieceHashes.this.check(index++, hash);
            size += length;
            if (length < PIECE) {
                end(new WholeFile(size, HexFormat.of().formatHex(hash)));
            }
        }

        private byte[] soFar() {
            try {
                return ((MessageDigest) digest.clone()).digest();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("SHA-256 of this Java cannot be cloned", e);
            }
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
