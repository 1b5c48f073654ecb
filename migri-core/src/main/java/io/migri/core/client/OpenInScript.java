package io.migri.core.client;

import io.migri.core.lock.TransactionGate;
import io.migri.spi.client.ClientLock;
import java.util.List;

/** How transactions are opened in a script: by a statement among others, under the lock that the client has. */
public record OpenInScript(ClientLock lock) implements TransactionGate {

    @Override
    public boolean opensInBatch() {
        return true;
    }

    @Override
    public void open(String migration, String begin) {
        throw new IllegalStateException("transactions are opened in the script");
    }

    @Override
    public List<String> guard() {
        return lock.guard();
    }

    @Override
    public List<String> guardOutside() {
        return lock.guard();
    }
}
