package io.migri.core.record;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.UnfitName;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Whether the history has room for the names of what is to be recorded in it; a name that lost letters would be pending for ever. */
public final class NameRoom {
    private NameRoom() {}

    /**
     * Looks whether the history has room for all of their names.
     *
     * @throws MigriException where one of them cannot be recorded to the letter
     */
    public static void require(AppliedLog log, List<Migration> pending) throws SQLException {
        for (Migration migration : pending) {
            require(log, migration);
        }
    }

    /**
     * Looks whether the history has room for its name.
     *
     * @throws MigriException where it cannot be recorded to the letter
     */
    public static void require(AppliedLog log, Migration migration) throws SQLException {
        Optional<UnfitName> unfit = log.unfit(migration.name());
        if (unfit.isPresent()) {
            throw MigriException.of(
                            ErrorCode.VALIDATION,
                            migration.name() + " cannot be recorded under its name: "
                                    + unfit.get().reason())
                    .help("nothing was applied; " + unfit.get().help() + "; then run again")
                    .build();
        }
    }
}
