package io.migri.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.chaos.Trial.Outcome;
import io.migri.chaos.Trial.Result;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.DatabaseServer;
import io.migri.testkit.server.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Wherever and however a run is ended, plain runs bring the database to where an undisturbed one brings it, and know by themselves
 * what is left to do. {@code docs/testing.md} says how to have more of it.
 */
final class Chaos {
    private static final Options OPTIONS = Options.ofThisBuild();

    private Chaos() {}

    /** On the server of {@code any}. */
    static void isMended(Database any) throws Exception {
        DatabaseServer server = any.server();
        Engine engine = server.engine();
        Scenario scenario = Scenario.of(any);
        Undisturbed undisturbed = Undisturbed.of(scenario, server);
        Trials trials = new Trials(OPTIONS, scenario, undisturbed);
        ResultTable table = new ResultTable(engine, OPTIONS, undisturbed);
        List<Trial> parallel = new ArrayList<>(trials.halts());
        parallel.addAll(trials.randomKills());
        parallel.addAll(trials.repeatedKills());
        parallel.addAll(trials.competitions());
        if (engine != Engine.SQLITE) {
            parallel.addAll(trials.connectionCuts());
            parallel.addAll(trials.killsWithin());
        }
        carryOut(parallel, OPTIONS.threads(), server, scenario, undisturbed, table);
        if (engine != Engine.SQLITE && server.origin().startsWith("local")) {
            carryOut(trials.serverKills(), 1, server, scenario, undisturbed, table);
        }
        List<Result> results = table.results();
        List<Result> wrong = results.stream()
                .filter(result -> result.outcome() == Outcome.WRONG)
                .toList();
        assertEquals(
                List.of(), wrong, () -> wrong.size() + " of " + results.size() + " went wrong, seed " + OPTIONS.seed());
    }

    private static List<Trial> wanted(List<Trial> trials) {
        return trials.stream().filter(trial -> OPTIONS.take(trial.kind())).toList();
    }

    private static void carryOut(
            List<Trial> trials,
            int threads,
            DatabaseServer server,
            Scenario scenario,
            Undisturbed undisturbed,
            ResultTable table)
            throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (Trial trial : wanted(trials)) {
                futures.add(pool.submit(() -> {
                    table.add(trial.on(server, scenario, undisturbed.holdings()));
                    return null;
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
