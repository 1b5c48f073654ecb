package io.migri.core.undo;

import io.migri.api.AppliedMigration;
import io.migri.api.undo.Undo;
import io.migri.core.record.ForwardingAppliedLog;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.StoredScript;
import io.migri.spi.history.UnfitName;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A log as a run of undos sees it. An undo counts as applied once the entry of its migration is gone; to record it is to remove that entry. A
 * migration that is applied again counts as applied once its entry is there anew.
 */
final class UndoLog implements ForwardingAppliedLog {
    private final AppliedLog log;
    private final UndoPlan plan;
    /** Those whose entry was not there at some time, as far as that lasts. */
    private final Set<String> gone = new HashSet<>();

    UndoLog(AppliedLog log, UndoPlan plan) {
        this.log = log;
        this.plan = plan;
    }

    @Override
    public AppliedLog log() {
        return log;
    }

    @Override
    public Optional<List<AppliedMigration>> read() throws SQLException {
        Set<String> recorded = new HashSet<>();
        log.read().ifPresent(all -> all.forEach(one -> recorded.add(one.name())));
        plan.requireNothingNew(recorded, gone);
        return Optional.of(plan.steps().stream()
                .filter(step -> isDone(step, recorded))
                .map(step -> new AppliedMigration(step, Optional.empty()))
                .toList());
    }

    private boolean isDone(String step, Set<String> recorded) {
        String migration = Undo.migrationOf(step);
        if (Undo.isName(step)) {
            if (!recorded.contains(migration)) {
                gone.add(migration);
            }
            return !recorded.contains(migration);
        }
        return recorded.contains(migration) && gone.contains(migration);
    }

    /** An undo needs no room in the history. */
    @Override
    public boolean complete() {
        return !plan.again() || log.complete();
    }

    @Override
    public void prepare() throws SQLException {
        if (plan.again()) {
            log.prepare();
        }
    }

    @Override
    public Optional<UnfitName> unfit(String migration) throws SQLException {
        return Undo.isName(migration) ? Optional.empty() : log.unfit(migration);
    }

    @Override
    public List<String> append(AppliedMigration step) {
        return Undo.isName(step.name()) ? remove(step) : log.append(step);
    }

    @Override
    public List<String> append(AppliedMigration step, StoredScript script) {
        return Undo.isName(step.name()) ? remove(step) : log.append(step, script);
    }

    private List<String> remove(AppliedMigration step) {
        return log.remove(Undo.migrationOf(step.name()));
    }

    /** That the entry is there still was seen under the lock, and nobody removes one without it. */
    @Override
    public List<String> absent(String step) {
        return Undo.isName(step) ? List.of() : log.absent(step);
    }

    @Override
    public List<String> keepUndo(String step, StoredScript undo) {
        return Undo.isName(step) ? List.of() : log.keepUndo(step, undo);
    }

    @Override
    public void appended(AppliedMigration step) throws SQLException {
        if (Undo.isName(step.name())) {
            gone.add(Undo.migrationOf(step.name()));
            log.removed(Undo.migrationOf(step.name()));
        } else {
            log.appended(step);
        }
    }
}
