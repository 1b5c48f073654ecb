package io.migri.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.DatabaseState;
import io.migri.api.ErrorCode;
import io.migri.api.HistoryChange;
import io.migri.api.HistoryCheck;
import io.migri.api.HistoryProblem;
import io.migri.api.LockHolder;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigrationFailedException.Circumstances;
import io.migri.api.MigrationReport;
import io.migri.api.MigrationStatus;
import io.migri.api.MigriException;
import io.migri.api.SourcePosition;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.event.MigrationListener.Planned;
import io.migri.api.event.MigrationListener.Printed;
import io.migri.api.event.MigrationListener.Progressed;
import io.migri.api.event.MigrationListener.Started;
import io.migri.api.event.MigrationListener.WaitingForLock;
import io.migri.api.text.Text;
import io.migri.cli.failure.Advice;
import io.migri.cli.failure.FailurePrinter;
import io.migri.cli.progress.Commentary;
import io.migri.cli.progress.JsonProgress;
import io.migri.cli.progress.PlainProgress;
import io.migri.cli.progress.Progress;
import io.migri.cli.report.ChangeReport;
import io.migri.cli.report.StatusTable;
import io.migri.cli.report.StatusTotals;
import io.migri.cli.report.ValidationReport;
import io.migri.cli.settings.LogLevel;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that others wrote gives orders to a terminal. */
class TerminalTest {
    private static final ConnectionConfig TARGET = ConnectionConfig.of("zoo");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[2J",
                "\u001b[31m",
                "\u001b]0;title\u0007",
                "\u009b2J",
                "\u009d0;x\u009c",
                "\b\b",
                "\r",
                "\u007f",
                "\u0000",
                "\u202e",
                "\u2066x\u2069",
                "\u200f",
                "\u061c",
                "\u2028"
            })
    void nothingOfOthersReachesATerminalAsItIs(String hostile) {
        Captured captured = new Captured(true);
        tellAll(captured.terminal(), hostile);
        for (String written : List.of(captured.out(), captured.err())) {
            assertFalse(written.contains(hostile), written);
            assertFalse(
                    written.codePoints().anyMatch(next -> next != '\n' && next != '\t' && Printable.isHidden(next)),
                    written);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[2J", "\u202e", "\u009b2J"})
    void aLogGetsNothingOfItEither(String hostile) {
        Captured captured = new Captured(false);
        tellAll(captured.terminal(), hostile);
        assertFalse(captured.err().contains(hostile), captured.err());
    }

    @Test
    void offATerminalTheLinesOfMigri07AreWrittenAsTheyAre() {
        Captured captured = new Captured(false);
        new PlainProgress(captured.terminal())
                .applied(new MigrationReport.Applied("a\u001b[2J\u202e", Duration.ZERO, 1));
        assertEquals("a\u001b[2J\u202e...ok\n", captured.out());
    }

    @Test
    void aLineEndInANameForgesNoLine() {
        Captured captured = new Captured(true);
        tellAll(captured.terminal(), "\nforged", false);
        String all = captured.out() + captured.err();
        assertFalse(all.lines().anyMatch(line -> line.startsWith("forged")), all);
    }

    @Test
    void ourOwnColoursStay() {
        Captured captured = new Captured(true);
        captured.terminal().print(Style.COLORED.red("a\u001b[32mb") + "\n");
        assertEquals("\u001b[31ma\\u001b[32mb\u001b[0m\n", captured.out());
    }

    @Test
    void aFileIsShownPrintableToAPersonAndAsItIsToAProgram() {
        byte[] file = {'a', 27, '[', '2', 'J', '\t', '\n', (byte) 0xff};
        Captured person = new Captured(true);
        person.terminal().printFile(file);
        assertEquals("a\\u001b[2J\t\n\ufffd", person.out());
        Captured program = new Captured(false);
        program.terminal().printFile(file);
        assertEquals("a\u001b[2J\t\n\ufffd", program.out());
    }

    private static void tellAll(Terminal terminal, String text) {
        new Commentary(terminal, LogLevel.DEBUG).printed(new Printed("n", "b" + text));
        tellAll(terminal, text, true);
    }

    /** @param traces whether stack traces are told, which have lines of their own */
    private static void tellAll(Terminal terminal, String text, boolean traces) {
        LockHolder holder = LockHolder.builder("server process", 7)
                .user("u" + text)
                .host("h" + text)
                .application("a" + text)
                .state("s" + text)
                .build();
        Commentary commentary = new Commentary(terminal, LogLevel.DEBUG);
        commentary.told(Message.warning("n", Text.of(text)));
        commentary.planned(new Planned(1, List.of(text)));
        commentary.waitingForLock(new WaitingForLock(Optional.of(holder), Duration.ZERO, Duration.ofSeconds(1)));
        commentary.started(new Started(text, 1, 1, 1));
        commentary.progressed(new Progressed(text, 1, 2));
        commentary.told(Message.note(text, Text.of("b" + text)));
        commentary.told(Message.info(Text.of("b" + text)));
        commentary.told(Message.note(Text.of("b" + text)));
        commentary.applied(new MigrationReport.Applied("b" + text, Duration.ZERO, 1));
        Progress plain = new PlainProgress(terminal);
        plain.failed(new MigrationReport.Failed("a" + text, Text.of("b" + text), DatabaseState.UNCHANGED));
        plain.notReached(new MigrationReport.NotReached("a" + text));
        MigrationFailedException failure = failure(text);
        new JsonProgress(terminal, Optional.of(TARGET), false).failed(failure);
        FailurePrinter failures = new FailurePrinter(terminal, new Advice(TARGET), traces);
        failures.print(failure);
        failures.print(MigriException.of(ErrorCode.VALIDATION, "a" + text)
                .help("b" + text)
                .details("c" + text)
                .build());
        failures.print(new IllegalStateException("a" + text));
        terminal.print(new StatusTable(Style.PLAIN, ZoneOffset.UTC).aligned(List.of(status(text)), 200));
        terminal.printDocument(
                StatusTable.document(TARGET, List.of(status(text)), StatusTotals.of(List.of(status(text)))));
        List<HistoryChange> changes = List.of(new HistoryChange("a", HistoryChange.Kind.FORGET_MISSING, "a" + text));
        new ChangeReport(terminal, TARGET, false).made(changes);
        terminal.print(new ValidationReport(
                        new HistoryCheck(
                                List.of(new HistoryProblem(
                                        "a",
                                        HistoryProblem.Kind.CHANGED,
                                        Text.of("a" + text),
                                        Optional.of("a\n" + text),
                                        Optional.of("b\n x" + text))),
                                1,
                                0,
                                0),
                        false,
                        false)
                .text(terminal.out(), Redaction.NOTHING));
    }

    private static MigrationFailedException failure(String text) {
        DatabaseError error = new DatabaseError(
                DatabaseError.Kind.STATEMENT,
                "c" + text,
                "a" + text,
                Optional.of("d" + text),
                Optional.of("h" + text),
                OptionalInt.empty());
        return new MigrationFailedException(
                MigriException.of(ErrorCode.MIGRATION_FAILED, "a" + text)
                        .details("d" + text)
                        .at(new SourcePosition("m/x" + text, 1, 3, "select" + text))
                        .saying(error),
                new Circumstances("n" + text, "m/n" + text, DatabaseState.UNCHANGED, 2, 3, 0, "postgresql" + text),
                new MigrationReport(1, false, List.of(new MigrationReport.Applied("b" + text, Duration.ZERO, 1))));
    }

    private static MigrationStatus status(String text) {
        return new MigrationStatus(
                "a" + text,
                MigrationStatus.State.APPLIED,
                Optional.empty(),
                Optional.empty(),
                Optional.of("b" + text),
                Optional.of(Text.of("c" + text)));
    }
}
