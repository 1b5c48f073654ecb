package io.migri.spi.state;

import java.util.List;

/**
 * Statements around Migri's own.
 *
 * @param before sent in front of them
 * @param after sent behind them, in the same transaction
 */
public record Aside(List<String> before, List<String> after) {
    /** Where the script has set nothing that matters. */
    public static final Aside NONE = new Aside(List.of(), List.of());

    public Aside {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }
}
