package io.migri.core.record;

import io.migri.api.AppliedMigration;
import io.migri.api.Fingerprint;
import io.migri.api.Migration;
import io.migri.core.foreign.ForeignCheck;
import io.migri.core.plugin.ExecutorRegistry;
import io.migri.core.source.Repeatable;
import io.migri.core.source.Undos;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The migrations that there are.
 *
 * @param all of them, in the order in which they are to be applied
 * @param repeatables what comes after them, each behind those that it depends on
 * @param hashes of their files
 * @param executors who reads and runs each kind of them
 * @param undos what takes them back, as far as it lies beside them
 */
public record MigrationFiles(
        List<Migration> all, List<Repeatable> repeatables, FileHashes hashes, ExecutorRegistry executors, Undos undos) {

    public MigrationFiles {
        all = List.copyOf(all);
        repeatables = List.copyOf(repeatables);
    }

    /** The same without repeatables. */
    public MigrationFiles(List<Migration> all, FileHashes hashes, ExecutorRegistry executors, Undos undos) {
        this(all, List.of(), hashes, executors, undos);
    }

    /** Scripts to run in place of these, in their own order. Nobody compares them with what is recorded. */
    public MigrationFiles chosen(List<Migration> scripts) {
        return new MigrationFiles(scripts, FileHashes.none(), executors, Undos.NONE);
    }

    /** All of them, with the repeatables behind. */
    public List<Migration> withRepeatables() {
        return together(all, repeatables);
    }

    /** Migrations, with repeatables behind. */
    public static List<Migration> together(List<Migration> all, List<Repeatable> repeatables) {
        if (repeatables.isEmpty()) {
            return all;
        }
        List<Migration> both = new ArrayList<>(all);
        for (Repeatable one : repeatables) {
            both.add(one.migration());
        }
        return both;
    }

    /**
     * Whether somebody has to look whether these files were written for another tool. Not where the history has each as it is,
     * and nobody has named a tool. Waits for the
     * hashes only where nothing is pending.
     *
     * @param wish what the user says of the files
     */
    public boolean mayBeForeign(ForeignCheck wish, Optional<List<AppliedMigration>> history) {
        return !wish.accepted() && (wish.format() != null || !agreeWith(history.orElse(List.of())));
    }

    private boolean agreeWith(List<AppliedMigration> history) {
        Map<String, AppliedMigration> entries = new HashMap<>();
        for (AppliedMigration one : history) {
            entries.put(one.name(), one);
        }
        for (Migration file : all) {
            AppliedMigration entry = entries.get(file.name());
            // who adopts another tool's history knows who it is, and perhaps not what the file said
            if (entry == null
                    || (entry.fingerprint().isEmpty() && entry.appliedBy().isPresent())) {
                return false;
            }
        }
        for (Migration file : all) {
            AppliedMigration entry = entries.get(file.name());
            if (entry != null
                    && entry.fingerprint().isPresent()
                    && !hasHash(file, entry.fingerprint().get())) {
                return false;
            }
        }
        return true;
    }

    private boolean hasHash(Migration file, Fingerprint fingerprint) {
        Optional<String> hash = hashes.of(file);
        return hash.isEmpty() || hash.get().equals(fingerprint.file());
    }
}
