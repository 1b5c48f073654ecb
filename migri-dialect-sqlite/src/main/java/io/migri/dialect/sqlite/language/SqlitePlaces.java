package io.migri.dialect.sqlite.language;

import java.util.Arrays;

/**
 * Where the tokens of a statement stand, noted down while it is read. It is used again for the next statement. Of a very long one only the
 * first are noted.
 */
final class SqlitePlaces {
    private static final int MOST = 20_000;

    private int[] ends = new int[0];
    private int count;
    private int turn;

    /** Begins another statement. */
    void restart() {
        count = 0;
        turn++;
    }

    void add(int start, int end) {
        if (count >= MOST) {
            return;
        }
        if (2 * count == ends.length) {
            ends = Arrays.copyOf(ends, Math.max(128, 4 * count));
        }
        ends[2 * count] = start;
        ends[2 * count + 1] = end;
        count++;
    }

    int count() {
        return count;
    }

    int start(int index) {
        return ends[2 * index];
    }

    int end(int index) {
        return ends[2 * index + 1];
    }

    /** Which statement it is, counted: where it is another one than before, the places of that one are gone. */
    int turn() {
        return turn;
    }
}
