package io.migri.core.repeatable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ErrorCode;
import io.migri.api.HistoryChange;
import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.core.trial.Trial;
import io.migri.testkit.scripted.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs with files that are applied again whenever they have changed. */
class RepeatablesTest {
    private static final String HEAD = "-- migri: repeatable\n";

    private final Trial trial = Trial.of("a;").file("repeatable/views", HEAD + "v1;");

    private static List<String> names(MigrationReport report) {
        return report.results().stream().map(MigrationReport.Result::name).toList();
    }

    private List<String> asked() {
        return trial.database().conversation().stream()
                .filter(line -> line.contains("read ") || line.contains("make ") || line.equals("lock"))
                .toList();
    }

    @Test
    void theyComeBehindTheMigrationsAndAreRecordedElsewhere() {
        MigrationReport report = trial.migrate();

        assertEquals(List.of("0001", "repeatable/views"), names(report));
        assertEquals(2, report.found());
        assertEquals(List.of("a", "v1"), trial.database().executed());
        assertEquals(List.of("0001"), trial.database().recorded());
        assertEquals(List.of("views"), trial.database().repeatables());
        assertTrue(trial.told().contains("repeatable/views: is applied, for it is new"), trial.told()::toString);
        assertTrue(trial.told().contains("planned: 0001, repeatable/views"), trial.told()::toString);
    }

    @Test
    void whoHasNothingToDoAsksOneQuestionMore() {
        trial.migrate();
        trial.database().forgetMessages();

        assertEquals(List.of(), trial.migrate().results());
        assertEquals(List.of("read history", "read repeatables"), asked());
    }

    @Test
    void withoutTheFolderNobodyAsksAndNoTableIsMade() {
        Trial without = Trial.of("a;");
        without.migrate();

        assertFalse(without.database().conversation().toString().contains("repeatables"));
    }

    @Test
    void oneThatHasChangedIsAppliedAgain() {
        trial.migrate();
        trial.file("repeatable/views", HEAD + "v2;");

        MigrationReport report = trial.migrate();

        assertEquals(List.of("repeatable/views"), names(report));
        assertEquals(List.of("a", "v1", "v2"), trial.database().executed());
        assertEquals(List.of("views"), trial.database().repeatables());
        assertTrue(
                trial.told().contains("repeatable/views: is applied, for its text has changed"),
                trial.told()::toString);
        assertEquals(List.of(), trial.migrate().results());
    }

    @Test
    void whatMeansNothingIsNoChange() {
        trial.migrate();
        trial.file("repeatable/views", HEAD + "-- the same\n\n  v1  ;\n");

        assertEquals(List.of(), trial.migrate().results());
    }

    @Test
    void oneThatReturnsToAnOlderTextIsAppliedAgain() {
        trial.migrate();
        trial.file("repeatable/views", HEAD + "v2;").migrate();
        trial.file("repeatable/views", HEAD + "v1;").migrate();

        assertEquals(List.of("a", "v1", "v2", "v1"), trial.database().executed());
    }

    @Test
    void itsRowIsReplacedInItsTransactionBehindAGuard() {
        trial.migrate();
        trial.file("repeatable/views", HEAD + "v2;");
        trial.database().forgetMessages();

        trial.migrate();

        assertEquals(
                List.of("BEGIN; v2; SAME views; FORGET views; REPEATED views; COMMIT"),
                trial.database().messages().stream()
                        .filter(message -> message.contains("v2"))
                        .toList());
    }

    @Test
    void whatOneDependsOnComesFirst() {
        trial.file("repeatable/a", HEAD + "-- migri: depends views\nneeds;");

        assertEquals(List.of("0001", "repeatable/views", "repeatable/a"), names(trial.migrate()));
    }

    @Test
    void itIsAppliedAgainAfterWhatItDependsOn() {
        trial.file("repeatable/a", HEAD + "-- migri: depends views.sql\nneeds;")
                .file("repeatable/b", HEAD + "-- migri: depends repeatable/a\nneeds that;")
                .file("repeatable/c", HEAD + "alone;");
        trial.migrate();
        trial.file("repeatable/views", HEAD + "v2;");

        assertEquals(List.of("repeatable/views", "repeatable/a", "repeatable/b"), names(trial.migrate()));
        assertTrue(
                trial.told()
                        .contains("repeatable/a: is applied, for repeatable/views, which it depends on, has changed"),
                trial.told()::toString);
        assertEquals(List.of(), trial.migrate().results());
    }

    @Test
    void whoWasNotReachedBehindWhatItDependsOnIsAppliedByTheNextRun() {
        trial.file("repeatable/a", HEAD + "-- migri: depends views\nneeds;").migrate();
        trial.file("repeatable/views", HEAD + "v2;").failing(Fault.at("needs"));
        trial.failure();
        trial.database().recover();

        assertEquals(List.of("repeatable/a"), names(trial.migrate()));
        assertEquals(
                List.of("a", "v1", "needs", "v2", "needs"), trial.database().executed());
    }

