package io.migri.cli.database;

import io.migri.api.Secret;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A place that holds the password. It is read only if it counts: a command is executed by that, and standard input is
 * used up.
 *
 * @param place what it is called in messages
 * @param reader gives the password; empty where the place holds none
 */
record PasswordSource(String place, Supplier<Optional<Secret>> reader) {

    static PasswordSource of(String password, String place) {
        return new PasswordSource(place, () -> Optional.of(Secret.of(password)));
    }

    @Override
    public String toString() {
        return place;
    }
}
