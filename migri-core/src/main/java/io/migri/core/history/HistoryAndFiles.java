package io.migri.core.history;

import io.migri.api.AppliedMigration;
import io.migri.api.Migration;
import io.migri.api.text.Text;
import io.migri.api.undo.Undo;
import io.migri.core.journal.HandRepair;
import io.migri.core.record.Warnings;
import io.migri.spi.history.JournalEntry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is recorded and what is there, as they were read. */
final class HistoryAndFiles {
    private final RecordedHistory past;
    private final Map<String, AppliedMigration> entries = new LinkedHashMap<>();
    private final Map<String, Migration> files = new LinkedHashMap<>();
    private final Map<String, JournalEntry> begun = new LinkedHashMap<>();
    private final Warnings warnings;

    private HistoryAndFiles(RecordedHistory past, List<AppliedMigration> history, List<JournalEntry> journal) {
        this.past = past;
        past.files().forEach(file -> files.put(file.name(), file));
        history.forEach(one -> entries.putIfAbsent(one.name(), one));
        journal.forEach(one -> begun.put(one.migration(), one));
        this.warnings = new Warnings(past.files(), history);
    }

    /** Two queries. */
    static HistoryAndFiles read(RecordedHistory past) throws SQLException {
        return new HistoryAndFiles(past, past.history(), past.journal());
    }

    /** What is recorded, by name. */
    Map<String, AppliedMigration> entries() {
        return entries;
    }

    /** What is there, by name, in order. */
    Map<String, Migration> files() {
        return files;
    }

    /** The files that are not recorded, in order. */
    List<Migration> pending() {
        return files.values().stream()
                .filter(file -> !entries.containsKey(file.name()))
                .toList();
    }

    /** The last that the journal holds of each migration, by name. */
    Map<String, JournalEntry> begun() {
        return begun;
    }

    /** Whether the undo of the migration of that name was begun and is not finished. */
    boolean isUndoBegun(String name) {
        return begun.containsKey(Undo.nameOf(name));
    }

    /** The applied migration that a late one comes after; empty where it is not late. */
    Optional<String> overtaking(Migration file) {
        return warnings.overtaking(file);
    }

    boolean changed(String name) throws SQLException {
        AppliedMigration entry = entries.get(name);
        Migration file = files.get(name);
        return entry != null && file != null && past.comparison().changed(entry, file);
    }

    /** Whether it is recorded with what its file said, and the file cannot be read, so that nobody can tell whether it was changed. */
    boolean unreadable(String name) {
        AppliedMigration entry = entries.get(name);
        Migration file = files.get(name);
        return entry != null && file != null && past.comparison().unreadable(entry, file);
    }

    /** How many have a file, and no fingerprint to compare it with. */
    int uncompared() {
        return (int) entries.values().stream().filter(this::isUncompared).count();
    }

    /** Whether it has a file, and no fingerprint to compare it with. */
    boolean isUncompared(AppliedMigration entry) {
        return entry.fingerprint().isEmpty() && files.containsKey(entry.name());
    }

    /** Whether there is a history, and no file of any of it. */
    boolean unfit() {
        return warnings.unfit().isPresent();
    }

    /** Whether it has no file, and sorts behind all that there are. */
    boolean newer(String name) {
        return missing(name) && files.keySet().stream().allMatch(file -> file.compareTo(name) < 0);
    }

    boolean missing(String name) {
        return entries.containsKey(name) && !files.containsKey(name);
    }

    /** All names: the files' in their order, and each that has no file before the first that sorts behind it. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        List<String> orphans = new ArrayList<>(
                entries.keySet().stream().filter(this::missing).sorted().toList());
        for (String file : files.keySet()) {
            while (!orphans.isEmpty() && orphans.get(0).compareTo(file) < 0) {
                names.add(orphans.remove(0));
            }
            names.add(file);
        }
        names.addAll(orphans);
        return names;
    }

    /** How far a migration got that an earlier run left unfinished. */
    static Text spoken(JournalEntry last) {
        if (last.doubt() != null && last.through() == 0) {
            return Text.of("what it did is not known; `", HandRepair.continuing(last.migration()), "` looks");
        }
        if (last.doubt() != null) {
            return Text.of(
                    "whether statement " + last.through() + " was executed is not known; `",
                    HandRepair.continuing(last.migration()),
                    "` looks");
        }
        return Text.of(last.through() == 1 ? "statement 1 is done" : "statements 1 to " + last.through() + " are done");
    }
}
