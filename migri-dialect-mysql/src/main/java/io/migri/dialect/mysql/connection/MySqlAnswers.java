package io.migri.dialect.mysql.connection;

import com.mysql.cj.protocol.ServerSessionStateController;
import com.mysql.cj.protocol.ServerSessionStateController.SessionStateChangesListener;
import java.util.Optional;

/**
 * Counts how many statements of one message the server has completed. When one fails, the driver tells neither which it was nor
 * how many came before: it reads answers ahead of those that it hands out. But it tells its listeners of each.
 */
public final class MySqlAnswers implements AutoCloseable {
    private final Optional<ServerSessionStateController> controller;
    private final SessionStateChangesListener listener = changes -> told();
    private int told;

    MySqlAnswers(Optional<ServerSessionStateController> controller) {
        this.controller = controller;
        controller.ifPresent(known -> known.addSessionStateChangesListener(listener));
    }

    public int count() {
        return told;
    }

    @Override
    public void close() {
        controller.ifPresent(known -> known.removeSessionStateChangesListener(listener));
    }

    private void told() {
        told++;
    }
}
