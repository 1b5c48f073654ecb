package io.migri.python.codec;

import java.io.ByteArrayOutputStream;

/** UTF-8 with lone surrogates, each in the three bytes that its number would take: what Python calls {@code surrogatepass}. */
final class Surrogates {

    private Surrogates() {}

    static byte[] encode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() * 3);
        text.codePoints().forEach(point -> encode(point, bytes));
        return bytes.toByteArray();
    }

    private static void encode(int point, ByteArrayOutputStream bytes) {
        if (point < 0x80) {
            bytes.write(point);
        } else if (point < 0x800) {
            bytes.write(0xC0 | (point >> 6));
            follow(point, 0, bytes);
        } else if (point < 0x10000) {
            bytes.write(0xE0 | (point >> 12));
            follow(point, 6, bytes);
        } else {
            bytes.write(0xF0 | (point >> 18));
            follow(point, 12, bytes);
        }
    }

    private static void follow(int point, int shift, ByteArrayOutputStream bytes) {
        for (int left = shift; left >= 0; left -= 6) {
            bytes.write(0x80 | ((point >> left) & 0x3F));
        }
    }

    static String decode(byte[] bytes, int start, int length) {
        StringBuilder text = new StringBuilder(length);
        int end = start + length;
        for (int i = start; i < end; ) {
            int lead = bytes[i] & 0xFF;
            int width = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
            int point = width == 1 ? lead : lead & (0x7F >> width);
            for (int k = 1; k < width; k++) {
                point = (point << 6) | (bytes[i + k] & 0x3F);
            }
            text.appendCodePoint(point);
            i += width;
        }
        return text.toString();
    }
}
