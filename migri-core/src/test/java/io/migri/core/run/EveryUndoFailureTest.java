package io.migri.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.DatabaseError.Kind;
import io.migri.api.DatabaseState;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;
import io.migri.api.undo.Undo;
import io.migri.core.trial.Trial;
import io.migri.testkit.scripted.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same as {@link EveryFailureTest} for the way back: whatever fails at whichever place, each statement of each undo is executed once. */
class EveryUndoFailureTest {

    static Stream<Arguments> cases() {
        return EveryFailureTest.cases();
    }

    static Stream<String> scripts() {
        return EveryFailureTest.SCRIPTS.keySet().stream();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    void whateverFailsTheExceptionTellsTheTruthAndLaterRunsFinishTheUndo(String script, String database) {
        Trial clean = migrated(script, database);
        clean.migri().down(Undo.all());
        every(script, database, clean, (fault, looks) -> new Attempt(script, database, fault, looks).undo(clean));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void aRedoThatFailsIsFinishedInItsOwnDirection(String script) {
        String database = EveryFailureTest.PLAIN;
        Trial clean = migrated(script, database);
        clean.migri().redo(Undo.last(1));
        every(script, database, clean, (fault, looks) -> new Attempt(script, database, fault, looks).redo(clean));
    }

    private static void every(String script, String database, Trial clean, Deed deed) {
        int first = script.equals(EveryFailureTest.ORDINARY) ? 0 : EveryFailureTest.BEFORE_SCRIPTS;
        int places = EveryFailureTest.places(clean);
        for (int place = first; place < places; place++) {
            int turn = place;
            for (Fault fault : EveryFailureTest.faults(place, database)) {
                // the two ways to know come by in turns, at each place with another half of the failures
                deed.with(fault, turn++ % 2 == 0);
            }
        }
    }

    /** Both are applied, and nothing of that is counted as sent. */
    private static Trial migrated(String script, String database) {
        Trial trial = new Trial()
                .file("0001", "y;")
                .file("0002", "z;")
                .file("undo/0001", "not-y;")
                .file("undo/0002", EveryFailureTest.SCRIPTS.getOrDefault(script, ""))
                .on(EveryFailureTest.DATABASES.getOrDefault(database, conditions -> {}));
        trial.migrate();
        trial.database().forgetMessages();
        return trial;
    }

    /** One failure, and what comes after it. */
    private static final class Attempt {
        private final String name;
        private final Trial trial;

        Attempt(String script, String database, Fault fault, boolean looks) {
            trial = migrated(script, database).failing(fault);
            if (looks) {
                trial.database().conditions().verdict = null;
            }
            name = script + ", " + database + ", " + fault.error().kind() + " " + fault.moment() + " behind "
                    + fault.passes() + (looks ? ", looking tells" : "");
        }

        void undo(Trial clean) {
            fail(migri -> migri.down(Undo.all()), clean);
            trial.database().recover();
            trial.finish(migri -> migri.down(Undo.all()), this::told);
            requireEnd(clean);
        }

        void redo(Trial clean) {
            fail(migri -> migri.redo(Undo.last(1)), clean);
            trial.database().recover();
            List<String> executed = trial.database().executed();
            if (trial.database().recorded().contains("0002")
                    && !executed.equals(clean.database().executed())) {
                trial.finish(migri -> migri.down(Undo.to("0001")), this::told);
            }
            trial.finish(this::told);
            requireEnd(clean);
        }

        private void fail(Deed.Run run, Trial clean) {
            try {
                run.on(trial.migri());
            } catch (MigrationFailedException e) {
                requireTruth(e, clean.database().executed());
            } catch (MigriException e) {
                assertEquals(List.of("y", "z"), trial.database().executed(), this::told);
            }
        }

        private void requireEnd(Trial clean) {
            assertEquals(clean.database().executed(), trial.database().executed(), this::told);
            assertEquals(clean.database().recorded(), trial.database().recorded(), this::told);
            assertEquals(List.of(), trial.database().notes(), this::told);
        }

        private void requireTruth(MigrationFailedException failure, List<String> wanted) {
            List<String> executed = trial.database().executed();
            Supplier<String> said = () -> Trial.spoken(failure) + "; " + told();
            boolean back = Undo.isName(failure.migration());
            boolean recorded = trial.database().recorded().contains(Undo.migrationOf(failure.migration()));
            switch (failure.state()) {
                case UNCHANGED -> {
                    assertEquals(before(failure.migration(), wanted), executed, said);
                    assertEquals(back, recorded, said);
                }
                case PARTLY_CHANGED -> assertEquals(back, recorded, said);
                case UNKNOWN ->
                    assertTrue(
                            failure.databaseError().orElseThrow().kind() == Kind.CONNECTION_LOST
                                    || failure.databaseError().orElseThrow().kind() == Kind.SESSION_ENDED,
                            said);
            }
            assertFalse(failure.state() != DatabaseState.PARTLY_CHANGED && failure.lastingStatements() > 0, said);
        }

        /** What is executed once the run has come to the script of that name. */
        private static List<String> before(String script, List<String> wanted) {
            List<String> before = new ArrayList<>(wanted);
            return script.equals("undo/0002") ? List.of("y", "z") : before.subList(0, before.size() - 1);
        }

        private String told() {
            return name + "\n" + String.join("\n", trial.database().conversation());
        }
    }

    /** What is done with one failure. */
    @FunctionalInterface
    private interface Deed {
        void with(Fault fault, boolean looks);

        /** What fails. */
        @FunctionalInterface
        interface Run {
            void on(Migri migri);
        }
    }
}
