package io.migri.core.pipeline;

import io.migri.spi.DialectSession;
import io.migri.spi.history.History;
import io.migri.spi.lock.Locks;
import io.migri.spi.rehearsal.InTransaction;
import io.migri.spi.rehearsal.Rehearsals;
import io.migri.spi.script.Language;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.state.Aside;
import io.migri.spi.state.SessionState;
import io.migri.spi.wire.BatchLimits;
import io.migri.spi.wire.StatementFailedException;
import io.migri.spi.wire.TransactionSyntax;
import io.migri.spi.wire.Wire;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Writes down what would be sent, a message a line, and fails where it is told to. It knows nothing of databases. */
public final class RecordingSession implements DialectSession, Wire, SessionState, Language {
    final List<String> messages = new ArrayList<>();
    String failOn = "";
    String exhaustedOn = "";
    String commits = "";
    Optional<String> plainForm = Optional.empty();
    Aside aside = Aside.NONE;
    Aside implicit = Aside.NONE;
    public UnaryOperator<String> outline = UnaryOperator.identity();
    BatchLimits limits = BatchLimits.USUAL;

    @Override
    public void execute(List<String> statements) throws StatementFailedException {
        messages.add(String.join("; ", statements));
        if (statements.contains(exhaustedOn)) {
            throw new OutOfMemoryError("for a test");
        }
        int failing = statements.indexOf(failOn);
        if (failing >= 0) {
            failOn = "";
            throw new StatementFailedException(failing, new SQLException("refused", "25001"));
        }
    }

    @Override
    public String redacted(String statement) {
        return outline.apply(statement);
    }

    @Override
    public boolean transactionSurvived() {
        return commits.isEmpty() || !messages.get(messages.size() - 1).endsWith(commits);
    }

    @Override
    public void load(String statement, Reader data) throws IOException {
        StringWriter text = new StringWriter();
        data.transferTo(text);
        messages.add(statement + " <- " + text);
        if (statement.equals(exhaustedOn)) {
            throw new OutOfMemoryError("for a test");
        }
    }

    @Override
    public Aside aside() {
        return aside;
    }

    @Override
    public Aside implicitTransaction() {
        return implicit;
    }

    /** Where nobody sets a session apart, what is deferred is not told. */
    @Override
    public List<String> beforeCommit() {
        return aside.equals(Aside.NONE) ? List.of() : List.of("DEFERRED");
    }

    @Override
    public BatchLimits limits() {
        return limits;
    }

    @Override
    public TransactionSyntax syntax() {
        return TransactionSyntax.standard("BEGIN");
    }

    @Override
    public List<String> restore() {
        return List.of();
    }

    @Override
    public String server() {
        return "recording 1";
    }

    @Override
    public void cancel() {}

    @Override
    public Connection connection() {
        throw new AssertionError("not asked for");
    }

    @Override
    public StatementReader read(Reader script) {
        throw new AssertionError("not asked for");
    }

    @Override
    public Language language() {
        return this;
    }

    @Override
    public History history() {
        throw new AssertionError("not asked for");
    }

    @Override
    public Wire wire() {
        return this;
    }

    @Override
    public SessionState state() {
        return this;
    }

    @Override
    public Locks locks() {
        throw new AssertionError("not asked for");
    }

    @Override
    public Rehearsals<DialectSession> rehearsals() {
        throw new AssertionError("not asked for");
    }

    /** What is executed is undone in the end. */
    final class Undoing implements InTransaction<DialectSession> {
        @Override
        public DialectSession session() {
            return RecordingSession.this;
        }

        @Override
        public Optional<String> plainForm(SqlStatement statement) {
            return plainForm;
        }

        @Override
        public void close() {}
    }
}
