package io.migri.dialect.sqlite.language;

import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Where in a statement names stand, noted down while it is read: those of functions, for what stands in front of a parenthesis, and
 * all of them where somebody wants to know.
 */
public final class SqliteNames {
    private static final int NONE = -1;

    private final Places functions = new Places();
    private final Places all = new Places();
    private boolean wanted;
    private int lastStart = NONE;
    private int lastEnd;

    /** A statement begins; whether all of its names are wanted. */
    void restart(boolean allWanted) {
        wanted = allWanted;
        functions.clear();
        all.clear();
        lastStart = NONE;
    }

    /** A word or something in quotes was read. */
    void name(int start, int end) {
        if (wanted) {
            all.add(start, end);
        }
        lastStart = start;
        lastEnd = end;
    }

    /** Any other token was read. */
    void symbol(int symbol) {
        if (symbol == '(' && lastStart != NONE) {
            functions.add(lastStart, lastEnd);
        }
        lastStart = NONE;
    }

    /** Whether {@code text}, which was read, calls that function. */
    public boolean calls(String text, String function) {
        return functions.any(text, name -> name.equalsIgnoreCase(function), function.length());
    }

    /** Whether a name in {@code text}, which was read, is one of those that were wanted. */
    public boolean mention(String text, Predicate<String> one) {
        return all.any(text, one, 0);
    }

    /** Pairs of numbers, in an array that is used again for the next statement. */
    private static final class Places {
        private int[] ends = new int[16];
        private int size;

        void clear() {
            size = 0;
        }

        void add(int start, int end) {
            if (size == ends.length) {
                ends = Arrays.copyOf(ends, size * 2);
            }
            ends[size++] = start;
            ends[size++] = end;
        }

        /** @param length how long the name has to be at least; of others no text is made */
        boolean any(String text, Predicate<String> wanted, int length) {
            for (int i = 0; i < size; i += 2) {
                int longer = ends[i + 1] - ends[i] - length;
                boolean candidate = length == 0 || longer == 0 || (longer > 1 && isQuote(text.charAt(ends[i])));
                if (candidate && wanted.test(SqliteTokens.name(text, ends[i], ends[i + 1]))) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isQuote(char first) {
            return "\"`['".indexOf(first) >= 0;
        }
    }
}
