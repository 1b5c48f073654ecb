package io.migri.meaning;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A script.
 *
 * @param alone whether each statement that stands outside of the script's own blocks commits by itself
 */
record MeaningFile(boolean alone, List<String> statements) {
    private static final List<String> ENDS = List.of("BEGIN", "START", "COMMIT", "END", "ABORT", "ROLLBACK");

    /** What no database does. */
    static final String FAILS = "SELECT no_such_thing;";

    /** The same with a statement more. */
    MeaningFile with(int index, String statement) {
        List<String> more = new ArrayList<>(statements);
        more.add(index, statement);
        return new MeaningFile(alone, List.copyOf(more));
    }

    /** Where a failure is tried: at the ends of the file and of each of its transactions. */
    List<Integer> places() {
        return IntStream.rangeClosed(0, statements.size())
                .filter(place -> place == 0 || place == statements.size() || ends(place - 1) || ends(place))
                .boxed()
                .toList();
    }

    private boolean ends(int index) {
        return ENDS.stream().anyMatch(statements.get(index)::startsWith)
                || statements.get(index).endsWith("-- alone");
    }

    /** As it is written in the file. */
    String text() {
        return (alone ? "-- migri: no-transaction\n" : "") + String.join("\n", statements) + "\n";
    }
}
