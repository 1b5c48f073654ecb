package io.migri.core.reading;

import java.util.Optional;

/** What an exception says, or what it is where it says nothing. */
public final class Reason {
    private Reason() {}

    public static String of(Throwable failure) {
        return Optional.ofNullable(failure.getMessage())
                .orElse(failure.getClass().getSimpleName());
    }
}
