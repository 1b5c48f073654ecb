package io.migri.testkit.scripted;

import io.migri.api.AppliedMigration;
import io.migri.api.DatabaseError.Kind;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.ClientHistory;
import io.migri.spi.history.StoredScript;
import java.util.List;
import java.util.Optional;

/** What a scripted database keeps of repeatables. Its statements are {@code SAME view}, {@code REPEATED view}, {@code FORGET view}. */
final class ScriptedRepeatables implements AppliedLog {
    private final ScriptedDatabase database;
    private final ScriptedTransaction transaction;
    private List<AppliedMigration> known = List.of();

    ScriptedRepeatables(ScriptedDatabase database, ScriptedTransaction transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    @Override
    public Optional<List<AppliedMigration>> read() throws ScriptedFailure {
        database.asked("read repeatables");
        Contents contents = transaction.contents();
        known = List.copyOf(contents.repeatables);
        return contents.hasRepeatables ? Optional.of(known) : Optional.empty();
    }

    @Override
    public void prepare() throws ScriptedFailure {
        database.asked("make repeatables");
        transaction.contents().hasRepeatables = true;
    }

    @Override
    public List<String> absent(String name) {
        List<AppliedMigration> before = known;
        return List.of(database.own("SAME " + name, contents -> {
            if (isNew(name, contents, before) || isNew(name, database.committed(), before)) {
                throw ScriptedFailure.of(Kind.STATEMENT, name + " was applied by somebody else");
            }
        }));
    }

    private static boolean isNew(String name, Contents contents, List<AppliedMigration> before) {
        return contents.repeatables.stream().anyMatch(one -> one.name().equals(name) && !before.contains(one));
    }

    @Override
    public List<String> append(AppliedMigration entry) {
        return List.of(database.own("REPEATED " + entry.name(), contents -> {
            if (!contents.hasRepeatables) {
                throw ScriptedFailure.of(Kind.STATEMENT, "there is no table of repeatables");
            }
            if (contents.repeatables.stream().anyMatch(one -> one.name().equals(entry.name()))) {
                throw ScriptedFailure.of(Kind.STATEMENT, entry.name() + " is recorded twice");
            }
            contents.repeatables.add(entry);
        }));
    }

    @Override
    public List<String> append(AppliedMigration entry, StoredScript script) {
        return append(entry);
    }

    @Override
    public List<String> replace(AppliedMigration entry, StoredScript script) {
        return List.of(database.own(
                "REPLACE " + entry.name(),
                contents -> contents.repeatables.replaceAll(one -> one.name().equals(entry.name()) ? entry : one)));
    }

    @Override
    public List<String> remove(String name) {
        return List.of(database.own(
                "FORGET " + name,
                contents -> contents.repeatables.removeIf(one -> one.name().equals(name))));
    }

    @Override
    public boolean undoneByRollback() {
        return true;
    }

    @Override
    public Optional<ClientHistory> forClient() {
        return Optional.of(new Client(transaction.contents().hasRepeatables));
    }

    private record Client(boolean there) implements ClientHistory {
        @Override
        public List<String> making() {
            return there ? List.of() : List.of("MAKE REPEATABLES");
        }

        @Override
        public List<String> unchanged() {
            return List.of("REQUIRE REPEATABLES");
        }

        @Override
        public List<String> append(AppliedMigration entry, StoredScript script) {
            return List.of("REPEATED " + entry.name());
        }
    }
}
