package com.example.migri.h2;

import io.migri.testkit.AppliedLogContract;

final class H2AppliedLogContractTest extends AppliedLogContract {
    H2AppliedLogContractTest() {
        super(new H2Fixture());
    }
}
