package io.migri.dialect.mysql.wire;

import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.rehearsal.reach.MySqlDynamic;
import io.migri.dialect.mysql.rehearsal.reach.MySqlDynamicText;
import io.migri.dialect.mysql.rehearsal.reach.MySqlStage;
import io.migri.spi.wire.StatementFailedException;
import io.migri.spi.wire.TransactionSyntax;
import io.migri.spi.wire.Wire;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Sends a session's statements, and remembers of the last ones what becomes of their transaction. */
public final class MySqlWire implements Wire {
    /** Says all that {@code transaction_read_only} and {@code completion_type} would else decide. */
    public static final TransactionSyntax SYNTAX = new TransactionSyntax(
            "START TRANSACTION READ WRITE",
            "START TRANSACTION READ WRITE",
            "COMMIT AND NO CHAIN NO RELEASE",
            "ROLLBACK AND NO CHAIN NO RELEASE",
            "SAVEPOINT migri_script",
            "RELEASE SAVEPOINT migri_script",
            "ROLLBACK TO SAVEPOINT migri_script");

    private final MySqlConnection connection;
    private final @Nullable MySqlStage stage;
    private final MySqlBatch batch;
    private final MySqlLostTransaction lostTransaction;
    private boolean failed;
    /** Whether a {@code ROLLBACK} was executed last, so that what the server warns of is about that one. */
    private boolean rolledBack;

    /** @param stage where the statements go instead of the database that they are meant for */
    public MySqlWire(MySqlConnection connection, @Nullable MySqlStage stage) {
        this.connection = connection;
        this.stage = stage;
        this.batch = new MySqlBatch(connection);
        this.lostTransaction = new MySqlLostTransaction(SYNTAX.begin());
    }

    @Override
    public TransactionSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void execute(List<String> statements) throws StatementFailedException {
        try {
            if (stage == null) {
                batch.execute(statements);
            } else {
                executeOn(stage, statements);
            }
        } catch (StatementFailedException e) {
            throw failed(statements, e);
        }
        succeeded(statements);
    }

    /** What is put together at run time is looked at once those before it have been executed. */
    private void executeOn(MySqlStage place, List<String> statements) throws StatementFailedException {
        int from = 0;
        while (from < statements.size()) {
            int to = from;
            while (to < statements.size() && !MySqlDynamicText.mayBe(statements.get(to))) {
                to++;
            }
            boolean dynamic = to == from;
            try {
                batch.execute(
                        dynamic
                                ? List.of(resolved(place, statements.get(from)))
                                : place.redirect(statements.subList(from, to)));
            } catch (StatementFailedException e) {
                throw new StatementFailedException(from + e.index(), e.failure());
            }
            from = dynamic ? from + 1 : to;
        }
    }

    private String resolved(MySqlStage place, String statement) throws StatementFailedException {
        try {
            return place.redirect(List.of(new MySqlDynamic(place, connection()).resolved(statement)))
                    .get(0);
        } catch (SQLException refused) {
            throw new StatementFailedException(0, refused);
        }
    }

    /** Executes one statement; returns how many rows it changed, negative where it returned rows. */
    public long count(String statement) throws StatementFailedException {
        List<String> statements = List.of(statement);
        long changed;
        try {
            changed = batch.count(stage == null ? statement : resolved(stage, statement));
        } catch (StatementFailedException e) {
            throw failed(statements, e);
        }
        succeeded(statements);
        return changed;
    }

    private StatementFailedException failed(List<String> statements, StatementFailedException failure) {
        failed = true;
        rolledBack = false;
        lostTransaction.failed(statements, failure);
        return stage == null ? failure : stage.translated(failure);
    }

    private void succeeded(List<String> statements) {
        failed = false;
        rolledBack =
                !statements.isEmpty() && statements.get(statements.size() - 1).equals(SYNTAX.rollback());
        lostTransaction.executed(statements);
    }

    /** Whether the connection came with an open transaction. */
    public boolean lentInTransaction() throws SQLException {
        return connection.lentInTransaction();
    }

    /** An answer tells, but an error does not. */
    @Override
    public boolean transactionSurvived() throws SQLException {
        if (failed) {
            MySqlConnection.execute(connection(), "DO 0");
        }
        return connection.inTransaction() || lostTransaction.rolledBack();
    }

    /**
     * What the server says that the {@code ROLLBACK} before left.
     *
     * @param temporary whether the session made temporary tables
     */
    public Optional<String> leftByRollback(boolean temporary) throws SQLException {
        return rolledBack ? MySqlRollbackWarnings.of(connection(), temporary) : Optional.empty();
    }

    /** Has {@code keys} told of the key that the server generates for {@code insert}. */
    public void watchKeys(String insert, LongConsumer keys) {
        batch.watch(insert, keys);
    }

    private Connection connection() {
        return connection.connection();
    }
}
