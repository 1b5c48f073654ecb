package io.migri.core.history;

import io.migri.api.AppliedMigration;
import io.migri.api.Migration;
import io.migri.api.event.MigrationListener.Warned;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is not as it was recorded, or not in order, in the words of a warning. */
public final class Warnings {
    private final List<Migration> files;
    private final Map<String, AppliedMigration> applied = new HashMap<>();
    private final Map<String, String> overtaking = new HashMap<>();

    /** @param files all there are, in order */
    public Warnings(List<Migration> files, List<AppliedMigration> history) {
        this.files = files;
        history.forEach(one -> applied.put(one.name(), one));
        noteLate();
    }

    private void noteLate() {
        String behind = null;
        for (int i = files.size() - 1; i >= 0; i--) {
            String name = files.get(i).name();
            if (applied.containsKey(name)) {
                behind = name;
            } else if (behind != null) {
                overtaking.put(name, behind);
            }
        }
    }

    /** All of them, in the order of the files. */
    public List<Warned> all(Comparison comparison) throws SQLException {
        List<Warned> warnings = new ArrayList<>(changed(comparison));
        for (Migration file : files) {
            overtaking(file).ifPresent(other -> warnings.add(late(file.name(), other)));
        }
        return warnings;
    }

    /**
     * The applied migration next to {@code file} that sorts behind it, although {@code file} is not applied yet; empty where it is
     * applied, or not late.
     */
    public Optional<String> overtaking(Migration file) {
        return Optional.ofNullable(overtaking.get(file.name()));
    }

    private List<Warned> changed(Comparison comparison) throws SQLException {
        List<Warned> changed = new ArrayList<>();
        for (Migration file : files) {
            AppliedMigration entry = applied.get(file.name());
            if (entry != null && comparison.changed(entry, file)) {
                changed.add(new Warned(
                        file.name(), file.name() + " was changed since it was applied; see it with `migri validate`"));
            }
        }
        return changed;
    }

    private static Warned late(String name, String other) {
        return new Warned(name, name + " is applied after " + other + ", which sorts behind it");
    }
}
