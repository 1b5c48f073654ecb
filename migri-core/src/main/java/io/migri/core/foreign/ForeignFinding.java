package io.migri.core.foreign;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.SourcePosition;
import java.util.Optional;

/**
 * Files that were written for another tool.
 *
 * @param tool how messages call it
 * @param migration the name of the first that shows it
 * @param message a sentence that names the file and the tool
 * @param position where a plain run would do something else than the tool; empty where it would not
 */
public record ForeignFinding(String tool, String migration, String message, Optional<SourcePosition> position) {

    /** Whether a plain run is refused. */
    public boolean refused() {
        return position.isPresent();
    }

    /** What ends a run. */
    public MigriException refusal() {
        return MigriException.of(ErrorCode.FOREIGN_FORMAT, message)
                .at(position.orElse(null))
                .build();
    }
}
