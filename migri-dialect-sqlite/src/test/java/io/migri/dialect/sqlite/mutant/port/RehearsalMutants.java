package io.migri.dialect.sqlite.mutant.port;

import static io.migri.dialect.sqlite.mutant.call.Mutant.wrong;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.dialect.sqlite.mutant.call.Call;
import io.migri.dialect.sqlite.mutant.call.Interposed;
import io.migri.dialect.sqlite.mutant.call.Mutant;
import io.migri.dialect.sqlite.mutant.call.Mutation;
import io.migri.spi.DialectSession;
import io.migri.spi.rehearsal.OnCopy;
import io.migri.spi.rehearsal.Rehearsal;
import io.migri.spi.rehearsal.Rehearsals;
import io.migri.spi.rehearsal.Restriction;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import io.migri.spi.wire.StatementFailedException;
import io.migri.testkit.RehearsalContract;
import java.util.List;
import java.util.Optional;

/** Rehearsals that are real, or not like the real thing. */
public final class RehearsalMutants {
    private static final Class<?> DIES = RehearsalContract.class;

    private RehearsalMutants() {}

    public static List<Mutant> all() {
        return List.of(
                wrong("a rehearsal refuses nothing", OnCopy.class, "restriction", call -> Optional.empty())
                        .diesBy(DIES, "refusesWhatReachesBeyondIt"),
                wrong("a rehearsal gives no reason", Restriction.class, "refusal", call -> {
                            Optional<String> refusal = call.sound();
                            return refusal.map(reason -> " ");
                        })
                        .diesBy(DIES, "refusesWhatReachesBeyondIt"),
                wrong("a rehearsal refuses everything", Restriction.class, "refusal", call -> Optional.of("no"))
                        .diesBy(DIES, "refusesNothingThatAMigrationMayDo"),
                wrong("a rehearsal is the performance", Rehearsal.class, "session", Call::session)
                        .diesBy(DIES, "undoesWhatWasDone"),
                wrong("there is no rehearsal", Rehearsals.class, "open", call -> {
                            throw new MigriException(ErrorCode.DRY_RUN_UNSUPPORTED, "never");
                        })
                        .diesBy(DIES, "undoesWhatWasDone"),
                beginning("rows are not copied", "DELETE FROM animal", "DELETE FROM cage")
                        .diesBy(DIES, "hasTheRowsAndTheForeignKeysOfTheRealThing"),
                beginning("foreign keys are enforced elsewhere", "PRAGMA foreign_keys = ON")
                        .diesBy(DIES, "hasTheRowsAndTheForeignKeysOfTheRealThing"),
                beginning("views are copied as tables", "DROP VIEW every_cage", "CREATE TABLE every_cage (id integer)")
                        .diesBy(DIES, "hasViewsThatShowWhatItDoes"),
                beginning("the history is not copied", "DROP TABLE applied_migration")
                        .diesBy(DIES, "goesOnAfterTheHistoryOfTheRealThing"),
                beginning("the history is shared", "CREATE TABLE applied_migration (x integer)")
                        .diesBy(DIES, "keepsAHistoryOfItsOwn"),
                rehearsing("failures are swallowed", "execute", call -> {
                            try {
                                return call.sound();
                            } catch (StatementFailedException failure) {
                                return null;
                            }
                        })
                        .diesBy(DIES, "tellsOfFailuresAsTheRealThingDoes"),
                rehearsing("nothing is executed", "execute", call -> null).diesBy(DIES, "undoesWhatWasDone"),
                rehearsing("scripts are read otherwise", "next", call -> {
                            SqlStatement next = call.sound();
                            return next == null ? null : next.with(TransactionEffect.NONE);
                        })
                        .diesBy(DIES, "readsScriptsAsTheRealThingDoes"));
    }

    /** The copy changes before anything is rehearsed; what cannot be done there is left. */
    private static Mutant.Wrong beginning(String name, String... statements) {
        return wrong(name, Rehearsal.class, "begin", call -> {
            call.sound();
            DialectSession copy = (DialectSession) call.on(Rehearsal.class).session();
            for (String statement : statements) {
                try {
                    copy.wire().execute(List.of(statement));
                } catch (StatementFailedException notThere) {
                    // another test
                }
            }
            return null;
        });
    }

    private static Mutant.Wrong rehearsing(String name, String method, Mutation mutation) {
        return wrong(
                name,
                Rehearsal.class,
                "session",
                call -> Interposed.of(
                        DialectSession.class,
                        call.sound(),
                        inner -> inner.named(method) ? mutation.answer(inner) : inner.sound()));
    }
}
