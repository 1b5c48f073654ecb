package io.migri.dialect.postgresql.facade;

import io.migri.dialect.postgresql.facade.codec.PostgresqlErrorFields;
import io.migri.dialect.postgresql.facade.codec.PostgresqlFacadeArguments;
import io.migri.dialect.postgresql.facade.codec.PostgresqlFacadeRefusal;
import io.migri.spi.binding.ScriptChannel;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.TransactionState;

/**
 * The operations that the facade is made of. Each answer ends with what the server said besides, or null:
 * {@code ("notice", fields)} and {@code ("notification", pid, channel, payload)}.
 */
final class PostgresqlFacadeChannel implements ScriptChannel {
    private final BaseConnection connection;
    private final boolean withinTransaction;
    private final Function<String, Optional<String>> beyondRollback;
    private final PostgresqlFacadeEvents events;
    private final PostgresqlFacadeStatements statements;
    private final PostgresqlFacadeNames names;
    private final PostgresqlFacadeCopy copy;

    /**
     * A channel on {@code connection}.
     *
     * @param withinTransaction whether a transaction is open that the script may not end
     * @param beyondRollback why a statement must not be sent, because no rollback takes it back
     */
    PostgresqlFacadeChannel(
            BaseConnection connection, boolean withinTransaction, Function<String, Optional<String>> beyondRollback) {
        this.beyondRollback = beyondRollback;
        this.connection = connection;
        this.withinTransaction = withinTransaction;
        this.events = new PostgresqlFacadeEvents(connection);
        this.statements = new PostgresqlFacadeStatements(connection.getQueryExecutor(), events);
        this.names = new PostgresqlFacadeNames(connection, statements);
        this.copy = new PostgresqlFacadeCopy(connection, events);
    }

    @Override
    public boolean mayChange(String operation) {
        return switch (operation) {
            case "server", "status", "spread", "shut", "forget", "name", "unname" -> false;
            default -> true;
        };
    }

    @Override
    public @Nullable Object call(String operation, List<? extends @Nullable Object> arguments)
            throws SQLException, IOException {
        Object answer = execute(operation, new PostgresqlFacadeArguments(arguments));
        refuseLostTransaction();
        return answer;
    }

    @Override
    public Map<String, ? extends @Nullable Object> explain(SQLException failure) {
        return PostgresqlErrorFields.of(failure, events.take());
    }

    @Override
    public void cancel() {
        try {
            connection.cancelQuery();
        } catch (SQLException e) {
            // a connection that is gone has nothing left to cancel
        }
    }

    @Override
    public void close() throws SQLException {
        copy.close();
        names.close();
        statements.close();
    }

    private @Nullable Object execute(String operation, PostgresqlFacadeArguments given)
            throws SQLException, IOException {
        if (!operation.startsWith("copy_")) {
            copy.close(); // the driver would wait for its end
        }
        return switch (operation) {
            case "server" -> server();
            case "status" -> status();
            case "run" -> statements.run(allowed(given.text(0)));
            case "command" -> statements.run(given.text(0));
            case "prepare" -> statements.prepare(allowed(given.text(0)));
            case "spread" -> PostgresqlPlainInsert.spread(given.text(0), given.number(1), given.number(2));
            case "name" -> names.give(given.text(0), given.text(1), given.text(2));
            case "unname" -> names.take(given.text(0));
            case "query" -> statements.query(given.number(0), given.list(1), given.number(2));
            case "more" -> statements.more(given.number(0));
            case "each" -> statements.each(given.number(0), given.list(1), given.number(2), given.truth(3));
            case "open" -> statements.open(given.number(0), given.list(1), given.number(2));
            case "advance" -> statements.advance(given.number(0), given.number(1));
            case "shut" -> statements.shut(given.number(0));
            case "forget" -> statements.forget(given.list(0));
            case "copy_out" -> copy.beginOut(reversible(given.text(0)));
            case "copy_read" -> copy.read();
            case "copy_in" -> copy.beginIn(reversible(given.text(0)));
            case "copy_write" -> copy.write(given.bytes(0));
            case "copy_end" -> copy.end();
            case "copy_cancel" -> copy.cancel();
            default -> throw new IllegalArgumentException("there is no operation " + operation);
        };
    }

    /** {@code (pid, version, settings, (host, port), {user, database})}. */
    private Object server() {
        QueryExecutor executor = connection.getQueryExecutor();
        return new @Nullable Object[] {
            executor.getBackendPID(),
            connection.getParameterStatus("server_version"),
            connection.getParameterStatuses(),
            new Object[] {
                executor.getHostSpec().getHost(), executor.getHostSpec().getPort()
            },
            Map.of("user", executor.getUser(), "database", executor.getDatabase())
        };
    }

    private String status() {
        return connection.getQueryExecutor().getTransactionState().name();
    }

    private String allowed(String text) throws SQLException, IOException {
        PostgresqlFacadeGuard.check(text, connection.getStandardConformingStrings(), withinTransaction);
        return reversible(text);
    }

    private String reversible(String text) throws SQLException {
        Optional<String> reason = beyondRollback.apply(text);
        if (reason.isPresent()) {
            throw new PostgresqlFacadeRefusal(
                    "this statement in a dry run",
                    reason.get() + ", which no rollback takes back; put it into a migration of its own");
        }
        return text;
    }

    /** A procedure cannot end it, and a script's own COMMIT is refused; whatever else there may be, it must not go on unnoticed. */
    private void refuseLostTransaction() throws SQLException {
        if (withinTransaction && connection.getQueryExecutor().getTransactionState() == TransactionState.IDLE) {
            throw new PostgresqlFacadeRefusal(
                    "ending the run's transaction",
                    "what this statement did and what came before may be committed; look at the database, and leave transactions to Migri");
        }
    }
}
