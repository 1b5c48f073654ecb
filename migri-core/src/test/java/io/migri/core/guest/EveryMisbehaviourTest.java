package io.migri.core.guest;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.History;
import io.migri.api.DatabaseState;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.core.guest.Saboteur.Deed;
import io.migri.core.trial.Trial;
import io.migri.spi.Dialect;
import io.migri.spi.execution.MigrationExecutor;
import io.migri.spi.source.MigrationSource;
import io.migri.spi.state.Aside;
import io.migri.testkit.scripted.Conditions;
import io.migri.testkit.scripted.Conditions.Rehearsing;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole runs with a plug-in that breaks its contract at one call: each call of each method, in each way. The exception names the method and
 * tells the truth about the database, and later runs finish as if nothing had been.
 */
class EveryMisbehaviourTest {
    /** Of a method that is called more often, so many of the first calls and the last one are tried. */
    private static final int FIRST_CALLS = 6;

    /** A file's hash is computed beside the run; whoever needs the file finds out that it cannot be read. */
    private static final Set<String> UNHEARD = Set.of("Content.open");

    private static final Map<String, Scenario> SCENARIOS = new LinkedHashMap<>();

    static {
        SCENARIOS.put("ordinary", new Scenario("a; b; c;", conditions -> {}, Trial::migrate));
        SCENARIOS.put(
                "one outside",
                new Scenario(
                        "a; b {outside}; c;",
                        conditions -> conditions.beforeCommit = List.of("DEFERRED"),
                        Trial::migrate));
        SCENARIOS.put(
                "locks of transactions",
                new Scenario("a; b {outside}; c;", conditions -> conditions.lockCoversRun = false, Trial::migrate));
        SCENARIOS.put(
                "sessions are put back",
                new Scenario(
                        "t {gives temporary-table t}; a; b {may end, commits}; c;",
                        conditions -> {
                            conditions.restore = List.of("RESTORE");
                            conditions.restoreOutside = List.of("RESTORE OUTSIDE");
                            conditions.aside = new Aside(List.of("OWN"), List.of("SCRIPTS"));
                            conditions.guarded = true;
                            conditions.remarks = List.of("a remark");
                        },
                        Trial::migrate));
        SCENARIOS.put("data", new Scenario("a; b {data};\n1\n2\n\\.\nc;", conditions -> {}, Trial::migrate));
        SCENARIOS.put(
                "reported",
                new Scenario("a; b {outside}; c;", conditions -> conditions.probes = true, trial -> trial.with(
                                builder -> builder.report(true))
                        .migrate()));
        SCENARIOS.put("limited waiting", new Scenario("a; b;", conditions -> {}, trial -> trial.with(
                        builder -> builder.lockTimeout(Duration.ofSeconds(1)))
                .migrate()));
        SCENARIOS.put(
                "history elsewhere",
                new Scenario("a; b;", conditions -> conditions.undoneByRollback = false, Trial::migrate));
        SCENARIOS.put("dry run", new Scenario("a; b {outside}; c;", conditions -> {}, Trial::dryRun));
        SCENARIOS.put(
                "dry run on a copy",
                new Scenario(
                        "a; b {outside}; c;", conditions -> conditions.rehearsing = Rehearsing.ON_COPY, Trial::dryRun));
        SCENARIOS.put(
                "script for the client",
                new Scenario("a; b {outside}; c {data};\n1\n\\.\nd;", conditions -> {}, trial -> trial.migri()
                        .script(new StringBuilder())));
        SCENARIOS.put("status", new Scenario("a;", conditions -> {}, trial -> trial.history()
                .status()));
        SCENARIOS.put("validation", new Scenario("a;", conditions -> {}, trial -> trial.history()
                .validate()));
        SCENARIOS.put("marks", new Scenario("a;", conditions -> {}, EveryMisbehaviourTest::markAndUnmark));
        SCENARIOS.put(
                "verification of undos", new Scenario("a;", conditions -> {}, trial -> trial.file("undo/0001", "b;")
                        .migri()
                        .verify(false)));
        SCENARIOS.put("examination", new Scenario("a;", conditions -> {}, trial -> {
            trial.migri().examine();
            trial.migri().lockHolder();
        }));
    }

    private static void markAndUnmark(Trial trial) {
        History history = trial.history();
        history.mark(List.of("0001", "0002"));
        history.unmark(List.of("0001", "0002"));
    }

