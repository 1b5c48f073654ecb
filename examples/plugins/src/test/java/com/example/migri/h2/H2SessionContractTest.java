package com.example.migri.h2;

import io.migri.testkit.SessionContract;

final class H2SessionContractTest extends SessionContract {
    H2SessionContractTest() {
        super(new H2Fixture());
    }

    @Override
    protected String slowStatement() {
        return "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000) A, SYSTEM_RANGE(1, 1000000) B WHERE A.X = B.X + 5000000";
    }

    @Override
    protected String sessionState() {
        return "SELECT CURRENT_SCHEMA || (SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'TIME ZONE')";
    }
}
