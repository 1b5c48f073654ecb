package io.migri.dialect.postgresql.facade.codec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a facade passed to an operation. */
public record PostgresqlFacadeArguments(List<? extends @Nullable Object> values) {

    public String text(int index) {
        if (values.get(index) instanceof String text) {
            return text;
        }
        throw unexpected(index, "a text");
    }

    public int number(int index) {
        if (values.get(index) instanceof Number number) {
            return number.intValue();
        }
        throw unexpected(index, "a number");
    }

    public boolean truth(int index) {
        return Boolean.TRUE.equals(values.get(index));
    }

    public byte[] bytes(int index) {
        if (values.get(index) instanceof byte[] bytes) {
            return bytes;
        }
        throw unexpected(index, "bytes");
    }

    public List<?> list(int index) {
        if (values.get(index) instanceof List<?> list) {
            return list;
        }
        throw unexpected(index, "a list");
    }

    private static IllegalArgumentException unexpected(int index, String expected) {
        return new IllegalArgumentException("argument " + index + " of an operation has to be " + expected);
    }
}
