package io.migri.api.text;

import static java.util.Objects.requireNonNull;

/** What says the same to everybody. */
public record Words(String text) implements Part {

    public Words {
        requireNonNull(text, "text");
    }
}
