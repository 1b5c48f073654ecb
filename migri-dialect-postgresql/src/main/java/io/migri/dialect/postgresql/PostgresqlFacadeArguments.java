package io.migri.dialect.postgresql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a facade passed to an operation. */
record PostgresqlFacadeArguments(List<? extends @Nullable Object> values) {

    String text(int index) {
        if (values.get(index) instanceof String text) {
            return text;
        }
        throw unexpected(index, "a text");
    }

    int number(int index) {
        if (values.get(index) instanceof Number number) {
            return number.intValue();
        }
        throw unexpected(index, "a number");
    }

    boolean truth(int index) {
        return Boolean.TRUE.equals(values.get(index));
    }

    byte[] bytes(int index) {
        if (values.get(index) instanceof byte[] bytes) {
            return bytes;
        }
        throw unexpected(index, "bytes");
    }

    List<?> list(int index) {
        if (values.get(index) instanceof List<?> list) {
            return list;
        }
        throw unexpected(index, "a list");
    }

    private static IllegalArgumentException unexpected(int index, String expected) {
        return new IllegalArgumentException("argument " + index + " of an operation has to be " + expected);
    }
}
