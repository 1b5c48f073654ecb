package com.example.migri.h2;

import io.migri.testkit.RehearsalContract;

final class H2RehearsalContractTest extends RehearsalContract {
    H2RehearsalContractTest() {
        super(new H2Fixture());
    }
}
