package io.migri.dialect.mysql.connection;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Ends the statement that is under way.
 *
 * @param other a connection that a dry run has to another server; null where there is none
 */
public record MySqlCancellation(
        MySqlConnection connection, @Nullable Connection other) {
    private static final int MILLISECONDS = 2000;

    /** Waits a little for that, and not for a server that does not answer. */
    public void cancel() {
        Thread thread = new Thread(this::kill, "migri-cancel");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void kill() {
        try {
            connection.killQuery();
            if (other != null) {
                MySqlConnection.of(other).killQuery();
            }
        } catch (SQLException | RuntimeException unreachable) {
            // The statement then ends by itself; there is nobody left to tell.
        }
    }
}
