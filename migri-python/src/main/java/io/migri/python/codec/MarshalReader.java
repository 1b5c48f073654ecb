package io.migri.python.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads values in CPython's marshal format, version 2. Lists and tuples both become a {@link java.util.List}. Only for what our own
 * peer wrote: the format is no protection against anybody else.
 */
public final class MarshalReader {
    private static final int DIGIT_BITS = 15;

    private final byte[] bytes;
    private int at;

    public MarshalReader(byte[] bytes) {
        this.bytes = bytes;
    }

    @Nullable
    public Object read() {
        char type = (char) bytes[at++];
        return switch (type) {
            case 'N' -> null;
            case 'T' -> true;
            case 'F' -> false;
            case 'i' -> (long) (int) fixed(Integer.BYTES);
            case 'I' -> fixed(Long.BYTES);
            case 'l' -> integer();
            case 'g' -> Double.longBitsToDouble(fixed(Long.BYTES));
            case 's' -> data();
            case 'u' -> text();
            case 't' -> ascii();
            case '(', '[' -> sequence();
            case '{' -> map();
            default -> throw new IllegalStateException("Python sent a value of the unknown type " + type);
        };
    }

    private Object sequence() {
        int count = length();
        @Nullable Object[] items = new @Nullable Object[count];
        for (int i = 0; i < count; i++) {
            items[i] = read();
        }
        return Arrays.asList(items);
    }

    private Map<Object, @Nullable Object> map() {
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        while (bytes[at] != '0') {
            Object key = read();
            map.put(key == null ? "None" : key, read());
        }
        at++;
        return map;
    }

    private Object integer() {
        int signedDigits = length();
        BigInteger value = BigInteger.ZERO;
        int digits = Math.abs(signedDigits);
        for (int i = 0; i < digits; i++) {
            value = value.or(BigInteger.valueOf(fixed(Short.BYTES) & 0x7FFF).shiftLeft(i * DIGIT_BITS));
        }
        BigInteger signed = signedDigits < 0 ? value.negate() : value;
        return signed.bitLength() < Long.SIZE ? (Object) signed.longValue() : signed;
    }

    private byte[] data() {
        int length = length();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    private String ascii() {
        int length = length();
        at += length;
        return new String(bytes, at - length, length, ISO_8859_1);
    }

    private String text() {
        int length = length();
        int start = at;
        at += length;
        for (int i = start; i < at; i++) {
            if ((bytes[i] & 0xFF) == 0xED && (bytes[i + 1] & 0xFF) >= 0xA0) {
                return Surrogates.decode(bytes, start, length);
            }
        }
        return new String(bytes, start, length, UTF_8);
    }

    private int length() {
        return (int) fixed(Integer.BYTES);
    }

    private long fixed(int width) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value |= (bytes[at++] & 0xFFL) << (8 * i);
        }
        return value;
    }
}
