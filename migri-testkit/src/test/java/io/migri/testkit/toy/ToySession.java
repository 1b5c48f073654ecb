package io.migri.testkit.toy;

import io.migri.spi.DialectSession;
import io.migri.spi.history.History;
import io.migri.spi.lock.Locks;
import io.migri.spi.rehearsal.InTransaction;
import io.migri.spi.rehearsal.Rehearsals;
import io.migri.spi.script.CanonicalText;
import io.migri.spi.script.Language;
import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.state.SessionState;
import io.migri.spi.support.StandardSpelling;
import io.migri.spi.support.session.OneByOneWire;
import io.migri.spi.support.session.TransactionWatch;
import io.migri.spi.wire.TransactionSyntax;
import io.migri.spi.wire.Wire;
import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A connection, and what runs on it. */
final class ToySession implements DialectSession {
    private final Connection connection;
    private final OneByOneWire wire;

    ToySession(Connection connection) {
        this.connection = connection;
        this.wire = new OneByOneWire(
                connection,
                TransactionSyntax.standard("BEGIN IMMEDIATE"),
                TransactionWatch.byBeginning(connection, "BEGIN", "ROLLBACK"));
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public String server() {
        return "toy 1";
    }

    @Override
    public Language language() {
        return new ToyLanguage();
    }

    @Override
    public History history() {
        return table -> new ToyLog(connection, StandardSpelling.quoted(table.name()));
    }

    @Override
    public Wire wire() {
        return wire;
    }

    @Override
    public SessionState state() {
        return new ToyState();
    }

    /** A transaction is the lock. */
    @Override
    public Locks locks() {
        return name -> Optional.of(new ToyLock(connection));
    }

    @Override
    public Rehearsals<DialectSession> rehearsals() {
        return request -> {
            wire.execute(List.of("BEGIN IMMEDIATE"));
            return new OneTransaction(this);
        };
    }

    @Override
    public void cancel() {
        wire.cancel();
    }

    private record ToyLanguage() implements Language {
        @Override
        public StatementReader read(Reader script) {
            return new ToyReader(new ScriptCursor(script));
        }

        @Override
        public String canonical(String statement) {
            try {
                return ToyReader.canonical(statement);
            } catch (IOException notUnderstood) {
                return CanonicalText.unread(statement);
            }
        }
    }

    private record ToyState() implements SessionState {
        @Override
        public List<String> restore() {
            return List.of();
        }

        @Override
        public List<String> restoreOutside() {
            return List.of("PRAGMA foreign_keys = OFF");
        }
    }

    private record OneTransaction(DialectSession session) implements InTransaction<DialectSession> {
        @Override
        public Optional<String> beyondRollback(SqlStatement statement) {
            return statement.text().startsWith("ATTACH") ? Optional.of("it reaches another file") : Optional.empty();
        }

        @Override
        public void close() throws SQLException {
            session.wire().execute(List.of("ROLLBACK"));
        }
    }
}
