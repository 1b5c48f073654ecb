package io.migri.core.run;

import java.util.Optional;

/** What an exception says, or what it is where it says nothing. */
final class Reason {
    private Reason() {}

    static String of(Throwable failure) {
        return Optional.ofNullable(failure.getMessage())
                .orElse(failure.getClass().getSimpleName());
    }
}
