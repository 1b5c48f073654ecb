package io.migri.api.report;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Something in a run that those who use the database are going to notice.
 *
 * @param migration the migration's name
 * @param line one-based; 0 where it is not known
 * @param message a sentence without a final dot
 * @param advice what to write instead, beginning in lower case and without a final dot
 */
public record Danger(Severity severity, String migration, int line, String message, Optional<String> advice) {

    public Danger {
        requireNonNull(severity, "severity");
        requireNonNull(migration, "migration");
        requireNonNull(message, "message");
        requireNonNull(advice, "advice");
    }

    /** How bad it is; each is worse than those before it, but for {@link #LOSS}, which is bad in another way. */
    public enum Severity {
        /** Worth knowing, but keeps nobody from the database for long. */
        NOTABLE,
        /** Reads or writes of a table that has rows are blocked by something that takes the longer the larger the table is. */
        BLOCKING,
        /** A table that has rows is written anew. */
        REWRITE,
        /** Data that was there before the run is gone after it. */
        LOSS;

        /** Whether somebody who asks for {@code asked} wants to know of this: it is as bad, or worse in the same way. */
        public boolean reaches(Severity asked) {
            return (this == LOSS || asked == LOSS) ? this == asked : compareTo(asked) >= 0;
        }
    }
}
