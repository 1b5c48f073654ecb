package com.example.migri.h2;

import io.migri.testkit.StoredScriptContract;

final class H2StoredScriptContractTest extends StoredScriptContract {
    H2StoredScriptContractTest() {
        super(new H2Fixture());
    }
}
