package io.migri.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.behaviour.LongerSuite;
import io.migri.testkit.python.PythonEnvironments;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Whoever does what Migri says ends where a run ends that nothing has disturbed, whichever of its alternatives they take. */
class AdviceIT {
    private static final int MOST_RUNS = 6;

    @TempDir
    private Path directory;

    private final Map<String, Content> clean = new HashMap<>();
    private int trials;
    private String python = "";

    @BeforeEach
    void findPython() throws Exception {
        python = PythonEnvironments.ofThisUser().plain().toString();
    }

    @ForEachDatabase
    void whatItSaysToDoLeadsToWhatACleanRunLeaves(Database database) throws Exception {
        List<String> wrong = new ArrayList<>();
        String wanted = System.getProperty("migri.advice", "");
        for (Situation situation : LongerSuite.share(Situations.on(database.engine()), 6)) {
            Deque<List<Integer>> ways = new ArrayDeque<>();
            ways.add(List.of());
            while (situation.name().contains(wanted) && !ways.isEmpty()) {
                follow(situation, database, ways, wrong);
            }
        }
        assertEquals(List.of(), wrong, () -> wrong.size() + " wrong:\n" + String.join("\n\n", wrong));
    }

    /**
     * Goes one way to its end, and puts those down that part from it.
     *
     * @param ways which alternative to take at each end of a run; the first where nothing is said
     */
    private void follow(Situation situation, Database database, Deque<List<Integer>> ways, List<String> wrong)
            throws Exception {
        List<Integer> way = new ArrayList<>(ways.remove());
        Database ground = ground(database);
        Trial trial = trial(situation, ground);
        trial.prepared();
        try {
            String help = trial.ended();
            for (int run = 0; !help.isEmpty(); run++) {
                assertTrue(run < MOST_RUNS, "does not come to an end");
                List<List<Step>> alternatives = Help.alternatives(help);
                if (run == way.size()) {
                    for (int i = 1; i < alternatives.size(); i++) {
                        ways.add(with(way, i));
                    }
                    way.add(0);
                }
                help = trial.follow(alternatives.get(way.get(run)));
            }
            Content found = Content.of(ground);
            assertEquals(clean(situation, database, trial.meant()), found);
        } catch (AssertionError | Exception e) {
            wrong.add(situation.name() + " " + way + ": " + e + "\n" + trial.said());
        }
    }

    private static List<Integer> with(List<Integer> way, int last) {
        List<Integer> longer = new ArrayList<>(way);
        longer.add(last);
        return longer;
    }

    private Content clean(Situation situation, Database database, List<String> file) throws Exception {
        String key = situation.setup().toString() + file;
        Content known = clean.get(key);
        if (known != null) {
            return known;
        }
        Content content = trial(situation, ground(database)).clean(file);
        clean.put(key, content);
        return content;
    }

    private static Database ground(Database database) throws Exception {
        return database.engine() == Engine.SQLITE ? database.server().create() : database;
    }

    private Trial trial(Situation situation, Database database) {
        trials++;
        return new Trial(situation, database, directory.resolve("trial" + trials), python);
    }
}