    @Test
    void onesThatDependOnEachOtherAreRefused() {
        trial.file("repeatable/a", HEAD + "-- migri: depends b\nx;")
                .file("repeatable/b", HEAD + "-- migri: depends c\nx;")
                .file("repeatable/c", HEAD + "-- migri: depends a\nx;");

        MigriException refusal = trial.refusal();

        assertEquals(
                "MIGRATIONS_INVALID, nowhere: repeatables depend on each other in a circle: a on b on c on a",
                Trial.spoken(refusal));
        assertEquals(List.of(), trial.database().executed());
    }

    @Test
    void oneThatDependsOnItselfIsRefused() {
        trial.file("repeatable/a", HEAD + "-- migri: depends a\nx;");

        assertEquals("MIGRATIONS_INVALID, nowhere: the repeatable a depends on itself", Trial.spoken(trial.refusal()));
    }

    @Test
    void oneThatDependsOnNoneIsRefused() {
        trial.file("repeatable/a", HEAD + "-- migri: depends 0001\nx;");

        assertEquals(
                "MIGRATIONS_INVALID, nowhere: repeatable/a.sql depends on 0001, and there is no repeatable of that name",
                Trial.spoken(trial.refusal()));
    }

    @Test
    void aDirectiveThatIsNotKnownIsRefusedAtItsPlace() {
        trial.file("repeatable/a", HEAD + "-- migri: dependz b\nx;");

        assertEquals(
                "SCRIPT_INVALID, repeatable/a.sql:2:4: unknown directive \"dependz b\"; there are \"repeatable\","
                        + " \"depends NAME\" and \"no-transaction\"",
                Trial.spoken(trial.refusal()));
    }

    @Test
    void oneAmongTheMigrationsIsRefused() {
        trial.file("0002", HEAD + "x;");

        MigriException refusal = trial.refusal();

        assertEquals(ErrorCode.SCRIPT_INVALID, refusal.code());
        assertEquals(
                "\"repeatable\" is for files in the folder repeatable",
                refusal.text().toString());
    }

    @Test
    void otherFilesThereAreAWarning() {
        trial.file("repeatable/old", "drop everything;").migrate();

        assertEquals(List.of("a", "v1"), trial.database().executed());
        assertTrue(
                trial.told()
                        .contains("warned: repeatable/old.sql is passed over, for it does not begin with \"-- migri:"
                                + " repeatable\"; write that into it, or move it elsewhere"),
                trial.told()::toString);
    }

    @Test
    void oneThatIsGoneIsToldAndStaysRecorded() {
        trial.file("repeatable/w", HEAD + "w;").migrate();
        trial.files().remove("repeatable/views");

        assertEquals(List.of(), trial.migrate().results());
        assertEquals(List.of("views", "w"), trial.database().repeatables());
        assertTrue(
                trial.told().stream().anyMatch(line -> line.startsWith("repeatable/views: has no file any more")),
                trial.told()::toString);
    }

    @Test
    void aRunUpToAMigrationAppliesNone() {
        trial.with(migri -> migri.to("0001"));

        assertEquals(List.of("0001"), names(trial.migrate()));
        assertEquals(List.of(), trial.database().repeatables());
    }

    @Test
    void aRunOfSoManyAppliesNone() {
        trial.with(migri -> migri.count(9));

        assertEquals(List.of("0001"), names(trial.migrate()));
    }

    @Test
    void aDryRunAppliesThemBehindTheMigrationsAndRecordsNothing() {
        MigrationReport report = trial.dryRun();

        assertEquals(List.of("0001", "repeatable/views"), names(report));
        assertEquals(List.of(), trial.database().executed());
        assertEquals(List.of(), trial.database().repeatables());
        assertFalse(trial.database().conversation().contains("make repeatables"));
    }

    @Test
    void allInOneTransactionHoldsThem() {
        trial.with(migri -> migri.singleTransaction(true)).failing(Fault.at("v1"));

        trial.failure();

        assertEquals(List.of(), trial.database().executed());
        assertEquals(List.of(), trial.database().recorded());
    }

    @Test
    void oneThatNoTransactionHoldsGoesOnWhereItEnded() {
        trial.migrate();
        trial.file("repeatable/views", HEAD + "x {outside}; y; z;").failing(Fault.at("y"));
        trial.failure();
        assertEquals(List.of("DONE repeatable/views 0-1"), trial.database().notes());
        trial.database().recover();

        assertEquals(List.of("repeatable/views"), names(trial.migrate()));
        assertEquals(
                List.of("a", "v1", "x {outside}", "y", "z"), trial.database().executed());
        assertEquals(List.of(), trial.database().notes());
    }

    @Test
    void aScriptForTheClientHasThem() {
        StringBuilder script = new StringBuilder();

        assertEquals(List.of("0001", "repeatable/views"), trial.migri().script(script));

        assertTrue(script.toString().contains("MAKE REPEATABLES"), script::toString);
        assertTrue(script.toString().contains("REPEATED views"), script::toString);
    }

