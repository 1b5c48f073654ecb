package io.migri.core.script;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/** A hash over the statements of a script from the first on, as it grows. */
public final class PrefixDigest {
    private static final int LINE_HASH = 16;
    private static final int LONGEST_EXCERPT = 200;
    private static final byte[] DATA = {-1, -1, -1, -1};

    private final MessageDigest digest = sha256();

    /** Adds a statement. Its length goes first, so that no two scripts run together to the same text. */
    public void add(String statement) {
        byte[] bytes = statement.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }

    /** Adds the data of the statement before. No statement is as long as the mark that tells them from one. */
    public void addData(String hash) {
        digest.update(DATA);
        digest.update(hash.getBytes(StandardCharsets.US_ASCII));
    }

    /** The hash so far. */
    public String value() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of this Java cannot be cloned", e);
        }
    }

    /**
     * A statement in a line: the beginning of its own hash, and that of its text.
     *
     * @param data the hash of its data; empty where it has none
     * @param discretion takes passwords out of what is shown
     */
    public static String line(String statement, String data, UnaryOperator<String> discretion) {
        MessageDigest own = sha256();
        own.update(statement.getBytes(StandardCharsets.UTF_8));
        byte[] hash = own.digest(data.getBytes(StandardCharsets.US_ASCII));
        String shown = discretion.apply(statement);
        String text = shown.length() > LONGEST_EXCERPT ? shown.substring(0, LONGEST_EXCERPT) + "…" : shown;
        return HexFormat.of().formatHex(hash).substring(0, LINE_HASH) + ' ' + OneLine.of(text);
    }

    /** Whether two lines are of the same statement. */
    public static boolean same(String line, String other) {
        return line.regionMatches(0, other, 0, LINE_HASH);
    }

    /** The text of a line. */
    public static String text(String line) {
        return line.substring(Math.min(line.length(), LINE_HASH + 1));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
