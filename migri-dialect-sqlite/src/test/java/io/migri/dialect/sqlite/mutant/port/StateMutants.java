package io.migri.dialect.sqlite.mutant.port;

import static io.migri.dialect.sqlite.mutant.call.Mutant.wrong;

import io.migri.dialect.sqlite.mutant.call.Mutant;
import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.state.Aside;
import io.migri.spi.state.SessionState;
import io.migri.testkit.SessionContract;
import io.migri.testkit.SessionStateContract;
import io.migri.testkit.StatementEffectContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Sessions that are not put back, or at the cost of the transaction; and readers that do not see what a session remembers. */
public final class StateMutants {
    private static final Class<?> DIES = SessionStateContract.class;
    private static final List<String> COMMITTING = List.of("COMMIT", "BEGIN IMMEDIATE");

    private StateMutants() {}

    public static List<Mutant> all() {
        return List.of(
                wrong(
                                "restoring settings commits",
                                SessionState.class,
                                "restore",
                                call -> plus(COMMITTING, call.sound()))
                        .diesBy(DIES, "restoringCommitsNothing"),
                wrong(
                                "restoring settings rolls back",
                                SessionState.class,
                                "restore",
                                call -> plus(List.of("ROLLBACK", "BEGIN IMMEDIATE"), call.sound()))
                        .diesBy(DIES, "restoringUndoesNothing"),
                wrong(
                                "restoring ends the transaction for good",
                                SessionState.class,
                                "restore",
                                call -> List.of("ROLLBACK"))
                        .diesBy(DIES, "restoringCommitsNothing"),
                wrong("it restores nothing outside", SessionState.class, "restoreOutside", call -> List.of())
                        .diesBy(SessionContract.class, "restoresTheSession"),
                wrong(
                                "it restores what was never set",
                                SessionState.class,
                                "restoreOutside",
                                call -> plus(call.sound(), List.of("PRAGMA recursive_triggers = ON")))
                        .diesBy(SessionContract.class, "restoresTheSessionAfterARollback"),
                wrong(
                                "it leaves a transaction open",
                                SessionState.class,
                                "restoreOutside",
                                call -> plus(call.sound(), List.of("BEGIN")))
                        .diesBy(DIES, "restoringUndoesNothing"),
                wrong(
                                "its own statements in a script commit",
                                SessionState.class,
                                "aside",
                                call -> new Aside(COMMITTING, List.of()))
                        .diesBy(DIES, "anAsideCommitsNothingAndIsTakenBack"),
                wrong("its checks before a commit commit", SessionState.class, "beforeCommit", call -> COMMITTING)
                        .diesBy(DIES, "whatIsSentBeforeACommitCommitsNothing"),
                wrong(
                                "an implicit transaction never ends",
                                SessionState.class,
                                "implicitTransaction",
                                call -> new Aside(List.of("BEGIN"), List.of("BEGIN")))
                        .diesBy(DIES, "anImplicitTransactionIsOneThatCanBeRolledBack"),
                wrong(
                                "something stays of each transaction",
                                SessionState.class,
                                "leftByRollback",
                                call -> Optional.of("everything"))
                        .diesBy(DIES, "nothingStaysOfAPlainTransaction"),
                wrong("it remarks on everything", SessionState.class, "remarks", call -> List.of("how nice"))
                        .diesBy(DIES, "thereIsNothingToRemarkAboutAPlainMigration"),
                wrong(
                                "it forgets what was there before",
                                SessionState.class,
                                "forgetting",
                                call -> List.of("DROP TABLE IF EXISTS migri_kept"))
                        .diesBy(DIES, "aTemporaryTableThatWasThereBeforeStays"),
                wrong(
                                "it cannot forget what is gone",
                                SessionState.class,
                                "forgetting",
                                call -> List.of("DROP TABLE temp.migri_memory"))
                        .diesBy(DIES, "whatIsGoneAlreadyIsForgottenWithoutAnError"),
                using("no statement is said to change the session", use -> SessionUse.NONE)
                        .diesBy(DIES, "theReaderSaysThatSettingsChangeTheSession"),
                using(
                                "temporary tables are said to be others",
                                use -> new SessionUse(use.constant(), others(use.gives()), use.reads(), use.ends()))
                        .diesBy(DIES, "theReaderSaysWhoMakesAndWhoReadsATemporaryTable"),
                using(
                                "nobody is said to read a temporary table",
                                use -> new SessionUse(use.constant(), use.gives(), Set.of(), use.ends()))
                        .diesBy(DIES, "theReaderSaysWhoMakesAndWhoReadsATemporaryTable"),
                using(
                                "nothing is said to be gone",
                                use -> new SessionUse(use.constant(), use.gives(), use.reads(), Set.of()))
                        .diesBy(DIES, "theReaderSaysThatATemporaryTableHasGone"),
                using(
                                "everything is said to be constant",
                                use -> new SessionUse(true, use.gives(), use.reads(), use.ends()))
                        .diesBy(StatementEffectContract.class, "whatANewSessionLacksIsNamed"),
                using(
                                "no key is said to be generated",
                                use -> new SessionUse(use.constant(), without(use.gives()), use.reads(), use.ends()))
                        .diesBy(StatementEffectContract.class, "whatANewSessionLacksIsNamed"));
    }

    private static Mutant.Wrong using(String name, UnaryOperator<SessionUse> change) {
        return wrong(name, StatementReader.class, "next", call -> {
            SqlStatement next = call.sound();
            return next == null ? null : next.using(change.apply(next.session()));
        });
    }

    private static Set<SessionValue> others(Set<SessionValue> values) {
        return values.stream()
                .map(value -> new SessionValue(value.kind(), "other_" + value.name(), value.undone()))
                .collect(Collectors.toSet());
    }

    private static Set<SessionValue> without(Set<SessionValue> values) {
        return values.stream()
                .filter(value -> value.kind() != SessionValue.Kind.GENERATED_KEY)
                .collect(Collectors.toSet());
    }

    private static List<String> plus(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