    static Stream<String> scenarios() {
        return SCENARIOS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void whereverItBreaksItsContractTheTruthIsTold(String name) {
        Scenario scenario = SCENARIOS.get(name);
        Saboteur counting = Saboteur.none();
        Trial clean = scenario.trial(counting);
        scenario.operation().accept(clean);
        List<String> wanted = clean.database().executed();
        List<Executable> cases = new ArrayList<>();
        for (Map.Entry<String, Integer> called : counting.calls().entrySet()) {
            for (int call : calls(called.getValue())) {
                for (Deed deed : deeds(counting.method(called.getKey()))) {
                    cases.add(() -> new Attempt(name, scenario, called.getKey(), call, deed).run(wanted));
                }
            }
        }
        assertTrue(cases.size() > 40, name + " has only " + cases.size() + " cases");
        assertAll(cases);
    }

    /** Which ports a dialect, a source and an executor are asked for in all of these, so that none is forgotten. */
    @Test
    void eachPortOfADialectIsTried() {
        Set<String> called = new TreeSet<>();
        for (Scenario scenario : SCENARIOS.values()) {
            Saboteur counting = Saboteur.none();
            scenario.operation().accept(scenario.trial(counting));
            counting.calls().keySet().forEach(method -> called.add(method.substring(0, method.indexOf('.'))));
        }
        Set<String> ports =
                new TreeSet<>(Ports.all().stream().map(Class::getSimpleName).toList());
        ports.removeAll(called);
        // not a dialect's; asked for by scripts in other languages, beside a run, or by a second connection once a run
        // takes seconds. The
        // methods of all of them are tried by EveryPortTest
        assertEquals(
                Set.of(
                        "AppliedLogProvider",
                        "Databases",
                        "Examiner",
                        "ForeignHistory",
                        "MigrationFormat",
                        "MigrationSourceProvider",
                        "RuntimeInstaller",
                        "ScriptBinding",
                        "ScriptChannel",
                        "StatementWatch"),
                ports);
    }

    private static List<Integer> calls(int count) {
        List<Integer> calls = new ArrayList<>();
        for (int call = 1; call <= Math.min(count, FIRST_CALLS); call++) {
            calls.add(call);
        }
        if (count > FIRST_CALLS) {
            calls.add(count);
        }
        return calls;
    }

    private static List<Deed> deeds(Method method) {
        List<Deed> deeds = new ArrayList<>(List.of(Deed.THROWS, Deed.OVERFLOWS));
        if (method.getName().equals("execute") || method.getName().equals("load")) {
            deeds.add(Deed.THROWS_AFTERWARDS);
        }
        if (!method.getReturnType().isPrimitive() && !Answers.MAY_BE_NULL.contains(Answers.name(method))) {
            deeds.add(Deed.RETURNS_NULL);
        }
        if (method.getReturnType() == List.class) {
            deeds.add(Deed.LISTS_NULL);
        }
        return deeds;
    }

    /** What is run on which database. */
    private record Scenario(String script, Consumer<Conditions> conditions, Consumer<Trial> operation) {
        Trial trial(Saboteur saboteur) {
            return trial().dialect(one -> saboteur.behind(Dialect.class, one))
                    .executor(one -> saboteur.behind(MigrationExecutor.class, one))
                    .source(one -> saboteur.behind(MigrationSource.class, one));
        }

        Trial trial() {
            return new Trial().file("0001", script).file("0002", "z;").on(conditions);
        }
    }

    /** One breach, and what comes after it. */
    private static final class Attempt {
        private final Scenario scenario;
        private final Saboteur saboteur;
        private final Trial trial;
        private final String place;
        private final String name;

        Attempt(String title, Scenario scenario, String place, int call, Deed deed) {
            this.scenario = scenario;
            this.place = place;
            saboteur = new Saboteur(place, call, deed);
            trial = scenario.trial(saboteur);
            name = title + ": " + place + ", call " + call + ", " + deed;
        }

        void run(List<String> wanted) {
            try {
                scenario.operation().accept(trial);
                requireWarning();
            } catch (MigrationFailedException e) {
                requireNamed(e);
                requireTruth(e, wanted);
            } catch (MigriException e) {
                requireNamed(e);
                assertEquals(List.of(), trial.database().executed(), this::told);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(told(), e);
            }
            if (wanted.isEmpty()) {
                assertEquals(List.of(), trial.database().executed(), this::told);
                return;
            }
            trial.database().recover();
            trial.dialect(one -> one).executor(one -> one).source(one -> one);
            trial.finish(this::told);
            assertEquals(wanted, trial.database().executed(), this::told);
            assertEquals(List.of("0001", "0002"), trial.database().recorded(), this::told);
            assertEquals(List.of(), trial.database().notes(), this::told);
        }

        private void requireNamed(MigriException failure) {
            if (!saboteur.done()) {
                throw new AssertionError(told(), failure);
            }
            assertEquals(ErrorCode.PLUGIN_MISBEHAVED, failure.code(), () -> failure + "\n" + told());
            assertTrue(
                    failure.text().toString().contains(place.substring(place.indexOf('.')) + "()"),
                    () -> failure + "\n" + told());
        }

        /** Where the run went well all the same, somebody hears of it. */
        private void requireWarning() {
            if (saboteur.done() && !UNHEARD.contains(place)) {
                assertTrue(
                        trial.told().stream()
                                .anyMatch(line -> line.contains(place.substring(place.indexOf('.')) + "()")),
                        () -> "nobody was told: " + told() + "\n" + trial.told());
            }
        }

        private void requireTruth(MigrationFailedException failure, List<String> wanted) {
            List<String> executed = trial.database().executed();
            Supplier<String> said = () -> Trial.spoken(failure) + "; " + told();
            if (failure.state() == DatabaseState.UNCHANGED) {
                List<String> mine = new ArrayList<>(executed);
                mine.removeAll(
                        failure.migration().equals("0002") && !wanted.isEmpty()
                                ? wanted.subList(0, wanted.size() - 1)
                                : List.of());
                assertEquals(List.of(), mine, said);
            }
            if (failure.state() != DatabaseState.UNKNOWN) {
                assertFalse(trial.database().recorded().contains(failure.migration()), said);
            }
            assertTrue(
                    failure.report().results().stream().anyMatch(one -> one instanceof MigrationReport.Failed), said);
        }

        private String told() {
            return name + "\n" + String.join("\n", trial.database().conversation());
        }
    }
}
