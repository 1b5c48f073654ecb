package io.migri.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.DatabaseError.Kind;
import io.migri.api.DatabaseState;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;
import io.migri.core.trial.Trial;
import io.migri.spi.state.Aside;
import io.migri.spi.wire.BatchLimits;
import io.migri.testkit.scripted.Conditions;
import io.migri.testkit.scripted.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each sort of script, on each sort of database, with each sort of failure at each place: whatever happens, the exception tells the truth, and
 * further runs end where one without a failure would have, with each statement executed once.
 */
class EveryFailureTest {
    /** To connect, to read the history, to lock, to read the history again. */
    static final int BEFORE_SCRIPTS = 4;

    static final String ORDINARY = "ordinary";
    static final String PLAIN = "the lock covers the run";
    static final Map<String, String> SCRIPTS = new LinkedHashMap<>();
    static final Map<String, Consumer<Conditions>> DATABASES = new LinkedHashMap<>();

    static {
        SCRIPTS.put(ORDINARY, "a; b; c;");
        SCRIPTS.put("one outside of a transaction", "a; b {outside}; c;");
        SCRIPTS.put("one outside at its beginning", "a {outside}; b;");
        SCRIPTS.put("one outside at its end", "a; b {outside};");
        SCRIPTS.put("one outside that may leave remains", "a; b {outside, remains}; c;");
        SCRIPTS.put("several outside", "a {outside}; b {outside}; c; d {outside};");
        SCRIPTS.put("ddl that commits", "a {ends}; b {ends}; c;");
        SCRIPTS.put("ddl that commits between others", "a; b {ends}; c; d {ends};");
        SCRIPTS.put("its own transaction", "begin; a; b; commit;");
        SCRIPTS.put("two transactions of its own", "begin; a; commit; begin; b; commit; c;");
        SCRIPTS.put("its own transaction, rolled back", "a; begin; b; rollback; c;");
        SCRIPTS.put("its own transaction, never ended", "begin; a; b;");
        SCRIPTS.put("its own transaction, read only", "begin read only; select {constant}; commit; b;");
        SCRIPTS.put("chained transactions", "begin; a; commit and chain; b; commit;");
        SCRIPTS.put("chained transactions, rolled back", "begin; a; rollback and chain; b; commit;");
        SCRIPTS.put("ddl that commits its own transaction", "begin; a; b {ends}; c; commit;");
        SCRIPTS.put("a session's statement", "p {session}; a; q {session}; b;");
        SCRIPTS.put("settings", "set x {constant, gives setting x}; a; b {outside}; c;");
        SCRIPTS.put("one that turns out to refuse a transaction", "a; b {refuses}; c;");
        SCRIPTS.put("one that turns out to need a commit", "a; b {needs commit}; c;");
        SCRIPTS.put("one that turns out to wait for triggers", "a; b {pending}; c;");
        SCRIPTS.put("one that might commit", "a; b {may end}; c;");
        SCRIPTS.put("one that commits", "a; b {may end, commits}; c;");
        SCRIPTS.put("one that commits last", "a; b {may end, commits};");
        SCRIPTS.put("data", "a; b {data};\n1\n2\n\\.\nc;");
        SCRIPTS.put("data behind one outside", "a {outside}; b {data};\n1\n\\.\nc;");
        SCRIPTS.put("each alone", "-- migri: no-transaction\na; b; c;");
        SCRIPTS.put("each alone, but for a transaction", "-- migri: no-transaction\na; begin; b; c; commit; d;");

        DATABASES.put(PLAIN, conditions -> conditions.beforeCommit = List.of("DEFERRED"));
        DATABASES.put("the lock is that of transactions", conditions -> {
            conditions.lockCoversRun = false;
            conditions.beforeCommit = List.of("DEFERRED");
        });
        DATABASES.put("notes stand aside", conditions -> {
            conditions.aside = new Aside(List.of("OWN"), List.of("SCRIPTS"));
            conditions.beforeCommit = List.of("DEFERRED");
            conditions.guarded = true;
        });
        DATABASES.put("sessions are put back, and messages are short", conditions -> {
            conditions.limits = new BatchLimits(64, 2);
            conditions.restore = List.of("RESTORE");
            conditions.restoreOutside = List.of("RESTORE OUTSIDE");
            conditions.beforeCommit = List.of("DEFERRED");
        });
    }

