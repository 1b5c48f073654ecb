package com.example.migri.h2;

import io.migri.testkit.RecoveryJournalContract;

final class H2RecoveryJournalContractTest extends RecoveryJournalContract {
    H2RecoveryJournalContractTest() {
        super(new H2Fixture());
    }
}
