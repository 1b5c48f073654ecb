package io.migri.core.source;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** The hashes of a file's pieces, learned when they are first read. Thread-safe. */
final class PieceHashes {
    /** The size of a piece, in bytes; the last one is smaller. */
    static final int PIECE = 64 * 1024;

    private final List<byte[]> hashes = new ArrayList<>();

    /** Learns a piece, or compares it with what was learned. */
    synchronized void check(int index, byte[] bytes, int length) throws ChangedFileException {
        byte[] hash = hash(bytes, length);
        if (index == hashes.size()) {
            hashes.add(hash);
        } else if (!MessageDigest.isEqual(hashes.get(index), hash)) {
            throw new ChangedFileException();
        }
    }

    private static byte[] hash(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
