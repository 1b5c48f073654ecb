package io.migri.spi.schema;

import io.migri.spi.history.HistoryTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects what a {@link SchemaReader} finds. Used by one thread; to call, not to implement. */
public final class SchemaParts {
    private static final String AMIDST = "_" + HistoryTable.PREFIX;

    private final Set<String> own;
    private final List<SchemaPart> parts = new ArrayList<>();
    private final Set<String> identities = new HashSet<>();

    /** Nothing is found yet. */
    public SchemaParts(HistoryTable history) {
        this.own = history.names().stream().map(SchemaParts::key).collect(Collectors.toSet());
    }

    /** Whether Migri made the table of that name, in upper or lower case: a history, or what goes with one. */
    public boolean isOwn(String table) {
        String key = key(table);
        return own.contains(key) || key.startsWith(HistoryTable.PREFIX) || key.contains(AMIDST);
    }

    /** Adds one. Where there is one of that identity already, it gets a number behind it: two are two. */
    public void add(String identity, String statement) {
        String unique = identity;
        for (int i = 2; !identities.add(unique); i++) {
            unique = identity + " (" + i + ')';
        }
        parts.add(new SchemaPart(unique, statement));
    }

    /** All that were added, in that order. */
    public List<SchemaPart> list() {
        return List.copyOf(parts);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
