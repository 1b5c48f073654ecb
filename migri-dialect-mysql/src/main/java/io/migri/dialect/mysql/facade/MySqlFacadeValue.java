package io.migri.dialect.mysql.facade;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mysql.cj.result.Field;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns a value, as the server wrote it, into what the facade is to see: numbers, text, or bytes where the column has no character
 * set. The numbers of the types are those of the <a
 * href="https://dev.mysql.com/doc/dev/mysql-server/latest/field__types_8h.html">protocol</a>.
 */
@FunctionalInterface
interface MySqlFacadeValue {
    /** The collation that stands for bytes without a character set. */
    int BINARY = 63;

    /** What stands for bytes that are no text. */
    char REPLACED = '\uFFFD';

    @Nullable
    Object of(byte @Nullable [] raw);

    static MySqlFacadeValue of(Field field) {
        return switch (field.getMysqlTypeId()) {
            case 1, 2, 3, 8, 9, 13 -> MySqlFacadeValue::integer; // TINY, SHORT, LONG, LONGLONG, INT24, YEAR
            case 4, 5 -> MySqlFacadeValue::real; // FLOAT, DOUBLE
            // BIT, TINY_BLOB, MEDIUM_BLOB, LONG_BLOB, BLOB, VAR_STRING, STRING, GEOMETRY, VARCHAR
            case 15, 16, 249, 250, 251, 252, 253, 254, 255 ->
                field.getCollationIndex() == BINARY ? raw -> raw : MySqlFacadeValue::text;
            default -> MySqlFacadeValue::text;
        };
    }

    /** A text; its bytes in an array of one, where they are no UTF-8. */
    private static @Nullable Object text(byte @Nullable [] raw) {
        if (raw == null) {
            return null;
        }
        String text = new String(raw, UTF_8);
        return text.indexOf(REPLACED) >= 0 && !Arrays.equals(text.getBytes(UTF_8), raw) ? new Object[] {raw} : text;
    }

    private static @Nullable Object real(byte @Nullable [] raw) {
        return raw == null ? null : (Object) Double.valueOf(new String(raw, UTF_8));
    }

    private static @Nullable Object integer(byte @Nullable [] raw) {
        if (raw == null) {
            return null;
        }
        if (raw.length > 18) {
            return new BigInteger(new String(raw, UTF_8));
        }
        long value = 0;
        int start = raw[0] == '-' ? 1 : 0;
        for (int i = start; i < raw.length; i++) {
            value = value * 10 + (raw[i] - '0');
        }
        return start == 0 ? value : -value;
    }
}
