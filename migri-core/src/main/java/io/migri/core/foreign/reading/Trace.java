package io.migri.core.foreign.reading;

import io.migri.api.Migration;
import java.util.Optional;

/**
 * What shows that files were written for another tool.
 *
 * @param tool how messages call it
 * @param file the first that shows it
 * @param conflict what a plain run would do that the tool would not; empty where both do the same
 */
public record Trace(String tool, Migration file, Optional<Conflict> conflict) {

    /** A trace of files that a plain run treats as the tool does. */
    public static Trace harmless(String tool, Migration file) {
        return new Trace(tool, file, Optional.empty());
    }

    public static Trace of(String tool, Conflict conflict) {
        return new Trace(tool, conflict.file(), Optional.of(conflict));
    }
}
