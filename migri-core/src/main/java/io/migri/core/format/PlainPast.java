package io.migri.core.format;

import io.migri.api.AppliedMigration;
import io.migri.api.Fingerprint;
import io.migri.api.Migration;
import io.migri.core.record.MigrationFiles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out from the history whether files that look like another tool's were run as plain files before. */
final class PlainPast {
    private final MigrationFiles plain;
    private final Map<String, AppliedMigration> entries = new HashMap<>();

    PlainPast(MigrationFiles plain, List<AppliedMigration> recorded) {
        this.plain = plain;
        recorded.forEach(one -> entries.put(one.name(), one));
    }

    /** Whether the history has a file to the letter. */
    boolean isCertain() {
        for (Migration file : plain.all()) {
            AppliedMigration entry = entries.get(file.name());
            Optional<Fingerprint> known = entry == null ? Optional.empty() : entry.fingerprint();
            if (known.isPresent()
                    && plain.hashes().of(file).equals(Optional.of(known.get().file()))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether they were, so that they are to be run so now. The last file that shows the one or the other decides.
     *
     * @param other the files as the other tool takes them
     */
    boolean isLikely(MigrationFiles other) {
        Map<String, Migration> others = new HashMap<>();
        other.all().forEach(one -> others.put(one.name(), one));
        for (Migration file : plain.all()) {
            if (entries.containsKey(file.name()) && !others.containsKey(file.name())) {
                return true;
            }
        }
        for (int i = other.all().size() - 1; i >= 0; i--) {
            Migration file = other.all().get(i);
            AppliedMigration entry = entries.get(file.name());
            Optional<Boolean> shown = entry == null
                    ? Optional.empty()
                    : shows(entry, other.hashes().of(file));
            if (shown.isPresent()) {
                return shown.get();
            }
        }
        return false;
    }

    /** Whether {@code entry} is that of a plain file; empty where that cannot be told. */
    private Optional<Boolean> shows(AppliedMigration entry, Optional<String> otherHash) {
        if (entry.fingerprint().isEmpty()) {
            // the Python tool leaves no more than name and date, and read all files as plain ones
            return Optional.of(entry.appliedBy().isEmpty());
        }
        String recorded = entry.fingerprint().get().file();
        boolean asPlain = plain.all().stream()
                .filter(file -> file.name().equals(entry.name()))
                .anyMatch(file -> plain.hashes().of(file).equals(Optional.of(recorded)));
        boolean asOther = otherHash.equals(Optional.of(recorded));
        return asPlain == asOther ? Optional.empty() : Optional.of(asPlain);
    }
}
