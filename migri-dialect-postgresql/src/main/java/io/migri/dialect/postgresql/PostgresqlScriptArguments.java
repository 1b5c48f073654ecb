package io.migri.dialect.postgresql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a facade passed to an operation. */
record PostgresqlScriptArguments(List<? extends @Nullable Object> values) {

    String text(int index) {
        return values.get(index) instanceof String text ? text : fail(index, "a text");
    }

    int number(int index) {
        return values.get(index) instanceof Number number ? number.intValue() : fail(index, "a number");
    }

    boolean truth(int index) {
        return Boolean.TRUE.equals(values.get(index));
    }

    byte[] bytes(int index) {
        return values.get(index) instanceof byte[] bytes ? bytes : fail(index, "bytes");
    }

    List<?> list(int index) {
        return values.get(index) instanceof List<?> list ? list : fail(index, "a list");
    }

    private static <T> T fail(int index, String expected) {
        throw new IllegalArgumentException("argument " + index + " of an operation has to be " + expected);
    }
}
