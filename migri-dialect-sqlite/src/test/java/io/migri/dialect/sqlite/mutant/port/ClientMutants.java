package io.migri.dialect.sqlite.mutant.port;

import static io.migri.dialect.sqlite.mutant.call.Mutant.wrong;

import io.migri.api.AppliedMigration;
import io.migri.dialect.sqlite.mutant.call.Call;
import io.migri.dialect.sqlite.mutant.call.Mutant;
import io.migri.spi.client.ClientLock;
import io.migri.spi.client.ClientScript;
import io.migri.spi.client.UnwritableException;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.ClientHistory;
import io.migri.spi.history.StoredScript;
import io.migri.testkit.ClientHistoryContract;
import io.migri.testkit.ClientScriptContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Dialects whose scripts for the client do something else than a run. */
final class ClientMutants {
    private static final Class<?> SCRIPT = ClientScriptContract.class;
    private static final Class<?> HISTORY = ClientHistoryContract.class;

    private ClientMutants() {}

    static List<Mutant> ofScripts() {
        return List.of(
                wrong("nobody learns where the script goes", ClientScript.class, "call", call -> "sqlite3")
                        .diesBy(SCRIPT, "saysHowTheClientIsCalled"),
                wrong("the client goes on after an error", ClientScript.class, "directives", call -> List.of())
                        .diesBy(SCRIPT, "directivesAreLinesThatStandBeforeEverything"),
                wrong("statements run together", ClientScript.class, "written", call -> call.argument(0, String.class))
                        .diesBy(SCRIPT, "writesEachStatementToTheLetterAndApart"),
                wrong("it writes a statement in one line", ClientScript.class, "written", call -> {
                            String written = call.sound();
                            return written.replace('\n', ' ');
                        })
                        .diesBy(SCRIPT, "writesEachStatementToTheLetterAndApart"),
                wrong(
                                "it writes what is lost on the way",
                                ClientScript.class,
                                "written",
                                call -> call.argument(0, String.class) + ";")
                        .diesBy(SCRIPT, "refusesACharacterThatNoClientSends"),
                wrong("it finds no place", ClientScript.class, "written", ClientMutants::withoutAPlace)
                        .diesBy(SCRIPT, "refusesACharacterThatNoClientSends"),
                wrong("settings commit", ClientScript.class, "settings", call -> List.of("COMMIT"))
                        .diesBy(SCRIPT, "settingsEndNoTransaction"),
                wrong(
                                "nothing is put back behind a transaction",
                                ClientScript.class,
                                "settingsOutside",
                                call -> List.of())
                        .diesBy(SCRIPT, "settingsPutBackWhatAMigrationLeft"),
                wrong(
                                "its lock keeps nobody out",
                                ClientScript.class,
                                "lock",
                                call -> new ClientLock(List.of("SELECT 1"), List.of(), List.of()))
                        .diesBy(SCRIPT, "theLockIsThatOfARun"),
                wrong(
                                "it takes a name for SQL",
                                ClientScript.class,
                                "announcement",
                                call -> "SELECT '" + call.argument(0, String.class) + "'")
                        .diesBy(SCRIPT, "announcesTheNameAsItIs"),
                wrong("asking makes a table", ClientScript.class, "settings", call -> {
                            call.execute("CREATE TABLE IF NOT EXISTS asked (id integer)");
                            return call.sound();
                        })
                        .diesBy(SCRIPT, "changesNothingByAsking"));
    }

    static List<Mutant> ofHistories() {
        return List.of(
                wrong("it makes no history", ClientHistory.class, "making", call -> List.of())
                        .diesBy(HISTORY, "makesTheHistory"),
                wrong(
                                "it makes the history each time",
                                ClientHistory.class,
                                "making",
                                call -> List.of("CREATE TABLE IF NOT EXISTS applied_migration (id integer)"))
                        .diesBy(HISTORY, "makesNothingWhereItIsThere"),
                wrong("it reads the history by itself", AppliedLog.class, "forClient", call -> {
                            call.on(AppliedLog.class).read();
                            return call.sound();
                        })
                        .diesBy(HISTORY, "knowsNothingOfAHistoryThatWasNotRead"),
                wrong("it leaves the Python tool's table as it is", ClientHistory.class, "making", call -> {
                            List<String> making = call.sound();
                            return making.stream()
                                    .filter(statement -> !statement.startsWith("alter"))
                                    .toList();
                        })
                        .diesBy(HISTORY, "givesATableOfThePythonToolWhatItLacks"),
                wrong("it does not look who was quicker", ClientHistory.class, "unchanged", call -> List.of("SELECT 1"))
                        .diesBy(HISTORY, "failsWhereAHistoryWasBegunMeanwhile"),
                wrong("it only counts", ClientHistory.class, "unchanged", call -> {
                            List<String> unchanged = call.sound();
                            return unchanged.stream()
                                    .map(statement -> statement.replaceAll(" and exists \\(.*\\)(?= then)", ""))
                                    .toList();
                        })
                        .diesBy(HISTORY, "failsWhereTheHistoryIsAnother"),
                wrong("it keeps no file", ClientHistory.class, "append", call -> {
                            List<String> append = call.sound();
                            return append.subList(0, append.size() - 1);
                        })
                        .diesBy(HISTORY, "recordsAMigrationAsARunDoes"),
                wrong(
                                "it keeps no fingerprint",
                                ClientHistory.class,
                                "append",
                                call -> call.soundly(
                                        new AppliedMigration(
                                                call.argument(0, AppliedMigration.class)
                                                        .name(),
                                                Optional.empty()),
                                        call.argument(1, StoredScript.class)))
                        .diesBy(HISTORY, "recordsAMigrationAsARunDoes"),
                wrong("it commits", ClientHistory.class, "append", ClientMutants::committing)
                        .diesBy(HISTORY, "recordsInTheMigrationsTransaction"),
                wrong("it records twice", ClientHistory.class, "append", call -> {
                            List<String> append = call.sound();
                            return append.subList(1, append.size());
                        })
                        .diesBy(HISTORY, "failsWhereTheMigrationIsRecorded"),
                wrong("it needs a setting of the session", ClientHistory.class, "append", call -> {
                            List<String> append = new ArrayList<>(call.<List<String>>sound());
                            append.add("SELECT 1 WHERE json_extract('{}', iif((SELECT foreign_keys FROM"
                                    + " pragma_foreign_keys), 'x', '$')) IS NULL");
                            return append;
                        })
                        .diesBy(HISTORY, "recordsWhateverTheMigrationDidToTheSession"),
                wrong("it takes a name for SQL", ClientHistory.class, "append", call -> {
                            String name =
                                    call.argument(0, AppliedMigration.class).name();
                            List<String> append = call.sound();
                            return append.stream()
                                    .map(statement -> statement.replace(name.replace("'", "''"), name))
                                    .toList();
                        })
                        .diesBy(HISTORY, "takesANameForData"),
                wrong("asking makes the history", ClientHistory.class, "making", call -> {
                            List<String> making = call.sound();
                            call.execute(making.toArray(String[]::new));
                            return making;
                        })
                        .diesBy(HISTORY, "changesNothingByAsking"));
    }

    private static Object withoutAPlace(Call call) throws Throwable {
        try {
            return call.sound();
        } catch (UnwritableException refusal) {
            throw new UnwritableException(String.valueOf(refusal.getMessage()), 0);
        }
    }

    private static Object committing(Call call) throws Throwable {
        List<String> append = new ArrayList<>(call.<List<String>>sound());
        append.add("COMMIT");
        append.add("BEGIN");
        return append;
    }
}
