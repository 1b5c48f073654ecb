package io.migri.advice;

import java.util.ArrayList;
import java.util.List;

/**
 * A way in which a run ends with something left. Each statement of a file is a line of it.
 *
 * @param suffix of the file's name
 * @param broken the file that the first run has
 * @param changed what becomes of the file before the second run, about which the help speaks; empty where it is the first
 * @param fixed the file as it was meant
 * @param literal the file with what a lost session had; empty where there is none
 * @param setup what is there before, beside {@code keep} and {@code pace}
 * @param undo what takes back by hand all that any part of the file can have done
 * @param remains what takes back by hand what a rollback leaves
 * @param byHand does by hand all that the file means
 * @param statement what takes back by hand all that the statement in doubt can have done, and what does it; empty where none can be
 */
record Situation(
        String name,
        Trouble trouble,
        String suffix,
        List<String> broken,
        List<String> changed,
        List<String> fixed,
        List<String> literal,
        List<String> setup,
        List<String> undo,
        List<String> remains,
        List<String> byHand,
        List<List<String>> statement) {

    static Draft of(String name) {
        return new Draft(name);
    }

    /** The name of the migration. */
    String migration() {
        return "0002_next";
    }

    /** A situation in the making. */
    static final class Draft {
        private final String name;
        private Trouble trouble = Trouble.FILE;
        private String suffix = ".sql";
        private List<String> broken = List.of();
        private List<String> changed = List.of();
        private List<String> fixed = List.of();
        private List<String> literal = List.of();
        private List<String> setup = List.of();
        private List<String> remains = List.of();
        private List<String> byHand = List.of();
        private final List<String> undo = new ArrayList<>(List.of("DELETE FROM keep WHERE id > 1"));
        private List<List<String>> statement = List.of();

        private Draft(String name) {
            this.name = name;
        }

        Draft struck(Trouble by) {
            trouble = by;
            return this;
        }

        Draft python() {
            suffix = ".py";
            return this;
        }

        Draft file(String... lines) {
            broken = List.of(lines);
            return this;
        }

        Draft thenChangedTo(String... lines) {
            changed = List.of(lines);
            return this;
        }

        Draft fixed(String... lines) {
            fixed = List.of(lines);
            return this;
        }

        Draft withWhatIsLost(String... lines) {
            literal = List.of(lines);
            return this;
        }

        Draft beside(String... statements) {
            setup = List.of(statements);
            return this;
        }

        Draft undoneBy(String... statements) {
            undo.addAll(List.of(statements));
            return this;
        }

        Draft leaving(String... statements) {
            remains = List.of(statements);
            undo.addAll(remains);
            return this;
        }

        Draft doneBy(String... statements) {
            byHand = List.of(statements);
            return this;
        }

        Draft inDoubt(List<String> undone, List<String> done) {
            statement = List.of(undone, done);
            return this;
        }

        Situation made() {
            return new Situation(
                    name,
                    trouble,
                    suffix,
                    broken,
                    changed,
                    fixed.isEmpty() ? broken : fixed,
                    literal,
                    setup,
                    List.copyOf(undo),
                    remains,
                    byHand.isEmpty() ? fixed.isEmpty() ? broken : fixed : byHand,
                    statement);
        }
    }
}
