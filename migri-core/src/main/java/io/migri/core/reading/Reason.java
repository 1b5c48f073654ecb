package io.migri.core.reading;

import io.migri.api.MigriException;
import io.migri.api.text.Text;
import java.util.Optional;

/** What an exception says, or what it is where it says nothing. */
public final class Reason {
    private Reason() {}

    /** Without a place, which {@link MigriException#position()} has. */
    public static Text of(Throwable failure) {
        return failure instanceof MigriException told ? told.text() : Text.of(plain(failure));
    }

    private static String plain(Throwable failure) {
        return Optional.ofNullable(failure.getMessage())
                .orElse(failure.getClass().getSimpleName());
    }
}
