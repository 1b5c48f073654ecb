package io.migri.dialect.postgresql.language;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Words that are looked for in statements, whatever their case, without a text being made for each word of the statement. Immutable. */
public final class PostgresqlVocabulary {
    private final @Nullable String[] slots;

    /**
     * These words.
     *
     * @param words in lower case
     */
    public static PostgresqlVocabulary of(String... words) {
        return new PostgresqlVocabulary(words);
    }

    private PostgresqlVocabulary(String... words) {
        int size = Integer.highestOneBit(Math.max(1, words.length)) * 4;
        @Nullable String[] table = new String[size];
        for (String word : words) {
            int slot = hash(word, 0, word.length()) & (size - 1);
            while (table[slot] != null) {
                slot = (slot + 1) & (size - 1);
            }
            table[slot] = word;
        }
        this.slots = Arrays.copyOf(table, size);
    }

    /** The word that {@code text} has from {@code start} to {@code end}; null where it is none of these. */
    @Nullable
    public String find(String text, int start, int end) {
        int slot = hash(text, start, end) & (slots.length - 1);
        for (String word = slots[slot]; word != null; word = slots[slot]) {
            if (word.length() == end - start && text.regionMatches(true, start, word, 0, word.length())) {
                return word;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return null;
    }

    private static int hash(String text, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            int next = text.charAt(i);
            hash = hash * 31 + (next >= 'A' && next <= 'Z' ? next + 32 : next);
        }
        return hash ^ (hash >>> 15);
    }
}
