package io.migri.spi.support.table;

import io.migri.spi.support.StandardSpelling;
import java.time.Instant;

/**
 * The same spelling for tables of another schema.
 *
 * @param schema where they are
 */
record SpellingInSchema(StandardSpelling other, String schema) implements StandardSpelling {

    @Override
    public String folded(String name) {
        return other.folded(name);
    }

    @Override
    public String column(String name) {
        return other.column(name);
    }

    @Override
    public String text(String value) {
        return other.text(value);
    }

    @Override
    public String bytes(byte[] value) {
        return other.bytes(value);
    }

    @Override
    public String time(Instant value) {
        return other.time(value);
    }

    @Override
    public String equal(String left, String right) {
        return other.equal(left, right);
    }

    @Override
    public String millisecondsSince(Instant began) {
        return other.millisecondsSince(began);
    }

    @Override
    public String named(String migration) {
        return other.named(migration);
    }
}
