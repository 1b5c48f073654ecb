package io.migri.core.lock;

import java.util.List;

/** How migrations begin that share a transaction, which is open and under the run's lock. */
public record WithinTransaction(RunLock lock) implements TransactionGate {

    @Override
    public boolean opensInBatch() {
        return true;
    }

    @Override
    public void open(String migration, String begin) {
        throw new IllegalStateException("savepoints are set in the batch");
    }

    @Override
    public List<String> guard() {
        return lock.guard();
    }
}
