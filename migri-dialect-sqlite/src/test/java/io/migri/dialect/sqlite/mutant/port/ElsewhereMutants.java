package io.migri.dialect.sqlite.mutant.port;

import static io.migri.dialect.sqlite.mutant.call.Mutant.wrong;

import io.migri.api.AppliedMigration;
import io.migri.dialect.sqlite.mutant.call.Mutant;
import io.migri.spi.AppliedLogProvider;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.testkit.AppliedLogElsewhereContract;
import java.util.List;
import java.util.Optional;

/** Logs elsewhere that hold what did not happen, or lose what did. */
public final class ElsewhereMutants {
    private static final Class<?> DIES = AppliedLogElsewhereContract.class;

    private ElsewhereMutants() {}

    public static List<Mutant> all() {
        return List.of(
                wrong("its name is in capitals", AppliedLogProvider.class, "name", call -> "FILE")
                        .diesBy(DIES, "itsProviderHasANameInLowerCase"),
                wrong("looking makes it", AppliedLog.class, "read", call -> {
                            call.on(AppliedLog.class).prepare();
                            return call.sound();
                        })
                        .diesBy(DIES, "isNotThereBeforeItIsPrepared"),
                LogMutants.emptyIsNone().diesBy(DIES, "isEmptyOncePrepared"),
                LogMutants.lastComesFirst().diesBy(DIES, "holdsWhatWasCommittedInOrder"),
                LogMutants.withoutFractions().diesBy(DIES, "keepsDatesToTheMicrosecond"),
                wrong("it takes every name", AppliedLog.class, "unfit", call -> Optional.empty())
                        .diesBy(DIES, "holdsWhatWasCommittedInOrder"),
                LogMutants.refusingEveryName().diesBy(DIES, "holdsWhatWasCommittedInOrder"),
                wrong("an entry is written before it is true", AppliedLog.class, "append", call -> {
                            call.on(AppliedLog.class).appended(call.argument(0, AppliedMigration.class));
                            return call.sound();
                        })
                        .diesBy(DIES, "toAppendWritesNothing"),
                wrong("an entry commits", AppliedLog.class, "append", call -> List.of("COMMIT", "BEGIN IMMEDIATE"))
                        .diesBy(DIES, "holdsNothingOfWhatWasRolledBack"),
                wrong("an entry is never written", AppliedLog.class, "appended", call -> null)
                        .diesBy(DIES, "holdsWhatWasCommittedInOrder"),
                wrong("it says that a rollback undoes it", AppliedLog.class, "undoneByRollback", call -> true)
                        .diesBy(DIES, "staysAsItIsInADryRun"),
                wrong(
                                "all histories are one",
                                AppliedLogProvider.class,
                                "open",
                                call -> call.soundly(call.argument(0, DialectSession.class), HistoryTable.USUAL))
                        .diesBy(DIES, "keepsTwoHistoriesApart"),
                wrong(
                                "its statement knows no quotes",
                                AppliedLog.class,
                                "append",
                                call -> List.of("PRAGMA foreign_keys = ON", "SELECT 'it's'"))
                        .diesBy(DIES, "meansTheSameWhateverTheMigrationDidToTheSession"));
    }
}
