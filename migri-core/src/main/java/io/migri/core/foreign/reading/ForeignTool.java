package io.migri.core.foreign.reading;

import java.io.IOException;
import java.util.Optional;

/** Another migration tool, and how one sees that files were written for it: by their names, their comments, and files beside them. */
public interface ForeignTool {

    /** How messages call it. */
    String name();

    /**
     * Whether a comment that has a line for itself says something to the tool.
     *
     * @param comment without what begins it, and without white space around it
     */
    default boolean marks(String comment) {
        return false;
    }

    /** What of {@code place} is the tool's; empty where nothing is. */
    Optional<Trace> trace(Place place) throws IOException;
}
