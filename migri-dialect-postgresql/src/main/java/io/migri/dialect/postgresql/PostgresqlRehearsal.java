package io.migri.dialect.postgresql;

import io.migri.spi.DialectSession;
import io.migri.spi.Rehearsal;
import io.migri.spi.StatementFailedException;
import java.util.List;

/** One transaction on the real database, rolled back in the end: PostgreSQL's definitions take part in transactions. */
final class PostgresqlRehearsal implements Rehearsal {
    private final DialectSession session;

    private PostgresqlRehearsal(DialectSession session) {
        this.session = session;
    }

    static PostgresqlRehearsal begin(DialectSession session) throws StatementFailedException {
        session.execute(List.of(session.transactionSyntax().begin()));
        return new PostgresqlRehearsal(session);
    }

    @Override
    public DialectSession session() {
        return session;
    }

    @Override
    public boolean onRealDatabase() {
        return true;
    }

    @Override
    public void close() throws StatementFailedException {
        session.execute(List.of(session.transactionSyntax().rollback()));
    }
}
