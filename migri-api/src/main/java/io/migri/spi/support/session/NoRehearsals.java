package io.migri.spi.support.session;

import static java.util.Objects.requireNonNull;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.DialectSession;
import io.migri.spi.rehearsal.Rehearsal;
import io.migri.spi.rehearsal.RehearsalRequest;
import io.migri.spi.rehearsal.Rehearsals;

/**
 * Refuses each dry run.
 *
 * @param reason why this database has none, a clause for the user
 */
public record NoRehearsals(String reason) implements Rehearsals<DialectSession> {
    public NoRehearsals {
        requireNonNull(reason, "reason");
    }

    @Override
    public Rehearsal<DialectSession> open(RehearsalRequest request) {
        throw new MigriException(ErrorCode.DRY_RUN_UNSUPPORTED, reason);
    }
}
