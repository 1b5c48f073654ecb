package com.example.migri.h2;

import io.migri.testkit.LockContract;

final class H2LockContractTest extends LockContract {
    H2LockContractTest() {
        super(new H2Fixture());
    }
}
