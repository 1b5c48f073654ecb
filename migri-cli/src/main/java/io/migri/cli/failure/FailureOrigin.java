package io.migri.cli.failure;

import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;
import io.migri.api.SourcePosition;
import java.util.Optional;

/** The file that a failure is about. */
public final class FailureOrigin {

    private FailureOrigin() {}

    /** That of the place in it, or of the migration that failed; empty where no file is to blame. */
    public static Optional<String> of(MigriException failure) {
        return failure.position()
                .map(SourcePosition::origin)
                .or(() -> failure instanceof MigrationFailedException failed
                        ? Optional.of(failed.origin())
                        : Optional.empty());
    }
}
