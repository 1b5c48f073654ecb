package io.migri.testkit.scripted;

import io.migri.api.AppliedMigration;
import io.migri.api.DatabaseError.Kind;
import io.migri.api.undo.Undo;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.ClientHistory;
import io.migri.spi.history.StoredScript;
import io.migri.spi.history.UnfitName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The history of a scripted database. Its statements are {@code ABSENT 0001}, {@code ROW 0001}, {@code REPLACE 0001}, {@code UNDO 0001}, {@code REMOVE 0001}. */
record ScriptedLog(ScriptedDatabase database, ScriptedTransaction transaction) implements AppliedLog {
    @Override
    public Optional<List<AppliedMigration>> read() throws ScriptedFailure {
        database.asked("read history");
        Contents contents = transaction.contents();
        return contents.hasHistory ? Optional.of(List.copyOf(contents.history)) : Optional.empty();
    }

    @Override
    public void prepare() throws ScriptedFailure {
        database.asked("make history");
        if (database.conditions().missingSchema == null) {
            transaction.contents().hasHistory = true;
        }
    }

    @Override
    public Optional<UnfitName> unfit(String migration) {
        return Optional.ofNullable(database.conditions().unfit.get(migration));
    }

    @Override
    public List<String> absent(String migration) {
        return List.of(database.own("ABSENT " + migration, contents -> {
            boolean others = database.committed().records(migration) && !contents.removed.contains(migration);
            if (contents.records(migration) || others) {
                throw ScriptedFailure.of(Kind.STATEMENT, migration + " is there already");
            }
        }));
    }

    @Override
    public List<String> append(AppliedMigration migration) {
        return appended(migration, null);
    }

    @Override
    public List<String> append(AppliedMigration migration, StoredScript script) {
        return appended(migration, database.conditions().keepsFiles ? script : null);
    }

    private List<String> appended(AppliedMigration migration, @Nullable StoredScript script) {
        return List.of(database.own("ROW " + migration.name(), contents -> {
            contents.hasHistory |= database.conditions().missingSchema != null;
            if (!contents.hasHistory) {
                throw ScriptedFailure.of(Kind.STATEMENT, "there is no history");
            }
            contents.history.add(migration);
            if (script != null) {
                contents.scripts.put(migration.name(), script);
            }
        }));
    }

    @Override
    public boolean undoneByRollback() {
        return database.conditions().undoneByRollback;
    }

    @Override
    public Optional<StoredScript> script(String migration) throws ScriptedFailure {
        database.asked("read script " + migration);
        return Optional.ofNullable(transaction.contents().scripts.get(migration));
    }

    @Override
    public List<String> replace(AppliedMigration migration, StoredScript script) {
        if (!database.conditions().keepsFiles) {
            return AppliedLog.super.replace(migration, script);
        }
        return List.of(database.own("REPLACE " + migration.name(), contents -> {
            contents.history.replaceAll(one -> one.name().equals(migration.name()) ? migration : one);
            contents.scripts.put(migration.name(), script);
        }));
    }

    @Override
    public List<String> keepUndo(String migration, StoredScript undo) {
        if (!database.conditions().keepsFiles) {
            return List.of();
        }
        return List.of(
                database.own("UNDO " + migration, contents -> contents.scripts.put(Undo.nameOf(migration), undo)));
    }

    @Override
    public List<String> remove(String migration) {
        return List.of(database.own("REMOVE " + migration, contents -> {
            contents.history.removeIf(one -> one.name().equals(migration));
            contents.removed.add(migration);
            contents.scripts.remove(migration);
            contents.scripts.remove(Undo.nameOf(migration));
        }));
    }

    @Override
    public Optional<ClientHistory> forClient() {
        Contents contents = transaction.contents();
        return undoneByRollback()
                ? Optional.of(new ScriptedClientHistory(contents.hasHistory, contents.history.size()))
                : Optional.empty();
    }

    @Override
    public void appended(AppliedMigration migration) throws ScriptedFailure {
        if (!undoneByRollback()) {
            database.asked("appended " + migration.name());
        }
    }

    @Override
    public void removed(String migration) throws ScriptedFailure {
        if (!undoneByRollback()) {
            database.asked("removed " + migration);
        }
    }
}
