package io.migri.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.core.trial.Trial;
import io.migri.testkit.scripted.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrittenScriptTest {
    private final StringBuilder script = new StringBuilder();

    @Test
    void hasEachMigrationInItsTransactionWithItsRow() {
        Trial trial = Trial.of("a; b;");

        assertEquals(List.of("0001"), trial.migri().script(script));

        assertEquals(
                List.of(
                        ".stop on error",
                        "SETTINGS;",
                        "LOCK;",
                        "BEGIN;",
                        "MAKE HISTORY;",
                        "REQUIRE 0 ROWS;",
                        "COMMIT;",
                        "NOTE THE TIME;",
                        "BEGIN;",
                        "a;",
                        "b;",
                        "SETTINGS;",
                        "GUARD;",
                        "ROW 0001;",
                        "COMMIT;",
                        "SAY 0001;",
                        "UNLOCK;"),
                lines());
    }

    @Test
    void sendsNothing() {
        Trial trial = Trial.of("a; b {outside}; c;");

        trial.migri().script(script);

        assertEquals(List.of(), trial.database().executed());
    }

    @Test
    void putsWhatRefusesATransactionBetweenTwoAndSaysSo() {
        Trial.of("a; b {outside}; c;").migri().script(script);

        List<String> lines = lines();
        int outside = lines.indexOf("b {outside};");
        assertEquals("COMMIT;", lines.get(outside - 1));
        assertEquals("BEGIN;", lines.get(outside + 1));
        assertTrue(script.toString().contains("-- It is not one transaction."), script::toString);
    }

    @Test
    void carriesDataBehindTheirStatement() {
        Trial.of("a; b {data};\n1\n2\n\\.\nc;").migri().script(script);

        assertTrue(script.toString().contains("b {data};\n1\n2\n\\.\nc;\n"), script::toString);
    }

    @Test
    void isWrittenAnewInTheSameWords() {
        Trial trial = Trial.of("a; b;");
        trial.migri().script(script);
        StringBuilder again = new StringBuilder();

        trial.migri().script(again);

        assertEquals(script.toString(), again.toString());
    }

    @Test
    void goesAsFarAsItIsTold() {
        Trial trial = Trial.of("a;").file("0002", "b;").with(migri -> migri.count(1));

        assertEquals(List.of("0001"), trial.migri().script(script));

        assertFalse(lines().contains("b;"));
    }

    @Test
    void isNothingWhereNothingIsPending() {
        Trial trial = Trial.of("a;");
        trial.migrate();

        assertEquals(List.of(), trial.migri().script(script));

        assertEquals("", script.toString());
    }

    @Test
    void isNotBegunWhereTheClientCannotSendAStatement() {
        MigriException refusal = refusal(Trial.of("a;").file("0002", "b;\n  unwritable;"));

        assertEquals(ErrorCode.SCRIPT_INVALID, refusal.code());
        assertEquals(2, refusal.position().orElseThrow().line());
        assertEquals(3, refusal.position().orElseThrow().column());
    }

    @Test
    void isRefusedWhileAMigrationIsHalfDone() {
        Trial trial = Trial.of("a; b {outside}; c;").failing(Fault.at("c"));
        trial.failure();

        assertEquals(ErrorCode.VALIDATION, refusal(trial).code());
    }

    @Test
    void isRefusedForAnEmptyFile() {
        assertEquals(ErrorCode.MIGRATION_FAILED, refusal(Trial.of("")).code());
    }

    @Test
    void isRefusedWhereTheHistoryIsElsewhere() {
        assertEquals(
                ErrorCode.REQUEST_UNSUPPORTED,
                refusal(Trial.of("a;").on(conditions -> conditions.undoneByRollback = false))
                        .code());
    }

    @Test
    void isRefusedWhereTheDialectKnowsNoClient() {
        assertEquals(
                ErrorCode.REQUEST_UNSUPPORTED,
                refusal(Trial.of("a;").on(conditions -> conditions.writesScripts = false))
                        .code());
    }

    private MigriException refusal(Trial trial) {
        MigriException refusal =
                assertThrows(MigriException.class, () -> trial.migri().script(script));
        assertEquals("", script.toString());
        return refusal;
    }

    /** Without comments. */
    private List<String> lines() {
        return script.toString()
                .lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("--"))
                .toList();
    }
}
