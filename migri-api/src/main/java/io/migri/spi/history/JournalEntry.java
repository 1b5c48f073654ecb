package io.migri.spi.history;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a migration's statements that lasts, or may last, before the migration is recorded as applied: one statement that
 * no transaction holds, along with those before it that were not sent, or all statements of one transaction.
 *
 * <p>An entry without statements, {@code first} and {@code through} being equal, is about a migration that is not made of statements, and
 * which is in doubt as a whole.
 *
 * @param first zero-based ordinal of its first statement
 * @param through ordinal after its last one; of a stretch in doubt the last statement is the one that is in doubt
 * @param hash over the texts of all statements of the migration before {@code through}
 * @param statements a line for each statement of the stretch: the hash of its text and the text's beginning; those at the end may
 *     be missing
 * @param doubt what is known of the statement in doubt; null where all of the stretch is done
 * @param format the form of the entry, {@link #FORMAT} or that of an earlier version; a later one is refused by the core
 */
public record JournalEntry(
        String migration,
        int first,
        int through,
        String hash,
        List<String> statements,
        @Nullable Doubt doubt,
        int format) {

    /** The form in which entries are written now. Those without a number are of form 1. */
    public static final int FORMAT = 2;

    /** An entry in today's form. */
    public JournalEntry(
            String migration, int first, int through, String hash, List<String> statements, @Nullable Doubt doubt) {
        this(migration, first, through, hash, statements, doubt, FORMAT);
    }

    public JournalEntry {
        requireNonNull(migration, "migration");
        requireNonNull(hash, "hash");
        statements = List.copyOf(statements);
    }

    /** A migration that is not made of statements, and of which nobody knows how far it came. */
    public static JournalEntry ofWhole(String migration) {
        return new JournalEntry(migration, 0, 0, "", List.of(), new Doubt("", ""));
    }

    /** Whether it is about a migration that is not made of statements. */
    public boolean ofWhole() {
        return first == through;
    }

    /** The same, once its last statement is known to have been executed. */
    public JournalEntry done() {
        return new JournalEntry(migration, first, through, hash, statements, null, format);
    }

    /**
     * A statement that was sent by itself, and of which no answer was noted down.
     *
     * @param statement its text
     * @param before what the database noted about the objects that it names before it ran, in a form of the dialect's own; empty
     *     where nothing was noted
     * @param kept what the journal keeps as its text, and gives back as {@code statement}: another text where that is not to be stored
     */
    public record Doubt(String statement, String before, String kept) {

        /** One whose text is kept. */
        public Doubt(String statement, String before) {
            this(statement, before, statement);
        }

        public Doubt {
            requireNonNull(statement, "statement");
            requireNonNull(before, "before");
            requireNonNull(kept, "kept");
        }
    }
}
