package io.migri.dialect.postgresql.facade.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.Oid;
import org.postgresql.core.Tuple;
import org.postgresql.util.PGbytea;

/**
 * Rows as a list of tuples in CPython's <a href="https://docs.python.org/3/library/marshal.html">marshal</a> format, version 2. The
 * facade loads it by itself: the server's texts go straight into it, instead of becoming Java's texts on their way. The commonest
 * types become Python's own; records stay the bytes, and all others the texts that the server sent.
 */
public final class PostgresqlRowFrame {
    private static final int BOOL = 16;
    private static final int BYTEA = 17;
    private static final int INT8 = 20;
    private static final int INT2 = 21;
    private static final int INT4 = 23;
    private static final int OID = 26;
    private static final int FLOAT4 = 700;
    private static final int FLOAT8 = 701;
    /** Whose text does not tell the types of what is in it. */
    public static final Set<Integer> BINARY = Set.of(Oid.RECORD, Oid.RECORD_ARRAY);

    private static final int DIGIT_BITS = 15;

    private final int[] types;
    private byte[] bytes = new byte[1024];
    private int size;

    public PostgresqlRowFrame(Field[] fields) {
        this.types = Arrays.stream(fields).mapToInt(Field::getOID).toArray();
    }

    public byte[] encode(List<Tuple> rows) {
        size = 0;
        head('[', rows.size());
        for (Tuple row : rows) {
            row(row);
        }
        return Arrays.copyOf(bytes, size);
    }

    private void row(Tuple row) {
        int columns = row.fieldCount();
        head('(', columns);
        for (int i = 0; i < columns; i++) {
            value(i < types.length ? types[i] : 0, row.get(i));
        }
    }

    private void value(int type, byte @Nullable [] value) {
        if (value == null) {
            type('N');
            return;
        }
        switch (type) {
            case BOOL -> type(value[0] == 't' ? 'T' : 'F');
            case INT2, INT4, INT8, OID -> integer(number(value));
            case FLOAT8 -> real(Double.parseDouble(floating(value)));
            case FLOAT4 -> real(Float.parseFloat(floating(value)));
            case BYTEA -> sized('s', data(value));
            case Oid.RECORD, Oid.RECORD_ARRAY -> sized('s', value);
            default -> sized('u', value);
        }
    }

    private static long number(byte[] digits) {
        boolean negative = digits[0] == '-';
        long value = 0;
        // negative, because the lowest number has no positive counterpart
        for (int i = negative ? 1 : 0; i < digits.length; i++) {
            value = value * 10 - (digits[i] - '0');
        }
        return negative ? value : -value;
    }

    private static String floating(byte[] value) {
        return new String(value, ISO_8859_1);
    }

    private static byte[] data(byte[] text) {
        try {
            byte[] data = PGbytea.toBytes(text);
            return data == null ? new byte[0] : data;
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException("the server sent bytes in an unknown form", e);
        }
    }

    private void integer(long number) {
        if (number >= Integer.MIN_VALUE && number <= Integer.MAX_VALUE) {
            head('i', (int) number);
        } else {
            large(number);
        }
    }

    /** Python's big integers have digits of 15 bits in this format. The lowest number is right too, as one without a sign. */
    private void large(long number) {
        long rest = Math.abs(number);
        int digits = (Long.SIZE - Long.numberOfLeadingZeros(rest) + DIGIT_BITS - 1) / DIGIT_BITS;
        head('l', number < 0 ? -digits : digits);
        ensure(digits * 2);
        for (int i = 0; i < digits; i++) {
            int digit = (int) (rest >>> (i * DIGIT_BITS)) & 0x7FFF;
            bytes[size++] = (byte) digit;
            bytes[size++] = (byte) (digit >> 8);
        }
    }

    private void real(double number) {
        ensure(9);
        bytes[size++] = 'g';
        long bits = Double.doubleToRawLongBits(number);
        for (int i = 0; i < Long.SIZE; i += Byte.SIZE) {
            bytes[size++] = (byte) (bits >> i);
        }
    }

    private void sized(char type, byte[] data) {
        head(type, data.length);
        ensure(data.length);
        System.arraycopy(data, 0, bytes, size, data.length);
        size += data.length;
    }

    private void head(char type, int number) {
        ensure(5);
        bytes[size++] = (byte) type;
        bytes[size++] = (byte) number;
        bytes[size++] = (byte) (number >> 8);
        bytes[size++] = (byte) (number >> 16);
        bytes[size++] = (byte) (number >> 24);
    }

    private void type(char type) {
        ensure(1);
        bytes[size++] = (byte) type;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length * 2));
        }
    }
}
