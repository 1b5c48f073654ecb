package io.migri.dialect.sqlite.facade;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the facade in Python hands over with an operation. */
record SqliteFacadeArguments(List<? extends @Nullable Object> values) {

    String text(int index) {
        return (String) requireNonNull(values.get(index));
    }

    @Nullable
    String textOrNull(int index) {
        return (String) values.get(index);
    }

    long number(int index) {
        return (Long) requireNonNull(values.get(index));
    }

    boolean truth(int index) {
        return Boolean.TRUE.equals(values.get(index));
    }

    List<? extends @Nullable Object> list(int index) {
        return (List<?>) requireNonNull(values.get(index));
    }
}