    static Stream<Arguments> cases() {
        return SCRIPTS.keySet().stream()
                .flatMap(script -> DATABASES.keySet().stream().map(database -> Arguments.of(script, database)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    void whateverFailsTheExceptionTellsTheTruthAndLaterRunsFinish(String script, String database) {
        Trial clean = trial(script, database);
        clean.migrate();
        List<String> wanted = clean.database().executed();
        // what is asked for before the first script is opened is the same for all of them
        int first = script.equals(ORDINARY) ? 0 : BEFORE_SCRIPTS;
        for (int place = first; place < places(clean); place++) {
            int turn = place;
            for (Fault fault : faults(place, database)) {
                // the two ways to know come by in turns, at each place with another half of the failures
                boolean looks = turn++ % 2 == 0;
                new Attempt(script, database, fault, looks).run(wanted);
            }
        }
    }

    static List<Fault> faults(int place, String database) {
        Fault here = Fault.anywhere().behind(place);
        List<Fault> faults = new ArrayList<>(
                List.of(here.of(Kind.BUSY), here.of(Kind.CONNECTION_LOST).afterwards()));
        if (database.equals(PLAIN)) {
            faults.add(here);
            faults.add(here.beforeMessage());
            faults.add(here.of(Kind.SESSION_ENDED));
            faults.add(here.of(Kind.CONNECTION_LOST));
            faults.add(here.of(Kind.CANCELLED));
            faults.add(here.rollingBack().of(Kind.BUSY));
            faults.add(here.of(Kind.CONNECTION_LOST).beforeMessage());
        }
        return faults;
    }

    /** How much is asked for in a run without a failure, statement by statement. */
    static int places(Trial clean) {
        int places = 0;
        for (String message : clean.database().conversation()) {
            places += message.split("; ", -1).length;
        }
        return places;
    }

    private static Trial trial(String script, String database) {
        return new Trial()
                .file("0001", SCRIPTS.getOrDefault(script, ""))
                .file("0002", "z;")
                .on(DATABASES.getOrDefault(database, conditions -> {}));
    }

    /** One failure, and what comes after it. */
    private static final class Attempt {
        private final String name;
        private final Trial trial;

        Attempt(String script, String database, Fault fault, boolean looks) {
            trial = trial(script, database).failing(fault);
            if (looks) {
                trial.database().conditions().verdict = null;
            }
            name = script + ", " + database + ", " + fault.error().kind() + " " + fault.moment() + " behind "
                    + fault.passes() + (looks ? ", looking tells" : "");
        }

        void run(List<String> wanted) {
            try {
                trial.migrate();
            } catch (MigrationFailedException e) {
                requireTruth(e, wanted);
            } catch (MigriException e) {
                assertEquals(List.of(), trial.database().executed(), this::told);
            }
            trial.database().recover();
            trial.finish(this::told);
            assertEquals(wanted, trial.database().executed(), this::told);
            assertEquals(List.of("0001", "0002"), trial.database().recorded(), this::told);
            assertEquals(List.of(), trial.database().notes(), this::told);
        }

        private void requireTruth(MigrationFailedException failure, List<String> wanted) {
            List<String> executed = trial.database().executed();
            Supplier<String> said = () -> Trial.spoken(failure) + "; " + told();
            switch (failure.state()) {
                case UNCHANGED -> {
                    List<String> mine = new ArrayList<>(executed);
                    mine.removeAll(
                            failure.migration().equals("0002") ? wanted.subList(0, wanted.size() - 1) : List.of());
                    assertEquals(List.of(), mine, said);
                    assertFalse(trial.database().recorded().contains(failure.migration()), said);
                }
                case PARTLY_CHANGED -> assertFalse(trial.database().recorded().contains(failure.migration()), said);
                case UNKNOWN ->
                    assertTrue(
                            failure.databaseError().orElseThrow().kind() == Kind.CONNECTION_LOST
                                    || failure.databaseError().orElseThrow().kind() == Kind.SESSION_ENDED,
                            said);
            }
            assertFalse(failure.state() != DatabaseState.PARTLY_CHANGED && failure.lastingStatements() > 0, said);
        }

        private String told() {
            return name + "\n" + String.join("\n", trial.database().conversation());
        }
    }
}
