package io.migri.cli.url;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding (RFC 3986): a plus sign is a plus sign. */
final class PercentCode {

    private PercentCode() {}

    /** @param what names the part in the message, which does not quote it */
    static String decode(String text, String what) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte next = bytes[i];
            if (next == '%') {
                int high = digit(bytes, i + 1);
                int low = digit(bytes, i + 2);
                if (high < 0 || low < 0) {
                    throw new UrlException(
                            "in the " + what + " a percent sign is not followed by two hexadecimal digits;"
                                    + " write a percent sign itself as %25.");
                }
                next = (byte) (high * 16 + low);
                i += 2;
            }
            bytes[length++] = next;
        }
        return text(ByteBuffer.wrap(bytes, 0, length), what);
    }

    private static int digit(byte[] bytes, int index) {
        return index < bytes.length ? Character.digit(bytes[index], 16) : -1;
    }

    private static String text(ByteBuffer bytes, String what) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            if (text.indexOf('\0') >= 0) {
                throw new UrlException("the " + what + " holds %00, which no name can hold.");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new UrlException("what is percent-encoded in the " + what + " is not UTF-8.");
        }
    }
}
