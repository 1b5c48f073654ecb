package io.migri.core.record;

import io.migri.api.AppliedMigration;
import io.migri.api.Migration;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.text.Operation;
import io.migri.api.text.Text;
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

    /** All of them, in the order of the files; that a migration is late where it is one of {@code due}. */
    public List<Message> of(List<Migration> due, Comparison comparison) throws SQLException {
        List<Message> warnings = new ArrayList<>(changed(comparison));
        for (Migration file : due) {
            overtaking(file).ifPresent(other -> warnings.add(late(file.name(), other)));
        }
        return warnings;
    }

    /** That nothing of the history has a file, so that the directory or the database is perhaps not the one that is meant. */
    public Optional<Message> unfit() {
        boolean unfit = !applied.isEmpty() && files.stream().noneMatch(file -> applied.containsKey(file.name()));
        return unfit ? Optional.of(Message.warning(last(), Text.of(unfit(applied.size())))) : Optional.empty();
    }

    private String last() {
        return applied.keySet().stream().max(String::compareTo).orElse("");
    }

    private static String unfit(int recorded) {
        return (recorded == 1
                        ? "the one recorded migration has"
                        : "none of the " + recorded + " recorded migrations has")
                + (recorded == 1 ? " no file here" : " a file here")
                + "; is this the right directory, and the right database?";
    }

    /** How many are recorded that sort behind all files and have none: those of a newer version of the directory. */
    public long newer() {
        String newest =
                files.stream().map(Migration::name).max(String::compareTo).orElse("");
        return applied.keySet().stream()
                .filter(name -> name.compareTo(newest) > 0)
                .count();
    }

    /**
     * The applied migration next to {@code file} that sorts behind it, although {@code file} is not applied yet; empty where it is
     * applied, or not late.
     */
    public Optional<String> overtaking(Migration file) {
        return Optional.ofNullable(overtaking.get(file.name()));
    }

    private List<Message> changed(Comparison comparison) throws SQLException {
        List<Message> changed = new ArrayList<>();
        for (Migration file : files) {
            AppliedMigration entry = applied.get(file.name());
            if (entry != null && comparison.changed(entry, file)) {
                changed.add(Message.warning(
                        file.name(),
                        Text.of(
                                file.name(),
                                " was changed since it was applied; see it with `",
                                Operation.VALIDATE,
                                "`")));
            }
        }
        return changed;
    }

    private static Message late(String name, String other) {
        return Message.warning(
                name, Text.of(name + " is not applied yet, but " + other + ", which comes after it, already is"));
    }
}
