package io.migri.spi.history;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the history and Migri's tables beside it are called, to the letter. Dialects put the names into quotes. Immutable; to call, not to
 * implement.
 *
 * @param schema where all of them are; null for wherever the connection finds or makes a table without a schema
 * @param name of the history
 */
public record HistoryTable(@Nullable String schema, String name) {
    /** As the Python tool called it. */
    public static final HistoryTable USUAL = new HistoryTable(null, "applied_migration");

    /** What Migri's own tables begin with. */
    public static final String PREFIX = "migri_";

    /** What follows the name of another history in the name of the table that keeps its files. */
    public static final String SOURCE_SUFFIX = "_migri_source";

    /** The same for the journal. */
    public static final String JOURNAL_SUFFIX = "_migri_journal";

    /** The same for the table that keeps what of the repeatables was applied. No longer than the others, so that it fits wherever they do. */
    public static final String REPEATABLE_SUFFIX = "_migri_repeat";

    private static final String USUAL_REPEATABLES = PREFIX + "repeat";

    public HistoryTable {
        requireNonNull(name, "name");
    }

    /** The table that keeps the files; those of {@link #repeatables}, too. */
    public String source() {
        String history = history();
        return history.equals(USUAL.name) ? PREFIX + "source" : history + SOURCE_SUFFIX;
    }

    /** The history that this one belongs to, where it is that of the repeatables. */
    private String history() {
        if (!ofRepeatables()) {
            return name;
        }
        return name.equals(USUAL_REPEATABLES)
                ? USUAL.name
                : name.substring(0, name.length() - REPEATABLE_SUFFIX.length());
    }

    /** Whether it is what {@link #repeatables} of a history gives. */
    public boolean ofRepeatables() {
        return name.equals(USUAL_REPEATABLES) || name.endsWith(REPEATABLE_SUFFIX);
    }

    /** The table that keeps what of the repeatables was applied. It looks like a history. */
    public HistoryTable repeatables() {
        return new HistoryTable(schema, isUsual() ? USUAL_REPEATABLES : name + REPEATABLE_SUFFIX);
    }

    /** The table that keeps how far unfinished migrations came. */
    public String journal() {
        return isUsual() ? PREFIX + "journal" : name + JOURNAL_SUFFIX;
    }

    /** The history, and all tables that keep something of it alone. */
    public Set<String> names() {
        return Set.of(name, source(), journal(), repeatables().name());
    }

    /** Tells it from other histories in a table that they share. Names that differ in case are one for some databases. */
    public String key() {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The same in that schema. */
    public HistoryTable in(String other) {
        return new HistoryTable(other, name);
    }

    /** Whether it has the name that the Python tool gave it. */
    public boolean isUsual() {
        return name.equals(USUAL.name);
    }

    /** As messages call the journal. */
    public String spokenJournal() {
        return prefix() + journal();
    }

    /** Written out, for what a record makes itself takes a run some milliseconds. */
    @Override
    public boolean equals(Object other) {
        return other instanceof HistoryTable table && name.equals(table.name) && Objects.equals(schema, table.schema);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hashCode(schema) + name.hashCode();
    }

    /** As messages call it: the name, after that of the schema where there is one. */
    @Override
    public String toString() {
        return prefix() + name;
    }

    private String prefix() {
        return schema == null ? "" : schema + '.';
    }
}