    @Test
    void aScriptForADatabaseWithoutAHistoryHasAllOfThem() {
        trial.migrate();
        StringBuilder script = new StringBuilder();

        assertEquals(List.of("0001", "repeatable/views"), trial.migri().scriptOfAll(script));

        assertTrue(script.toString().contains("REPEATED views"), script::toString);
        assertFalse(script.toString().contains("FORGET views"), script::toString);
    }

    @Test
    void onlyOnesWithoutMigrationsAreEnough() {
        trial.files().remove("0001");

        assertEquals(List.of("repeatable/views"), names(trial.migrate()));
        assertEquals(List.of(), trial.migrate().results());
    }

    @Test
    void noneIsLateOrChangedBesideTheMigrations() {
        trial.migrate();
        trial.file("0002", "b;").file("repeatable/views", HEAD + "v2;");

        assertEquals(List.of("0002", "repeatable/views"), names(trial.migrate()));
        assertFalse(trial.told().toString().contains("warned"), trial.told()::toString);
    }

    private List<String> statuses() {
        return trial.history().status().stream()
                .map(one -> one.name() + " " + one.state()
                        + one.note().map(note -> ", " + note).orElse(""))
                .toList();
    }

    @Test
    void statusShowsThemBehindTheMigrationsWithTheReason() {
        trial.file("repeatable/w", HEAD + "-- migri: depends views\nw;").migrate();
        trial.file("repeatable/views", HEAD + "v2;").file("repeatable/x", HEAD + "x;");

        assertEquals(
                List.of(
                        "0001 APPLIED",
                        "repeatable/views PENDING, its text has changed",
                        "repeatable/w PENDING, repeatable/views, which it depends on, has changed",
                        "repeatable/x PENDING, it is new"),
                statuses());
    }

    @Test
    void statusShowsOneThatIsGoneAsMissing() {
        trial.file("repeatable/w", HEAD + "w;").migrate();
        trial.files().remove("repeatable/views");

        assertEquals(List.of("0001 APPLIED", "repeatable/w APPLIED", "repeatable/views MISSING"), statuses());
    }

    @Test
    void validateReadsThoseThatAreDue() {
        trial.migrate();
        trial.file("repeatable/views", HEAD + "'unclosed");

        assertEquals(
                List.of("repeatable/views UNSOUND"),
                trial.history().validate().stream()
                        .map(one -> one.migration() + " " + one.kind())
                        .toList());
        assertEquals(1, trial.history().check().pending());
    }

    @Test
    void validateTellsOneThatIsGoneAndFindsNothingWrong() {
        trial.file("repeatable/w", HEAD + "w;").migrate();
        trial.files().remove("repeatable/views");

        assertEquals(List.of(), trial.history().validate());
        assertTrue(trial.told().toString().contains("repeatable/views: has no file any more"), trial.told()::toString);
    }

    @Test
    void aCheckOfTheSchemaCountsThoseThatAreDue() {
        trial.migrate();
        assertTrue(trial.migri().check().isCurrent());
        trial.file("repeatable/views", HEAD + "v2;");

        assertEquals(List.of("repeatable/views"), trial.migri().check().pending());
    }

    @Test
    void aBaselineMarksThemAsTheyAre() {
        assertEquals(
                List.of("0001", "repeatable/views"),
                trial.history().baselineWithRepeatables("0001").stream()
                        .map(HistoryChange::migration)
                        .toList());

        assertEquals(List.of(), trial.migrate().results());
        trial.file("repeatable/views", HEAD + "v2;");
        assertEquals(List.of("repeatable/views"), names(trial.migrate()));
        assertEquals(List.of("v2"), trial.database().executed());
    }

    @Test
    void aBaselineOfTheMigrationsLeavesThemDueAndMakesNoTable() {
        trial.history().baseline("0001");

        assertFalse(trial.database().conversation().contains("make repeatables"));
        assertEquals(List.of("repeatable/views"), names(trial.migrate()));
    }

    @Test
    void whatIsRecordedOfOneCanBeRemoved() {
        trial.migrate();

        trial.history().unmark(List.of("repeatable/views"));

        assertEquals(List.of(), trial.database().repeatables());
        assertEquals(List.of("repeatable/views"), names(trial.migrate()));
    }

    @Test
    void oneThatEndedHalfWayIsShownSo() {
        trial.file("repeatable/views", HEAD + "x {outside}; y; z;").failing(Fault.at("y"));
        trial.failure();
        assertEquals(List.of("DONE repeatable/views 0-1"), trial.database().notes());

        assertEquals(
                "repeatable/views PARTLY_APPLIED, statement 1 is done",
                statuses().get(1));
    }

    @Test
    void anotherRunThatWasQuickerLeavesNothingToDo() {
        trial.migrate();
        trial.file("repeatable/views", HEAD + "v2;");
        Trial other = trial;
        trial.database().before("lock", () -> other.migri().migrate());

        assertEquals(List.of(), trial.migrate().results());
        assertEquals(List.of("a", "v1", "v2"), trial.database().executed());
    }
}
