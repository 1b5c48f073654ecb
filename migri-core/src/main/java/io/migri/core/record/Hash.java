package io.migri.core.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over a file's bytes. */
final class Hash {

    private Hash() {}

    /** Copies {@code bytes} to {@code copy} on the way; closes {@code bytes}. */
    static String of(InputStream bytes, OutputStream copy) throws IOException {
        MessageDigest digest = sha256();
        try (DigestInputStream digested = new DigestInputStream(bytes, digest)) {
            digested.transferTo(copy);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
