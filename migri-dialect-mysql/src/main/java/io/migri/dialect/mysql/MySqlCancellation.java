package io.migri.dialect.mysql;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Ends the statement that is under way.
 *
 * @param stage where the statements go instead of the database that they are meant for
 */
record MySqlCancellation(
        MySqlConnection connection, @Nullable MySqlStage stage) {
    private static final int MILLISECONDS = 2000;

    /** Waits a little for that, and not for a server that does not answer. */
    void cancel() {
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
            if (stage != null && stage.real().isPresent()) {
                MySqlConnection.of(stage.real().get()).killQuery();
            }
        } catch (SQLException | RuntimeException unreachable) {
            // The statement then ends by itself; there is nobody left to tell.
        }
    }
}
