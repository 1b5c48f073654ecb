package io.migri.dialect.mysql.use;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the statements of a script so far have their session remember, as far as their texts show. */
public final class MySqlMemory {
    private final Map<String, Value> variables = new HashMap<>();
    private final Map<String, Value> prepared = new HashMap<>();
    private final Map<String, MySqlRoutine> routines = new HashMap<>();
    private final Set<String> temporaryTables = new HashSet<>();

    /** @param existing routines of the database, by their names in lower case */
    public MySqlMemory(Map<String, MySqlRoutine> existing) {
        routines.putAll(existing);
    }

    /**
     * What a variable or a prepared statement holds.
     *
     * @param constant whether a new session can have it again
     * @param text what it is, where it is a literal
     * @param pieces the texts that it is put together of
     */
    record Value(boolean constant, @Nullable String text, List<String> pieces) {
        static final Value UNKNOWN = new Value(false, null, List.of());

        Value {
            pieces = List.copyOf(pieces);
        }
    }

    Value variable(String name) {
        return variables.getOrDefault(key(name), Value.UNKNOWN);
    }

    void setVariable(String name, Value value) {
        variables.put(key(name), value);
    }

    void forgetVariables() {
        variables.clear();
    }

    Value preparedStatement(String name) {
        return prepared.getOrDefault(key(name), Value.UNKNOWN);
    }

    void prepare(String name, Value text) {
        prepared.put(key(name), text);
    }

    public Optional<MySqlRoutine> routine(String name) {
        return Optional.ofNullable(routines.get(key(name)));
    }

    public boolean hasFunctions() {
        return !routines.isEmpty();
    }

    void defineRoutine(String name, MySqlRoutine routine) {
        routines.put(key(name), routine);
    }

    boolean hasTemporaryTable(String name) {
        return !temporaryTables.isEmpty() && temporaryTables.contains(key(name));
    }

    public boolean hasTemporaryTables() {
        return !temporaryTables.isEmpty();
    }

    void addTemporaryTable(String name) {
        temporaryTables.add(key(name));
    }

    void removeTemporaryTable(String name) {
        temporaryTables.remove(key(name));
    }

    public static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
