package io.migri.dialect.sqlite.mutant.port;

import static io.migri.dialect.sqlite.mutant.call.Mutant.wrong;

import io.migri.dialect.sqlite.mutant.call.Mutant;
import io.migri.spi.history.History;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.JournalNotes;
import io.migri.spi.history.RecoveryJournal;
import io.migri.testkit.LookingContract;
import io.migri.testkit.RecoveryJournalContract;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Journals after which a run would go on in the wrong place. */
public final class JournalMutants {
    private static final Class<?> DIES = RecoveryJournalContract.class;

    private JournalMutants() {}

    public static List<Mutant> all() {
        return List.of(
                wrong("looking at the journal creates it", RecoveryJournal.class, "read", call -> {
                            call.on(RecoveryJournal.class).prepare();
                            return call.sound();
                        })
                        .diesBy(LookingContract.class, "readingTheJournalMakesNoTable"),
                wrong("the last entry comes first", RecoveryJournal.class, "read", call -> {
                            Optional<List<JournalEntry>> entries = call.sound();
                            return entries.map(all -> {
                                List<JournalEntry> reversed = new ArrayList<>(all);
                                Collections.reverse(reversed);
                                return reversed;
                            });
                        })
                        .diesBy(DIES, "returnsWhatIsDoneInTheOrderOfTheStatements"),
                wrong("carriage returns are lost", RecoveryJournal.class, "read", call -> {
                            Optional<List<JournalEntry>> entries = call.sound();
                            return entries.map(all -> all.stream()
                                    .map(JournalMutants::withoutReturns)
                                    .toList());
                        })
                        .diesBy(DIES, "keepsWhatHoldsCarriageReturns"),
                wrong("each entry is of today's form", RecoveryJournal.class, "read", call -> {
                            Optional<List<JournalEntry>> entries = call.sound();
                            return entries.map(all ->
                                    all.stream().map(JournalMutants::today).toList());
                        })
                        .diesBy(DIES, "anEntryOfAnEarlierFormHasTodaysOnceItIsConfirmed"),
                wrong("a note commits", JournalNotes.class, "add", call -> {
                            List<String> statements = new ArrayList<>(List.of("COMMIT", "BEGIN IMMEDIATE"));
                            statements.addAll(call.sound());
                            return statements;
                        })
                        .diesBy(DIES, "takesPartInTheMigrationsTransaction"),
                wrong(
                                "nothing is ever in doubt",
                                JournalNotes.class,
                                "add",
                                call -> call.soundly(
                                        call.argument(0, JournalEntry.class).done()))
                        .diesBy(DIES, "aStatementInDoubtIsDoneOnceItIsConfirmed"),
                wrong("a new entry replaces all others", JournalNotes.class, "add", call -> {
                            JournalEntry entry = call.argument(0, JournalEntry.class);
                            List<String> statements =
                                    new ArrayList<>(call.on(JournalNotes.class).forget(entry.migration()));
                            statements.addAll(call.sound());
                            return statements;
                        })
                        .diesBy(DIES, "takesNoSecondEntryOfOnePlace"),
                wrong("nothing is ever confirmed", JournalNotes.class, "confirm", call -> List.of())
                        .diesBy(DIES, "aStatementInDoubtIsDoneOnceItIsConfirmed"),
                wrong("all is confirmed at once", JournalNotes.class, "confirm", call -> {
                            List<String> statements = call.sound();
                            String update = statements.get(0);
                            return List.of(update.substring(0, update.indexOf(" where ")));
                        })
                        .diesBy(DIES, "confirmsNothingElse"),
                wrong("to withdraw one forgets all", JournalNotes.class, "withdraw", call -> call.on(JournalNotes.class)
                                .forget(call.argument(0, JournalEntry.class).migration()))
                        .diesBy(DIES, "aStatementInDoubtCanBeWithdrawn"),
                wrong("names differ in more than case", JournalNotes.class, "forget", call -> {
                            List<String> statements = new ArrayList<>(call.<List<String>>sound());
                            statements.addAll(
                                    call.soundly(call.argument(0, String.class).toUpperCase(Locale.ROOT)));
                            return statements;
                        })
                        .diesBy(DIES, "forgetsOneMigrationAlone"),
                wrong("everything happened", RecoveryJournal.class, "settle", call -> RecoveryJournal.Verdict.HAPPENED)
                        .diesBy(DIES, "doesNotTakeAStatementThatNeverRanForDone"),
                wrong("nothing happened", RecoveryJournal.class, "settle", call -> RecoveryJournal.Verdict.REPEATABLE)
                        .diesBy(DIES, "cannotTellWhetherRowsWereAdded"),
                wrong("to settle is to execute", RecoveryJournal.class, "settle", call -> {
                            call.execute(
                                    call.argument(0, JournalEntry.Doubt.class).statement());
                            return call.sound();
                        })
                        .diesBy(DIES, "settlesTheSameHoweverOftenItIsAsked"),
                wrong("all journals are one", History.class, "journal", call -> call.soundly(HistoryTable.USUAL))
                        .diesBy(DIES, "tellsTwoJournalsApart"),
                wrong("to prepare it forgets", RecoveryJournal.class, "prepare", call -> {
                            call.execute("DROP TABLE IF EXISTS migri_journal");
                            return call.sound();
                        })
                        .diesBy(DIES, "keepsItsEntriesWhenPreparedAgain"),
                wrong("no entry is there", RecoveryJournal.class, "has", call -> false)
                        .diesBy(DIES, "findsAnEntryThatIsThere"));
    }

    private static JournalEntry withoutReturns(JournalEntry entry) {
        return new JournalEntry(
                entry.migration(),
                entry.first(),
                entry.through(),
                entry.hash(),
                entry.statements().stream().map(line -> line.replace("\r", "")).toList(),
                entry.doubt(),
                entry.format());
    }

    private static JournalEntry today(JournalEntry entry) {
        return new JournalEntry(
                entry.migration(), entry.first(), entry.through(), entry.hash(), entry.statements(), entry.doubt());
    }
}
