package io.migri.dialect.postgresql.rehearsal;

import io.migri.api.report.Effect;
import io.migri.api.text.Text;
import io.migri.dialect.postgresql.language.PostgresqlStatement;
import io.migri.dialect.postgresql.rehearsal.reach.PostgresqlReach;
import io.migri.dialect.postgresql.rehearsal.reach.PostgresqlRehearsedDefinitions;
import io.migri.dialect.postgresql.rehearsal.reach.PostgresqlRehearsedNames;
import io.migri.dialect.postgresql.rehearsal.reach.PostgresqlRoutines;
import io.migri.spi.DialectSession;
import io.migri.spi.rehearsal.InTransaction;
import io.migri.spi.rehearsal.RehearsalRequest;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.wire.StatementFailedException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One transaction on the real database, rolled back in the end: PostgreSQL's definitions take part in transactions. */
final class PostgresqlRehearsal implements InTransaction<DialectSession> {
    private static final int NAMED = 20;

    private final DialectSession session;
    private final PostgresqlSequences sequences;
    private final RehearsalRequest request;
    private final PostgresqlRehearsedNames names;
    private final PostgresqlRehearsedDefinitions definitions;
    private boolean open = true;

    private PostgresqlRehearsal(
            DialectSession session,
            PostgresqlSequences sequences,
            PostgresqlRehearsedNames names,
            RehearsalRequest request) {
        this.session = session;
        this.sequences = sequences;
        this.names = names;
        this.definitions = new PostgresqlRehearsedDefinitions(names);
        this.request = request;
    }

    static PostgresqlRehearsal begin(DialectSession session, RehearsalRequest request) throws SQLException {
        PostgresqlSequences sequences = PostgresqlSequences.read(session);
        PostgresqlRehearsedNames names = PostgresqlRoutines.read(session.connection());
        session.wire().execute(List.of(session.wire().syntax().begin(), "SAVEPOINT migri_sequences"));
        return new PostgresqlRehearsal(session, sequences, names, request);
    }

    boolean isOpen() {
        return open;
    }

    /** What a rollback does not undo. */
    PostgresqlSequences sequences() {
        return sequences;
    }

    /** Why a statement is left out; what one makes that is executed is known afterwards. */
    Optional<String> beyondRollback(String statement) {
        if (!open) {
            return Optional.empty();
        }
        PostgresqlStatement read = PostgresqlStatement.of(statement);
        Optional<String> beyond = PostgresqlReach.beyond(read, names);
        if (beyond.isEmpty()) {
            definitions.follow(read);
        }
        return beyond;
    }

    @Override
    public DialectSession session() {
        return session;
    }

    @Override
    public Optional<String> beyondRollback(SqlStatement statement) {
        return beyondRollback(statement.text());
    }

    @Override
    public Optional<String> plainForm(SqlStatement statement) throws SQLException {
        Optional<PostgresqlPlainForm> plain = PostgresqlPlainForm.of(statement.text());
        if (plain.isPresent()) {
            plain.get().require(session.connection());
        }
        return plain.map(PostgresqlPlainForm::text);
    }

    @Override
    public List<String> commitChecks() {
        return PostgresqlCommitChecks.ALL;
    }

    @Override
    public void close() throws StatementFailedException {
        Set<Long> locked = lockedSequences();
        open = false;
        session.wire().execute(List.of(session.wire().syntax().rollback()));
        List<Effect> advanced = sequences.advancedFinally(locked);
        if (!advanced.isEmpty()) {
            request.warn().accept(Text.of(spoken(advanced)));
        }
    }

    /** What a sequence was locked for can be rolled back, but it stays locked until the end. */
    private Set<Long> lockedSequences() {
        try {
            session.wire().execute(List.of("ROLLBACK TO SAVEPOINT migri_sequences"));
            return sequences.lockedUntold();
        } catch (SQLException e) {
            return Set.of(); // a connection that is lost
        }
    }

    private static String spoken(List<Effect> advanced) {
        String more = advanced.size() > NAMED ? ", and " + (advanced.size() - NAMED) + " more" : "";
        return "the dry run advanced sequences, which PostgreSQL does not undo: "
                + advanced.stream()
                        .limit(NAMED)
                        .map(PostgresqlRehearsal::spoken)
                        .collect(Collectors.joining(", "))
                + more;
    }

    private static String spoken(Effect effect) {
        return effect.relation() + (effect.detail().isEmpty() ? "" : " " + effect.detail());
    }
}
