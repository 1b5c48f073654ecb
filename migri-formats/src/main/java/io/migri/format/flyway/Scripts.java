package io.migri.format.flyway;

import io.migri.api.Migration;
import io.migri.format.file.Refusal;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All scripts of a directory.
 *
 * @param versioned by version
 * @param undoing by version
 * @param repeatable by description
 * @param baselines by version
 */
record Scripts(List<Script> versioned, List<Script> undoing, List<Script> repeatable, List<Script> baselines) {
    /** What Flyway runs that is no script. */
    private static final Set<String> CODE = Set.of("java", "class", "kt", "groovy");

    /** @throws io.migri.api.MigriException where there is something that cannot be run as Flyway would run it */
    static Scripts of(MigrationSource directory) throws IOException {
        List<Script> all = new ArrayList<>();
        for (Migration file : directory.migrations()) {
            Optional<Script> script = Script.of(file);
            if (script.isPresent()) {
                all.add(script.get());
            } else {
                refuseOther(file);
            }
        }
        Scripts scripts = new Scripts(
                chosen(all, 'V', Script.BY_VERSION),
                chosen(all, 'U', Script.BY_VERSION),
                chosen(all, 'R', Comparator.comparing(Script::description)),
                chosen(all, 'B', Script.BY_VERSION));
        refuseTwins(scripts.versioned);
        refuseTwins(scripts.undoing);
        refuseTwins(scripts.baselines);
        return scripts;
    }

    private static List<Script> chosen(List<Script> all, char prefix, Comparator<Script> order) {
        return all.stream()
                .filter(script -> script.prefix() == prefix)
                .sorted(order)
                .toList();
    }

    private static void refuseOther(Migration file) {
        String name = file.name();
        boolean code = CODE.contains(file.kind());
        if (code
                && Script.of(new Migration(name, "sql", file.origin(), file.content()))
                        .isPresent()) {
            throw Refusal.of(
                    file,
                    "is a migration in code, which Migri cannot run; write it in SQL or Python, or run this directory"
                            + " with Flyway");
        }
        if (Script.isCallback(name) && (code || file.kind().equals("sql"))) {
            throw Refusal.of(
                    file,
                    "is called by Flyway at an event, and Migri has none; move it, and do what it does in a migration");
        }
        if (file.kind().equals("sql") || file.kind().equals("py")) {
            throw Refusal.of(
                    file,
                    "is no file of Flyway, as others here are; move it, or call it VERSION__NAME.sql with"
                            + " a V in front");
        }
    }

    private static void refuseTwins(List<Script> scripts) {
        for (int i = 1; i < scripts.size(); i++) {
            Script one = scripts.get(i);
            Script other = scripts.get(i - 1);
            if (Script.BY_VERSION.compare(one, other) == 0) {
                throw Refusal.of(
                        one.file(),
                        "has the version of " + other.file().fileName() + ", which Flyway refuses; rename one of them");
            }
        }
    }

    /**
     * What Flyway would run, in order: those with a version, and in place of the first of them a baseline where nothing was applied before
     * it.
     *
     * @param recorded the names in the history
     */
    List<Script> toRun(Set<String> recorded) {
        Optional<Script> baseline = baselines.stream()
                .filter(one -> recorded.contains(one.file().name()))
                .reduce((first, second) -> second);
        boolean fresh =
                versioned.stream().noneMatch(one -> recorded.contains(one.file().name()));
        if (baseline.isEmpty() && fresh && !baselines.isEmpty()) {
            baseline = Optional.of(baselines.get(baselines.size() - 1));
        }
        if (baseline.isEmpty()) {
            return versioned;
        }
        Script first = baseline.get();
        List<Script> run = new ArrayList<>();
        run.add(first);
        versioned.stream()
                .filter(one -> Script.BY_VERSION.compare(one, first) > 0
                        || recorded.contains(one.file().name()))
                .forEach(run::add);
        run.sort(Script.BY_VERSION);
        return run;
    }
}
