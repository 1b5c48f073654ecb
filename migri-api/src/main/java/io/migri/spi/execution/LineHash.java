package io.migri.spi.execution;

import io.migri.api.Migration;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A hash over a text's bytes, for which a byte order mark and the kind of line ends do not count. */
final class LineHash {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private LineHash() {}

    static String of(Migration.Content content) throws IOException {
        MessageDigest digest = sha256();
        try (BufferedInputStream bytes = new BufferedInputStream(content.open())) {
            skipByteOrderMark(bytes);
            for (int next = bytes.read(); next >= 0; next = bytes.read()) {
                digest.update((byte) (next == '\r' ? lineEnd(bytes) : next));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A carriage return, with a line feed or without, ends a line. */
    private static char lineEnd(InputStream bytes) throws IOException {
        bytes.mark(1);
        if (bytes.read() != '\n') {
            bytes.reset();
        }
        return '\n';
    }

    private static void skipByteOrderMark(InputStream bytes) throws IOException {
        bytes.mark(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(bytes.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
            bytes.reset();
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
