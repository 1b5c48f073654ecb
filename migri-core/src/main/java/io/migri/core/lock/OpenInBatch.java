package io.migri.core.lock;

/** Nobody else is about: transactions are opened along with their statements. */
public record OpenInBatch() implements TransactionGate {

    @Override
    public boolean opensInBatch() {
        return true;
    }

    @Override
    public void open(String migration, String begin) {
        throw new IllegalStateException("transactions are opened in the batch");
    }
}
