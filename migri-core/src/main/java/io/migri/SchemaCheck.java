package io.migri;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.text.Operation;
import io.migri.api.text.Printable;
import io.migri.api.text.Text;
import io.migri.core.history.RecordedHistory;
import io.migri.core.record.Comparison;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the schema is the one that a program needs: what {@link Migri#check} has found. Immutable.
 *
 * @param pending the names of migrations that the program brings and the database has not, in order; also of those that were begun and are
 *     not finished, and of repeatables that are due
 * @param changed the names of applied migrations whose files say something else now, in order
 * @param missing the names of applied migrations that the program does not bring, as after a newer version of it has been there
 */
public record SchemaCheck(List<String> pending, List<String> changed, List<String> missing) {
    private static final int NAMES = 5;

    public SchemaCheck {
        pending = List.copyOf(pending);
        changed = List.copyOf(changed);
        missing = List.copyOf(missing);
    }

    static SchemaCheck of(RecordedHistory past) throws SQLException {
        Map<String, AppliedMigration> entries = new LinkedHashMap<>();
        List<AppliedMigration> history = past.history();
        history.forEach(entry -> entries.putIfAbsent(entry.name(), entry));
        Comparison comparison = past.comparison();
        List<String> pending = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        for (Migration file : past.files()) {
            AppliedMigration entry = entries.remove(file.name());
            if (entry == null) {
                pending.add(file.name());
            } else if (comparison.changed(entry, file)) {
                changed.add(file.name());
            }
        }
        past.repeatables(history)
                .ifPresent(standing -> pending.addAll(standing.due().keySet()));
        return new SchemaCheck(
                pending, changed, entries.keySet().stream().sorted().toList());
    }

    /**
     * Whether the program finds what it needs: nothing is pending, nothing was changed. What is missing does no harm. So an older version of
     * a program stays healthy while a newer one takes its place.
     */
    public boolean isCurrent() {
        return pending.isEmpty() && changed.isEmpty();
    }

    /**
     * This, where it {@link #isCurrent}: a guard for the start of a program that leaves migrating to somebody else.
     *
     * @throws MigriException with code {@code VALIDATION} and what is not as it should be
     */
    public SchemaCheck orThrow() {
        if (isCurrent()) {
            return this;
        }
        Text help = pending.isEmpty()
                ? Text.of("see with `", Operation.VALIDATE, "` what was changed")
                : Text.of("bring the database up to date with `", Operation.MIGRATE, "`, or wait until somebody has");
        throw MigriException.of(ErrorCode.VALIDATION, "the schema is not what this program needs: " + describe())
                .help(help)
                .build();
    }

    /** In a few words, such as {@code 2 pending (0003_orders, 0004_prices), 1 missing (0005_next)}. */
    public String describe() {
        List<String> parts = new ArrayList<>();
        add(parts, pending, "pending");
        add(parts, changed, "changed since applied");
        add(parts, missing, "missing here");
        return parts.isEmpty() ? "all applied" : String.join(", ", parts);
    }

    private static void add(List<String> parts, List<String> names, String what) {
        if (!names.isEmpty()) {
            String some = Printable.line(String.join(", ", names.subList(0, Math.min(NAMES, names.size()))));
            parts.add(names.size() + " " + what + " (" + some + (names.size() > NAMES ? ", …)" : ")"));
        }
    }
}
