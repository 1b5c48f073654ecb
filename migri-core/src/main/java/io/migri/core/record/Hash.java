package io.migri.core.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** SHA-256 over files' bytes, one after the other. Used by one thread. */
final class Hash {
    private static final int BUFFER = 16 * 1024;

    private final MessageDigest digest = sha256();
    private final byte[] buffer = new byte[BUFFER];

    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    /** Copies {@code bytes} to {@code copy} on the way; closes {@code bytes}. */
    static String of(InputStream bytes, OutputStream copy) throws IOException {
        Hash hash = new Hash();
        try (bytes) {
            for (int read = bytes.read(hash.buffer); read >= 0; read = bytes.read(hash.buffer)) {
                hash.digest.update(hash.buffer, 0, read);
                copy.write(hash.buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    /** Closes {@code bytes}. Gives up, and returns nothing, once nobody wants it any more. */
    Optional<String> of(InputStream bytes, BooleanSupplier wanted) throws IOException {
        digest.reset();
        try (bytes) {
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                if (!wanted.getAsBoolean()) {
                    return Optional.empty();
                }
                digest.update(buffer, 0, read);
            }
        }
        return Optional.of(HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
