package io.migri;

import io.migri.spi.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/**
 * A second connection of a pool. The pool may have none to spare: the run holds its only connection, and some pools
 * would wait for ever. Then there is none after a while, and nobody waits any more.
 */
record SpareConnection(DataSource pool) implements ConnectionSource {
    private static final long SECONDS = 5;

    @Override
    public Optional<Connection> open() throws SQLException {
        CompletableFuture<Connection> asked = new CompletableFuture<>();
        Thread asking = new Thread(() -> ask(asked), "migri-spare-connection");
        asking.setDaemon(true);
        asking.start();
        try {
            return Optional.of(asked.get(SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            abandon(asked, asking);
            return Optional.empty();
        } catch (InterruptedException e) {
            abandon(asked, asking);
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new SQLException("the pool has no second connection to give", e.getCause());
        }
    }

    private void ask(CompletableFuture<Connection> asked) {
        try {
            Connection connection = ReturnedConnection.automatic(pool.getConnection());
            if (!asked.complete(connection)) {
                connection.close();
            }
        } catch (SQLException | RuntimeException e) {
            asked.completeExceptionally(e);
        }
    }

    /** It may come all the same, or may just have come. */
    private static void abandon(CompletableFuture<Connection> asked, Thread asking) {
        if (asked.cancel(false)) {
            asking.interrupt();
        } else {
            var unused = asked.thenAccept(SpareConnection::giveBack);
        }
    }

    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // the pool sees to what it cannot take back
        }
    }
}
