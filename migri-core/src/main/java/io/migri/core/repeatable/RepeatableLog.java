package io.migri.core.repeatable;

import io.migri.api.AppliedMigration;
import io.migri.core.record.ForwardingAppliedLog;
import io.migri.core.source.RepeatableName;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.ClientHistory;
import io.migri.spi.history.StoredScript;
import io.migri.spi.history.UnfitName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The history with the repeatables behind it: those that are as they were applied stand in it, and the others are pending. So a run treats
 * them as migrations. They are recorded elsewhere, and what is recorded of one is replaced.
 */
final class RepeatableLog implements ForwardingAppliedLog {
    private final AppliedLog history;
    private final AppliedLog repeatables;
    private final LatestLook latest;
    private boolean there;

    /** @param repeatables where they are recorded */
    RepeatableLog(AppliedLog history, AppliedLog repeatables, LatestLook latest) {
        this.history = history;
        this.repeatables = repeatables;
        this.latest = latest;
    }

    @Override
    public AppliedLog log() {
        return history;
    }

    private AppliedLog of(String migration) {
        return RepeatableName.is(migration) ? repeatables : history;
    }

    /** One query more. */
    @Override
    public Optional<List<AppliedMigration>> read() throws SQLException {
        Optional<List<AppliedMigration>> migrations = history.read();
        Optional<List<AppliedMigration>> recorded = repeatables.read();
        there = recorded.isPresent();
        Standing standing = latest.look(migrations.orElse(List.of()), recorded.orElse(List.of()), repeatables);
        return migrations.map(some -> with(some, standing.current()));
    }

    private static List<AppliedMigration> with(List<AppliedMigration> some, List<AppliedMigration> more) {
        List<AppliedMigration> both = new ArrayList<>(some);
        both.addAll(more);
        return both;
    }

    /** Their table is made when the first of them is to be recorded. */
    @Override
    public void prepare() throws SQLException {
        history.prepare();
        if (isWanted()) {
            repeatables.prepare();
            there = true;
        }
    }

    @Override
    public boolean complete() {
        return history.complete() && !isWanted();
    }

    private boolean isWanted() {
        return !latest.standing().due().isEmpty() && (!there || !repeatables.complete());
    }

    @Override
    public Optional<UnfitName> unfit(String migration) throws SQLException {
        return of(migration).unfit(migration);
    }

    @Override
    public List<String> absent(String migration) {
        return of(migration).absent(migration);
    }

    @Override
    public List<String> append(AppliedMigration migration) {
        return replacing(migration.name(), of(migration.name()).append(migration));
    }

    @Override
    public List<String> append(AppliedMigration migration, StoredScript script) {
        return replacing(migration.name(), of(migration.name()).append(migration, script));
    }

    private List<String> replacing(String name, List<String> appending) {
        if (!isRecorded(name)) {
            return appending;
        }
        List<String> both = new ArrayList<>(repeatables.remove(name));
        both.addAll(appending);
        return both;
    }

    private boolean isRecorded(String name) {
        return RepeatableName.is(name) && latest.standing().entries().containsKey(name);
    }

    @Override
    public Optional<StoredScript> script(String migration) throws SQLException {
        return of(migration).script(migration);
    }

    @Override
    public List<String> replace(AppliedMigration migration, StoredScript script) {
        return of(migration.name()).replace(migration, script);
    }

    /** Nothing takes a repeatable back. */
    @Override
    public List<String> keepUndo(String migration, StoredScript undo) {
        return RepeatableName.is(migration) ? List.of() : history.keepUndo(migration, undo);
    }

    @Override
    public List<String> remove(String migration) {
        return of(migration).remove(migration);
    }

    @Override
    public void appended(AppliedMigration migration) throws SQLException {
        of(migration.name()).appended(migration);
    }

    @Override
    public void removed(String migration) throws SQLException {
        of(migration).removed(migration);
    }

    @Override
    public Optional<ClientHistory> forClient() throws SQLException {
        Optional<ClientHistory> own = history.forClient();
        Optional<ClientHistory> other = latest.standing().due().isEmpty() ? Optional.empty() : repeatables.forClient();
        return own.isEmpty() || other.isEmpty()
                ? own
                : Optional.of(new RepeatableClientHistory(own.get(), other.get(), this::removal));
    }

    private List<String> removal(String name) {
        return isRecorded(name) ? repeatables.remove(name) : List.of();
    }
}
