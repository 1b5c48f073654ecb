package io.migri.core.script;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Hashes the data of a statement while they are read. */
public final class DataDigest extends FilterReader {
    private static final int READ_AT_ONCE = 8 * 1024;

    private final MessageDigest digest = PrefixDigest.sha256();
    private byte[] bytes = new byte[0];

    public DataDigest(Reader data) {
        super(data);
    }

    /** The hash of all of {@code data}, which is read to its end. */
    public static String of(Reader data) throws IOException {
        DataDigest digest = new DataDigest(data);
        char[] characters = new char[READ_AT_ONCE];
        while (digest.read(characters, 0, characters.length) >= 0) {
            // reading is all there is to it
        }
        return digest.value();
    }

    /** The hash of what was read. Called once. */
    public String value() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        if (next >= 0) {
            add(new char[] {(char) next}, 0, 1);
        }
        return next;
    }

    @Override
    public int read(char[] characters, int offset, int length) throws IOException {
        int count = super.read(characters, offset, length);
        if (count > 0) {
            add(characters, offset, count);
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void add(char[] characters, int offset, int count) {
        if (bytes.length < 2 * count) {
            bytes = new byte[2 * count];
        }
        for (int i = 0; i < count; i++) {
            char one = characters[offset + i];
            bytes[2 * i] = (byte) (one >> Byte.SIZE);
            bytes[2 * i + 1] = (byte) one;
        }
        digest.update(bytes, 0, 2 * count);
    }
}
