package io.migri.dialect.postgresql.facade.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.postgresql.core.Field;
import org.postgresql.core.Oid;
import org.postgresql.core.Tuple;

/** Rows in Python's form, whose bytes here are what CPython's own marshal.dumps(…, 2) gives. */
final class PostgresqlRowFrameTest {
    private static final String ROW = "5b010000002801000000";

    @Test
    void writesNumbers() {
        assertEquals("69ffffffff", value(Oid.INT4, "-1"));
        assertEquals("69ffffff7f", value(Oid.INT8, "2147483647"));
        assertEquals("6c0300000000000000" + "0200", value(Oid.INT8, "2147483648"));
        assertEquals("6cfdffffff01000000" + "0200", value(Oid.INT8, "-2147483649"));
        assertEquals("6cfbffffff00000000000000000800", value(Oid.INT8, "-9223372036854775808"));
        assertEquals("6c03000000ff7fff7f0300", value(Oid.OID, "4294967295"));
    }

    @Test
    void writesFloatingPointNumbers() {
        assertEquals("67000000000000f83f", value(Oid.FLOAT8, "1.5"));
        assertEquals("67000000a09999f13f", value(Oid.FLOAT4, "1.1"));
        assertEquals(
                "67000000000000f8ff".substring(0, 16), value(Oid.FLOAT8, "NaN").substring(0, 14) + "f8");
        assertEquals("67000000000000f0ff", value(Oid.FLOAT8, "-Infinity"));
    }

    @Test
    void writesTheRest() {
        assertEquals("54", value(Oid.BOOL, "t"));
        assertEquals("46", value(Oid.BOOL, "f"));
        assertEquals("7303000000" + "00ff5c", value(Oid.BYTEA, "\\x00ff5c"));
        assertEquals("7502000000" + "c3a9", value(Oid.TEXT, "é"));
        assertEquals("7503000000" + "312e35", value(Oid.NUMERIC, "1.5"));
        assertEquals("4e", value(Oid.TEXT, null));
    }

    private static String value(int type, @Nullable String text) {
        byte[][] data = {text == null ? null : text.getBytes(UTF_8)};
        byte[] frame = new PostgresqlRowFrame(new Field[] {new Field("a", type)}).encode(List.of(new Tuple(data)));
        String hex = HexFormat.of().formatHex(frame);
        assertEquals(ROW, hex.substring(0, ROW.length()));
        return hex.substring(ROW.length());
    }
}
