package io.migri.python.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes values in CPython's <a href="https://docs.python.org/3/library/marshal.html">marshal</a> format, version 2, which every
 * Python 3 reads at the speed of C. Holds one value at a time; used by one thread at a time.
 */
public final class MarshalWriter {
    /** Python's own big integers have digits of 15 bits in this format. */
    private static final int DIGIT_BITS = 15;

    private static final int FIRST_SIZE = 8 * 1024;
    private static final int KEPT_SIZE = 1024 * 1024;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;

    /** Begins a new value, {@code reserved} bytes behind the start of the buffer. */
    public MarshalWriter reset(int reserved) {
        if (bytes.length > KEPT_SIZE) {
            bytes = new byte[FIRST_SIZE];
        }
        size = reserved;
        return this;
    }

    public byte[] buffer() {
        return bytes;
    }

    public int size() {
        return size;
    }

    public MarshalWriter write(@Nullable Object value) {
        if (value == null) {
            type('N');
        } else if (value instanceof String text) {
            text(text);
        } else if (value instanceof Long number) {
            integer(number);
        } else if (value instanceof Integer number) {
            integer(number);
        } else if (value instanceof Object[] tuple) {
            sequence('(', Arrays.asList(tuple));
        } else if (value instanceof List<?> list) {
            sequence('[', list);
        } else if (value instanceof byte[] data) {
            sized('s', data);
        } else if (value instanceof Boolean truth) {
            type(truth ? 'T' : 'F');
        } else if (value instanceof Double number) {
            type('g');
            fixed(Double.doubleToRawLongBits(number), Long.BYTES);
        } else if (value instanceof BigInteger number) {
            bigInteger(number);
        } else if (value instanceof Map<?, ?> map) {
            map(map);
        } else {
            throw new IllegalArgumentException(
                    "a channel returned a " + value.getClass().getName() + ", which has no form in Python");
        }
        return this;
    }

    private void map(Map<?, ?> map) {
        type('{');
        map.forEach((key, value) -> write(key).write(value));
        type('0');
    }

    private void sequence(char type, List<?> items) {
        type(type);
        fixed(items.size(), Integer.BYTES);
        for (Object item : items) {
            write(item);
        }
    }

    private void integer(long number) {
        if (number >= Integer.MIN_VALUE && number <= Integer.MAX_VALUE) {
            type('i');
            fixed(number, Integer.BYTES);
        } else {
            bigInteger(BigInteger.valueOf(number));
        }
    }

    private void bigInteger(BigInteger number) {
        type('l');
        BigInteger rest = number.abs();
        int digits = (rest.bitLength() + DIGIT_BITS - 1) / DIGIT_BITS;
        fixed((long) digits * number.signum(), Integer.BYTES);
        for (int i = 0; i < digits; i++) {
            fixed(rest.shiftRight(i * DIGIT_BITS).intValue() & 0x7FFF, Short.BYTES);
        }
    }

    private void text(String text) {
        int length = text.length();
        ensure(5 + length);
        int start = size;
        size += 5;
        for (int i = 0; i < length; i++) {
            char character = text.charAt(i);
            if (character >= 0x80) {
                size = start;
                sized('u', encode(text));
                return;
            }
            bytes[size++] = (byte) character;
        }
        int end = size;
        size = start;
        type('u');
        fixed(length, Integer.BYTES);
        size = end;
    }

    /** Python reads lone surrogates here in the form that UTF-8 forbids and that Java replaces by a question mark. */
    private static byte[] encode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return Surrogates.encode(text);
            }
        }
        return text.getBytes(UTF_8);
    }

    private void sized(char type, byte[] data) {
        type(type);
        fixed(data.length, Integer.BYTES);
        ensure(data.length);
        System.arraycopy(data, 0, bytes, size, data.length);
        size += data.length;
    }

    private void type(char type) {
        ensure(1);
        bytes[size++] = (byte) type;
    }

    private void fixed(long value, int width) {
        ensure(width);
        for (int i = 0; i < width; i++) {
            bytes[size++] = (byte) (value >> (8 * i));
        }
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length * 2));
        }
    }
}
