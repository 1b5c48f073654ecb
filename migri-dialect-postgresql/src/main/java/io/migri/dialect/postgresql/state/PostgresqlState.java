package io.migri.dialect.postgresql.state;

import io.migri.dialect.postgresql.connection.PostgresqlOpenTransaction;
import io.migri.dialect.postgresql.rehearsal.PostgresqlCommitChecks;
import io.migri.dialect.postgresql.rehearsal.PostgresqlCurrentRehearsal;
import io.migri.spi.script.SessionValue;
import io.migri.spi.state.Aside;
import io.migri.spi.state.SessionState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a session of PostgreSQL remembers, found out once. */
public final class PostgresqlState implements SessionState {
    private static final List<String> IMMEDIATE = List.of("SET CONSTRAINTS ALL IMMEDIATE");

    private final Connection connection;
    private final PostgresqlCurrentRehearsal rehearsal;
    private @Nullable PostgresqlSessionSnapshot found;

    /** @param rehearsal tells whether one is under way, which is one transaction */
    public PostgresqlState(Connection connection, PostgresqlCurrentRehearsal rehearsal) {
        this.connection = connection;
        this.rehearsal = rehearsal;
    }

    @Override
    public boolean lentInTransaction() throws SQLException {
        return PostgresqlOpenTransaction.isOpen(connection);
    }

    /** In a rehearsal others follow in the same transaction, so nothing is set for the transaction. */
    @Override
    public List<String> restore() throws SQLException {
        return found().restoring(!rehearsal.underway());
    }

    @Override
    public Aside aside() {
        PostgresqlSessionSnapshot known = found;
        return known == null ? Aside.NONE : new Aside(known.aside(), List.of());
    }

    @Override
    public List<String> beforeCommit() {
        return IMMEDIATE;
    }

    @Override
    public List<String> inPlaceOfCommit() {
        return PostgresqlCommitChecks.ALL;
    }

    @Override
    public List<String> restoreForNext() {
        PostgresqlSessionSnapshot known = found;
        return known == null ? List.of() : known.restoring(false);
    }

    @Override
    public List<String> forgetting(SessionValue value) {
        return PostgresqlForgetting.of(value);
    }

    @Override
    public List<String> forgetting(Set<SessionValue> values) {
        return PostgresqlForgetting.of(values);
    }

    private PostgresqlSessionSnapshot found() throws SQLException {
        PostgresqlSessionSnapshot known = found;
        if (known == null) {
            known = PostgresqlSessionSnapshot.of(connection);
            found = known;
        }
        return known;
    }
}
