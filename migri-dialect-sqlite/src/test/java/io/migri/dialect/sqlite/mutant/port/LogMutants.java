package io.migri.dialect.sqlite.mutant.port;

import static io.migri.dialect.sqlite.mutant.call.Mutant.wrong;

import io.migri.api.AppliedMigration;
import io.migri.api.MigriException;
import io.migri.dialect.sqlite.mutant.call.Call;
import io.migri.dialect.sqlite.mutant.call.Mutant;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.History;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.StoredScript;
import io.migri.spi.history.UnfitName;
import io.migri.spi.wire.Wire;
import io.migri.testkit.AppliedLogContract;
import io.migri.testkit.LegacyHistory;
import io.migri.testkit.LookingContract;
import io.migri.testkit.StoredScriptContract;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Histories that forget, mix up, or are written where nobody asked for it. */
public final class LogMutants {
    private static final Class<?> DIES = AppliedLogContract.class;
    private static final Class<?> DIES_WITH_FILES = StoredScriptContract.class;

    private LogMutants() {}

    public static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>(entries());
        all.addAll(files());
        all.addAll(undos());
        return all;
    }

    private static List<Mutant> undos() {
        String dies = "keepsWhatTakesAMigrationBack";
        return List.of(
                wrong("undos are not kept", AppliedLog.class, "keepUndo", call -> List.of())
                        .diesBy(DIES_WITH_FILES, dies),
                wrong("the first undo stays", AppliedLog.class, "keepUndo", call -> {
                            List<String> statements = call.sound();
                            return call.argument(1, StoredScript.class).kind().equals("sql") ? statements : List.of();
                        })
                        .diesBy(DIES_WITH_FILES, dies),
                wrong("the undo takes the place of the file", AppliedLog.class, "keepUndo", call -> {
                            String name = call.argument(0, String.class);
                            StoredScript undo = call.argument(1, StoredScript.class);
                            AppliedLog log = call.on(AppliedLog.class);
                            return log.replace(new AppliedMigration(name, Optional.empty()), undo);
                        })
                        .diesBy(DIES_WITH_FILES, dies),
                wrong("the undo outlives its migration", AppliedLog.class, "remove", call -> {
                            List<String> statements = new ArrayList<>(call.<List<String>>sound());
                            statements.replaceAll(one -> one.replaceAll("'undo/[^']*'", "'another'"));
                            return statements;
                        })
                        .diesBy(DIES_WITH_FILES, dies),
                wrong("an undo commits", AppliedLog.class, "keepUndo", call -> {
                            List<String> statements = new ArrayList<>(List.of("COMMIT", "BEGIN IMMEDIATE"));
                            statements.addAll(call.<List<String>>sound());
                            return statements;
                        })
                        .diesBy(DIES_WITH_FILES, "keepsAnUndoInTheMigrationsTransaction"));
    }

    private static List<Mutant> entries() {
        return List.of(
                wrong("looking at the log creates it", AppliedLog.class, "read", call -> {
                            call.on(AppliedLog.class).prepare();
                            return call.sound();
                        })
                        .diesBy(LookingContract.class, "readingTheLogMakesNoTable"),
                wrong("to append writes at once", AppliedLog.class, "append", call -> {
                            List<String> statements = call.sound();
                            call.session().wire().execute(statements);
                            return List.of();
                        })
                        .diesBy(LookingContract.class, "writingDownStatementsWritesNothing"),
                wrong("an entry commits", AppliedLog.class, "append", call -> {
                            List<String> statements = new ArrayList<>(List.of("COMMIT", "BEGIN IMMEDIATE"));
                            statements.addAll(call.sound());
                            return statements;
                        })
                        .diesBy(DIES, "takesPartInTheMigrationsTransaction"),
                wrong("it says that a rollback leaves it", AppliedLog.class, "undoneByRollback", call -> false)
                        .diesBy(DIES, "takesPartInTheMigrationsTransaction"),
                wrong("to prepare it forgets", AppliedLog.class, "prepare", call -> {
                            call.execute("DROP TABLE IF EXISTS " + LegacyHistory.TABLE);
                            return call.sound();
                        })
                        .diesBy(DIES, "keepsItsRowsWhenPreparedAgain"),
                emptyIsNone().diesBy(DIES, "isEmptyOncePrepared"),
                lastComesFirst().diesBy(DIES, "returnsEntriesInTheOrderInWhichTheyWereApplied"),
                withoutFractions().diesBy(DIES, "keepsDatesToTheMicrosecond"),
                reading("dates are those of this time zone", all -> dated(all, LogMutants::local))
                        .diesBy(DIES, "keepsDatesWhateverTheTimeZoneHere"),
                reading("only its own entries count", all -> all.stream()
                                .filter(entry -> entry.appliedBy().isPresent())
                                .toList())
                        .diesBy(DIES, "readsWhatThePythonToolWrote"),
                wrong("it takes another table for its own", AppliedLog.class, "read", LogMutants::undeterred)
                        .diesBy(DIES, "doesNotTouchAnotherTableOfItsName"),
                wrong("all histories are one", History.class, "log", call -> call.soundly(HistoryTable.USUAL))
                        .diesBy(DIES, "keepsTwoTablesApart"),
                wrong("it cuts long names", AppliedLog.class, "append", LogMutants::cut)
                        .diesBy(DIES, "keepsEveryNameThatItDoesNotRefuse"),
                refusingEveryName().diesBy(DIES, "keepsEveryNameThatItDoesNotRefuse"),
                wrong(
                                "the guard looks for another name",
                                AppliedLog.class,
                                "absent",
                                call -> call.soundly("0001_initial"))
                        .diesBy(DIES, "failsWhereAnotherRunHasRecordedTheName"),
                wrong("the guard lets everybody pass", AppliedLog.class, "absent", call -> List.of("SELECT 1"))
                        .diesBy(DIES, "failsWhereAnotherRunHasRecordedTheName"));
    }

    private static List<Mutant> files() {
        return List.of(
                new Mutant(
                        "durations come from a clock that stands still in a transaction",
                        Wire.class,
                        "execute",
                        new StandingClock(),
                        DIES_WITH_FILES,
                        "measuresHowLongAMigrationTook"),
                wrong("a file loses its last byte", AppliedLog.class, "script", call -> {
                            Optional<StoredScript> script = call.sound();
                            return script.map(LogMutants::shortened);
                        })
                        .diesBy(DIES_WITH_FILES, "keepsTheFileByteForByte"),
                wrong("each file is one of SQL", AppliedLog.class, "script", call -> {
                            Optional<StoredScript> script = call.sound();
                            return script.map(file -> new StoredScript("sql", file.compressed()));
                        })
                        .diesBy(DIES_WITH_FILES, "givesAnEntryAnotherFingerprintAndFile"),
                wrong(
                                "files are not kept",
                                AppliedLog.class,
                                "append",
                                call -> call.count() == 2
                                        ? call.on(AppliedLog.class).append(call.argument(0, AppliedMigration.class))
                                        : call.sound())
                        .diesBy(DIES_WITH_FILES, "keepsTheFileByteForByte"),
                wrong("a changed entry is a new one", AppliedLog.class, "replace", call -> {
                            AppliedLog log = call.on(AppliedLog.class);
                            AppliedMigration entry = call.argument(0, AppliedMigration.class);
                            List<String> statements = new ArrayList<>(log.remove(entry.name()));
                            statements.addAll(log.append(entry, call.argument(1, StoredScript.class)));
                            return statements;
                        })
                        .diesBy(DIES_WITH_FILES, "givesAnEntryAnotherFingerprintAndFile"),
                wrong("the file outlives its entry", AppliedLog.class, "remove", call -> {
                            List<String> statements = call.sound();
                            return statements.subList(0, 1);
                        })
                        .diesBy(DIES_WITH_FILES, "removesAllEntriesOfANameAndTheFile"),
                wrong("names differ in more than case", AppliedLog.class, "remove", call -> {
                            List<String> statements = new ArrayList<>(call.<List<String>>sound());
                            String name = call.argument(0, String.class).toUpperCase(Locale.ROOT);
                            statements.addAll(call.soundly(name));
                            return statements;
                        })
                        .diesBy(DIES_WITH_FILES, "tellsNamesApartThatDifferInCaseOrAccents"),
                wrong("it never has room", AppliedLog.class, "complete", call -> false)
                        .diesBy(DIES_WITH_FILES, "knowsWithoutAskingWhetherThereIsRoom"),
                wrong("it always has room", AppliedLog.class, "complete", call -> true)
                        .diesBy(DIES_WITH_FILES, "addsThePlainEntryToATableOfThePythonTool"),
                wrong("nobody applied it", AppliedLog.class, "read", call -> {
                            Optional<List<AppliedMigration>> entries = call.sound();
                            return entries.map(all -> all.stream()
                                    .map(one -> new AppliedMigration(
                                            one.name(),
                                            one.appliedAt(),
                                            one.fingerprint(),
                                            one.took(),
                                            Optional.empty()))
                                    .toList());
                        })
                        .diesBy(DIES_WITH_FILES, "knowsTheUser"));
    }

    static Mutant.Wrong emptyIsNone() {
        return wrong("an empty log is none", AppliedLog.class, "read", call -> {
            Optional<List<?>> entries = call.sound();
            return entries.filter(all -> !all.isEmpty());
        });
    }

    static Mutant.Wrong lastComesFirst() {
        return reading("the last entry comes first", all -> {
            List<AppliedMigration> reversed = new ArrayList<>(all);
            Collections.reverse(reversed);
            return reversed;
        });
    }

    static Mutant.Wrong withoutFractions() {
        return reading("dates lose their fractions", all -> dated(all, LogMutants::truncated));
    }

    static Mutant.Wrong refusingEveryName() {
        return wrong(
                "it refuses every name", AppliedLog.class, "unfit", call -> Optional.of(new UnfitName("no", "no")));
    }

    private static Mutant.Wrong reading(String name, UnaryOperator<List<AppliedMigration>> change) {
        return wrong(name, AppliedLog.class, "read", call -> {
            Optional<List<AppliedMigration>> entries = call.sound();
            return entries.map(change);
        });
    }

    private static List<AppliedMigration> dated(List<AppliedMigration> all, UnaryOperator<AppliedMigration> change) {
        return all.stream().map(change).toList();
    }

    private static AppliedMigration truncated(AppliedMigration entry) {
        return new AppliedMigration(entry.name(), entry.appliedAt().map(date -> date.truncatedTo(ChronoUnit.SECONDS)));
    }

    private static AppliedMigration local(AppliedMigration entry) {
        return new AppliedMigration(
                entry.name(),
                entry.appliedAt()
                        .map(date -> date.plusSeconds(ZoneId.systemDefault()
                                .getRules()
                                .getOffset(date)
                                .getTotalSeconds())));
    }

    private static Object undeterred(Call call) throws Throwable {
        try {
            return call.sound();
        } catch (MigriException refusal) {
            return Optional.of(List.of());
        }
    }

    private static Object cut(Call call) throws Throwable {
        AppliedMigration entry = call.argument(0, AppliedMigration.class);
        return call.count() == 1 && entry.name().length() > 60
                ? call.soundly(new AppliedMigration(entry.name().substring(0, 60), entry.appliedAt()))
                : call.sound();
    }

    private static StoredScript shortened(StoredScript file) {
        byte[] bytes = file.compressed();
        return new StoredScript(file.kind(), Arrays.copyOf(bytes, bytes.length - 1));
    }
}
