package io.migri.dialect.postgresql.facade.codec;

import java.sql.SQLException;
import org.postgresql.core.Oid;
import org.postgresql.core.ParameterList;

/** Numbers in the form in which the server works with them, which spares both sides the digits. */
public final class PostgresqlBinaryNumber {

    private PostgresqlBinaryNumber() {}

    /** Sets a number that fits the type; of another type it goes as text. */
    public static void set(ParameterList list, int index, int type, Number value) throws SQLException {
        switch (type) {
            case Oid.INT2 -> binary(list, index, type, value.longValue(), Short.BYTES);
            case Oid.INT4 -> binary(list, index, type, value.longValue(), Integer.BYTES);
            case Oid.INT8 -> binary(list, index, type, value.longValue(), Long.BYTES);
            case Oid.FLOAT8 -> binary(list, index, type, Double.doubleToRawLongBits(value.doubleValue()), Long.BYTES);
            default -> list.setStringParameter(index, value.toString(), 0);
        }
    }

    private static void binary(ParameterList list, int index, int type, long bits, int width) throws SQLException {
        byte[] bytes = new byte[width];
        for (int i = 0; i < width; i++) {
            bytes[i] = (byte) (bits >> (Byte.SIZE * (width - 1 - i)));
        }
        list.setBinaryParameter(index, bytes, type);
    }
}
