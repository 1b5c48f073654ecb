package io.migri.chaos;

import io.migri.chaos.Trial.Outcome;
import io.migri.chaos.Trial.Result;
import io.migri.testkit.server.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of the faults, as a table in Markdown, and under it all that was not simply recovered from. */
record ResultTable(Engine engine, Options options, Undisturbed undisturbed) {

    /** Adds {@code result} to those so far and writes them all, so that a suite that is cut off leaves its table too. */
    void enter(List<Result> results, Result result) throws IOException {
        synchronized (results) {
            results.add(result);
            write(results);
        }
    }

    private void write(List<Result> results) throws IOException {
        String database = engine.name().toLowerCase(Locale.ROOT);
        List<String> lines = new ArrayList<>(List.of(
                "Seed " + options.seed() + ". An undisturbed run: " + undisturbed.statements() + " statements, "
                        + undisturbed.roundTrips() + " round trips, "
                        + undisturbed.duration().toMillis() + " ms.",
                "",
                "| database | fault | runs | recovered | asked | wrong |",
                "| --- | --- | --- | --- | --- | --- |"));
        for (Kind kind : Kind.values()) {
            List<Result> some = results.stream()
                    .filter(result -> result.trial().kind() == kind)
                    .toList();
            if (!some.isEmpty()) {
                lines.add(row(database, kind.toString(), some));
            }
        }
        lines.add(row(database, "all", results));
        lines.add("");
        results.stream()
                .filter(result -> result.outcome() != Outcome.RECOVERED)
                .forEach(result -> lines.add("* " + result));
        Files.write(Path.of("target", "chaos-" + database + ".md"), lines);
    }

    private static String row(String database, String fault, List<Result> results) {
        return "| " + database + " | " + fault + " | " + results.size() + " | " + count(Outcome.RECOVERED, results)
                + " | " + count(Outcome.ASKED, results) + " | " + count(Outcome.WRONG, results) + " |";
    }

    private static long count(Outcome outcome, List<Result> results) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }
}
