package io.migri.testkit.scripted;

import io.migri.spi.script.SessionValue;
import io.migri.spi.state.Aside;
import io.migri.spi.state.SessionState;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a scripted session remembers, as its conditions say. It forgets temporary tables by a {@code DROP}. */
record ScriptedState(ScriptedDatabase database, ScriptedTransaction transaction) implements SessionState {
    @Override
    public List<String> restore() {
        return database.conditions().restore;
    }

    @Override
    public List<String> restoreOutside() {
        return database.conditions().restoreOutside;
    }

    @Override
    public List<String> remarks() {
        return database.conditions().remarks;
    }

    @Override
    public Aside aside() {
        return database.conditions().aside;
    }

    @Override
    public Aside implicitTransaction() {
        return database.conditions().implicit;
    }

    @Override
    public List<String> beforeCommit() {
        return database.conditions().beforeCommit;
    }

    @Override
    public List<String> forgetting(SessionValue value) {
        return value.kind() == SessionValue.Kind.TEMPORARY_TABLE ? List.of("DROP " + value.name()) : List.of();
    }

    @Override
    public List<String> forgetting(Set<SessionValue> values) {
        return values.stream()
                .flatMap(value -> forgetting(value).stream())
                .sorted()
                .toList();
    }

    @Override
    public Optional<String> leftByRollback() throws ScriptedFailure {
        transaction.requireConnection();
        return Optional.of(transaction.outlasting())
                .filter(left -> !left.isEmpty())
                .map(left -> "what '" + left + "' did");
    }
}
