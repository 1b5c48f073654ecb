package io.migri.chaos;

import io.migri.chaos.Trial.Outcome;
import io.migri.chaos.Trial.Result;
import io.migri.testkit.server.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What came of the faults, as a table in Markdown, and under it all that was not simply recovered from. Written anew with each result,
 * so that a run that is cut off leaves it as well; what is wrong is also kept in a file of its own. Thread-safe.
 */
final class ResultTable {
    private final Options options;
    private final Undisturbed undisturbed;
    private final String database;
    private final Path table;
    private final Path wrong;
    private final List<Result> results = new ArrayList<>();

    ResultTable(Engine engine, Options options, Undisturbed undisturbed) throws IOException {
        this.options = options;
        this.undisturbed = undisturbed;
        this.database = engine.name().toLowerCase(Locale.ROOT);
        this.table = Path.of("target", "chaos-" + database + ".md");
        this.wrong = Path.of("target", "chaos-" + database + "-wrong.txt");
        Files.deleteIfExists(wrong);
    }

    synchronized void add(Result result) throws IOException {
        results.add(result);
        if (result.outcome() == Outcome.WRONG) {
            String text = "seed " + options.seed() + ", " + result + "\n\n";
            Files.writeString(wrong, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        write();
    }

    synchronized List<Result> results() {
        return List.copyOf(results);
    }

    private void write() throws IOException {
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
                lines.add(row(kind.toString(), some));
            }
        }
        lines.add(row("all", results));
        lines.add("");
        results.stream()
                .filter(result -> result.outcome() != Outcome.RECOVERED)
                .forEach(result -> lines.add("* " + result));
        Files.write(table, lines);
    }

    private String row(String fault, List<Result> some) {
        return "| " + database + " | " + fault + " | " + some.size() + " | " + count(Outcome.RECOVERED, some) + " | "
                + count(Outcome.ASKED, some) + " | " + count(Outcome.WRONG, some) + " |";
    }

    private static long count(Outcome outcome, List<Result> some) {
        return some.stream().filter(result -> result.outcome() == outcome).count();
    }
}
