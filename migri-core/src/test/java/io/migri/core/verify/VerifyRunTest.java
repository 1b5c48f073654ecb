package io.migri.core.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;
import io.migri.api.undo.SchemaDifference;
import io.migri.api.undo.SchemaDifference.Kind;
import io.migri.api.undo.UndoCheck;
import io.migri.api.undo.Verification;
import io.migri.core.trial.Trial;
import io.migri.testkit.scripted.Conditions.Rehearsing;
import io.migri.testkit.scripted.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Undos that are complete, that forget something, that fail, and that are missing. */
class VerifyRunTest {
    private final Trial trial = Trial.of("make a;").file("undo/0001", "drop a;");

    private Verification verify(boolean all) {
        return trial.migri().verify(all);
    }

    private static List<String> told(Verification found) {
        return found.checks().stream().map(VerifyRunTest::told).toList();
    }

    private static String told(UndoCheck check) {
        StringBuilder told = new StringBuilder(check.migration() + " " + check.state());
        for (SchemaDifference one : check.differences()) {
            told.append(one.kind() == Kind.LEFT ? " +" : " -").append(one.again() ? "again " : "");
            told.append(one.statement());
        }
        return told.toString();
    }

    @ParameterizedTest
    @EnumSource(value = Rehearsing.class, names = "NOWHERE", mode = EnumSource.Mode.EXCLUDE)
    void tellsWhatEachUndoForgets(Rehearsing where) {
        trial.database().conditions().rehearsing = where;
        trial.file("0002", "make b; make c;").file("undo/0002", "drop c;");
        trial.file("0003", "drop a;").file("undo/0003", "nothing;");
        trial.file("0004", "make d;");

        Verification found = verify(false);

        assertEquals(
                List.of("0001 COMPLETE", "0002 INCOMPLETE +make b", "0003 INCOMPLETE -make a", "0004 NO_UNDO"),
                told(found));
        assertFalse(found.isWell());
        assertEquals(List.of(), trial.database().executed());
        assertEquals(List.of(), trial.database().recorded());
    }

    @Test
    void tellsWhatShowsOnlyTheSecondTime() {
        trial.file("0002", "make b;").file("undo/0002", "drop b; drop a; make a {second};");

        assertEquals(List.of("0001 COMPLETE", "0002 INCOMPLETE +make a {second} -make a"), told(verify(false)));
    }

    @Test
    void anUndoThatFailsDoesNotHideTheNext() {
        trial.file("0002", "make b;")
                .file("undo/0002", "broken;")
                .file("0003", "make c;")
                .file("undo/0003", "x;");
        trial.failing(Fault.at("broken"));

        Verification found = verify(false);

        assertEquals(List.of("0001 COMPLETE", "0002 FAILED", "0003 INCOMPLETE +make c"), told(found));
        assertTrue(found.checks().get(1).failure().orElseThrow().toString().startsWith("undo/0002: "));
    }

    @Test
    void tellsWhatWasForgottenAlsoIfTheMigrationStumblesOverIt() {
        trial.file("0002", "drop a; make b;").file("undo/0002", "half;");
        trial.failing(Fault.at("make b").times(1).behind(1));

        Verification found = verify(false);

        assertEquals(List.of("0001 COMPLETE", "0002 FAILED +make b -make a"), told(found));
        assertTrue(found.checks().get(1).failure().orElseThrow().toString().startsWith("again/0002: "));
    }

    @Test
    void aMigrationThatFailsIsAFailure() {
        trial.file("0002", "broken;").failing(Fault.at("broken"));

        MigrationFailedException failure = assertThrows(MigrationFailedException.class, () -> verify(false));

        assertEquals("0002", failure.migration());
    }

    @Test
    void goesBackFromWhatIsApplied() {
        trial.file("0002", "make b;").file("undo/0002", "drop b;");
        trial.file("0003", "drop a;").file("undo/0003", "nothing;");
        trial.migrate();
        List<String> before = trial.database().executed();

        assertEquals(List.of("0001 COMPLETE", "0002 COMPLETE", "0003 INCOMPLETE -make a"), told(verify(true)));

        assertEquals(before, trial.database().executed());
        assertEquals(List.of(), verify(false).checks());
    }

    @Test
    void goesBackNoFurtherThanThereAreUndos() {
        trial.file("0002", "make b;").file("0003", "make c;").file("undo/0003", "drop c;");
        trial.migrate();

        assertEquals(List.of("0001 NOT_REACHED", "0002 NO_UNDO", "0003 COMPLETE"), told(verify(true)));
    }

    @Test
    void needsADialectThatTellsTheSchema() {
        trial.database().conditions().tellsSchema = false;
        Migri migri = trial.migri();

        MigriException refusal = assertThrows(MigriException.class, () -> migri.verify(false));

        assertEquals(ErrorCode.REQUEST_UNSUPPORTED, refusal.code());
    }
}
