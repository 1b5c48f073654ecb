package io.migri.spi.history;

import static java.util.Objects.requireNonNull;

/**
 * Why a log cannot hold an entry under a migration's name.
 *
 * @param reason a clause that says what there is no room for, and where
 * @param help a clause that says what to do about it, with the statement to execute where there is one
 */
public record UnfitName(String reason, String help) {

    public UnfitName {
        requireNonNull(reason, "reason");
        requireNonNull(help, "help");
    }
}
