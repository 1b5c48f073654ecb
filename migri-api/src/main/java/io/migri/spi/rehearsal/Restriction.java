package io.migri.spi.rehearsal;

import io.migri.spi.script.SqlStatement;
import java.util.Optional;

/** Knows what would reach beyond a copy. */
@FunctionalInterface
public interface Restriction {

    /**
     * Why {@code statement} must not be executed here; empty where it may. Sends nothing. Asked of all statements in order; one
     * with the ordinal 0 begins another script.
     */
    Optional<String> refusal(SqlStatement statement);
}
