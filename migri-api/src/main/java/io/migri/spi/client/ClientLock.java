package io.migri.spi.client;

import java.util.List;

/**
 * The statements by which a client keeps other runs out.
 *
 * @param take takes it at once, or fails; empty where each transaction is the lock
 * @param guard fails where the client's session has lost it; stands in front of each row of the history
 * @param release gives it back
 */
public record ClientLock(List<String> take, List<String> guard, List<String> release) {
    /** Where a transaction keeps others out, and nothing lasts longer. */
    public static final ClientLock OF_TRANSACTION = new ClientLock(List.of(), List.of(), List.of());

    public ClientLock {
        take = List.copyOf(take);
        guard = List.copyOf(guard);
        release = List.copyOf(release);
    }
}
