package io.migri.core.attempt;

import io.migri.core.journal.SessionWords;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SessionValue.Kind;
import io.migri.spi.script.SqlStatement;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the statements of a transaction that was rolled back may be executed once more in the same session. They may, unless they read
 * something of the session that they change themselves and that a rollback does not take back, such as {@code SET @n = @n + 1}.
 *
 * <p>Keeps what the statements have to do with the session, and not the statements: a transaction may have millions of them.
 */
public final class Repetition {
    private final Set<SessionValue> given = new LinkedHashSet<>();
    /** Values that were there before the transaction began, with the line of the statement that first reads it. */
    private final Map<SessionValue, Integer> read = new LinkedHashMap<>();

    /** A statement was executed. */
    public void add(SqlStatement statement) {
        for (SessionValue value : statement.session().reads()) {
            if (value.kind() != Kind.LAST_RESULT
                    && !read.containsKey(value)
                    && given.stream().noneMatch(one -> one.concerns(value))) {
                read.put(value, statement.line());
            }
        }
        given.addAll(statement.session().gives());
    }

    /** The transaction has ended. */
    void clear() {
        given.clear();
        read.clear();
    }

    /** What the statements gave the session, each value once. */
    public Set<SessionValue> given() {
        return Set.copyOf(given);
    }

    /** Whether they leave a setting changed that a rollback does not take back. */
    public boolean changesSettings() {
        return given.stream().anyMatch(SettingsBefore::lasts);
    }

    /**
     * Why not; empty where nothing is in the way.
     *
     * @param failed the statement that failed, which may have done a part of its work; null where none did
     */
    public Optional<String> refusal(@Nullable SqlStatement failed) {
        if (failed != null) {
            return with(failed).refusal(null);
        }
        return read.entrySet().stream()
                .filter(reading -> given.stream().anyMatch(one -> !one.undone() && one.concerns(reading.getKey())))
                .findFirst()
                .map(reading -> "line " + reading.getValue() + " reads " + SessionWords.of(reading.getKey())
                        + " of the session, which has changed since and does not roll back");
    }

    private Repetition with(SqlStatement statement) {
        Repetition copy = new Repetition();
        copy.given.addAll(given);
        copy.read.putAll(read);
        copy.add(statement);
        return copy;
    }
}
