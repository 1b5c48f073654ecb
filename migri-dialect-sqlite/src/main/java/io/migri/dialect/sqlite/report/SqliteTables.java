package io.migri.dialect.sqlite.report;

import io.migri.dialect.sqlite.language.SqliteName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What became of the tables that were there before the run. The number of the schema goes back where a transaction is rolled back, and
 * so does what is known here.
 */
final class SqliteTables {
    private final Map<String, SqliteTable> start;
    private final boolean hadRows;
    private final TreeMap<Long, State> states = new TreeMap<>();
    private State now;

    SqliteTables(Map<String, SqliteTable> start, boolean hadRows, long version) {
        this.start = Map.copyOf(start);
        this.hadRows = hadRows;
        this.now = new State(this.start, Set.of(), Set.of());
        states.put(version, now);
    }

    /** The database is at {@code version} of its schema, of which later ones may have been undone. */
    void at(long version) {
        states.tailMap(version, false).clear();
        Map.Entry<Long, State> known = states.floorEntry(version);
        now = known == null ? now : known.getValue();
    }

    /** Whether there was a row in any of them. */
    boolean hadRows() {
        return hadRows;
    }

    /** Those that are still there, by the key that they have now. */
    Map<String, SqliteTable> present() {
        return now.present();
    }

    Optional<SqliteTable> present(String key) {
        return Optional.ofNullable(now.present().get(key));
    }

    /** The one that had this key, where the run has put another in its place, and put rows into that. To be told once. */
    Optional<SqliteTable> replaced(String key) {
        boolean replaced = !now.present().containsKey(key) && now.filled().contains(key);
        return replaced && !now.told().contains(key) ? Optional.ofNullable(start.get(key)) : Optional.empty();
    }

    /** Whether the run has put another table in the place of {@code table}, and that was told. */
    boolean isReplaced(SqliteTable table) {
        return now.told().contains(SqliteName.key(table.name()));
    }

    /** What {@code table} is called now; empty where it is gone. */
    Optional<String> presentKey(SqliteTable table) {
        return now.present().entrySet().stream()
                .filter(entry -> entry.getValue().equals(table))
                .map(Map.Entry::getKey)
                .findAny();
    }

    void removed(String key, long version) {
        Map<String, SqliteTable> present = new HashMap<>(now.present());
        present.remove(key);
        keep(new State(present, without(now.filled(), key), now.told()), version);
    }

    void renamed(String from, String to, long version) {
        Map<String, SqliteTable> present = new HashMap<>(now.present());
        SqliteTable table = present.remove(from);
        if (table != null) {
            present.put(to, table);
        }
        Set<String> filled = without(now.filled(), from);
        if (now.filled().contains(from)) {
            filled.add(to);
        }
        keep(new State(present, filled, now.told()), version);
    }

    /** The run made this table and put rows into it. */
    void filled(String key, long version) {
        keep(new State(now.present(), with(now.filled(), key), now.told()), version);
    }

    void told(String key, long version) {
        keep(new State(now.present(), now.filled(), with(now.told(), key)), version);
    }

    private void keep(State next, long version) {
        now = next;
        states.put(version, next);
    }

    private static Set<String> with(Set<String> keys, String key) {
        Set<String> more = new HashSet<>(keys);
        more.add(key);
        return more;
    }

    private static Set<String> without(Set<String> keys, String key) {
        Set<String> fewer = new HashSet<>(keys);
        fewer.remove(key);
        return fewer;
    }

    /**
     * What is known at one version of the schema.
     *
     * @param present tables from before the run
     * @param filled tables of the run that have got rows
     * @param told those that stand in the place of another one, and were told
     */
    private record State(Map<String, SqliteTable> present, Set<String> filled, Set<String> told) {}
}
