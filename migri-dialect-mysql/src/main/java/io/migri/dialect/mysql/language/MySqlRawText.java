package io.migri.dialect.mysql.language;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/**
 * A statement with bytes that are no text, such as a name of a file in another encoding: each stands in it as half of a surrogate pair
 * (Python's {@code surrogateescape}). The server gets the byte, and judges it.
 */
public final class MySqlRawText {
    private static final int FIRST = 0xDC80;
    private static final int LAST = 0xDCFF;

    private MySqlRawText() {}

    /** Whether there is such a byte in it. */
    public static boolean holdsBytes(String sql) {
        for (int i = 0; i < sql.length(); i++) {
            if (Character.isLowSurrogate(sql.charAt(i)) && (i == 0 || !Character.isHighSurrogate(sql.charAt(i - 1)))) {
                return true;
            }
        }
        return false;
    }

    /** Where the word ends with which it begins; 0 if it begins with anything else. */
    public static int firstWord(String sql) {
        int end = 0;
        while (end < sql.length() && sql.charAt(end) < 0x80 && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    /** What the server is to get. */
    public static byte[] bytes(String sql) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(sql.length());
        sql.codePoints().forEach(point -> {
            if (point >= FIRST && point <= LAST) {
                bytes.write(point & 0xFF);
            } else {
                bytes.writeBytes(Character.toString(point).getBytes(UTF_8));
            }
        });
        return bytes.toByteArray();
    }
}
