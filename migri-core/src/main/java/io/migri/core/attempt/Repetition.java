package io.migri.core.attempt;

import io.migri.core.journal.SessionWords;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether statements that were rolled back may be executed once more in the same session. They may, unless they read something of the session
 * that they change themselves and that a rollback does not take back, such as {@code SET @n = @n + 1}.
 */
public final class Repetition {
    private Repetition() {}

    /**
     * Why not; empty where nothing is in the way.
     *
     * @param part the statements that were executed and rolled back
     * @param failed the one that failed, which may have done a part of its work; null where none did
     */
    public static Optional<String> refusal(List<SqlStatement> part, @Nullable SqlStatement failed) {
        List<SqlStatement> all = new ArrayList<>(part);
        if (failed != null) {
            all.add(failed);
        }
        List<SessionValue> given = new ArrayList<>();
        List<Reading> before = new ArrayList<>();
        for (SqlStatement statement : all) {
            for (SessionValue value : statement.session().reads()) {
                if (given.stream().noneMatch(one -> one.concerns(value))) {
                    before.add(new Reading(value, statement));
                }
            }
            given.addAll(statement.session().gives());
        }
        return before.stream()
                .filter(reading -> reading.value().kind() != SessionValue.Kind.LAST_RESULT)
                .filter(reading -> given.stream().anyMatch(one -> !one.undone() && one.concerns(reading.value())))
                .findFirst()
                .map(Reading::reason);
    }

    /** A value that was there before the part began, and the statement that reads it. */
    private record Reading(SessionValue value, SqlStatement statement) {
        String reason() {
            return "line " + statement.line() + " reads " + SessionWords.of(value)
                    + " of the session, which has changed since and does not roll back";
        }
    }
}
