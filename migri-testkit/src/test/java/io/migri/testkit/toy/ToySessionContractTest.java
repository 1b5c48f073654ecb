package io.migri.testkit.toy;

import io.migri.testkit.SessionContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class ToySessionContractTest extends SessionContract {
    ToySessionContractTest(@TestDatabase(Engine.SQLITE) Database database) {
        super(new ToyFixture(database));
    }

    @Override
    protected String slowStatement() {
        return ToyFixture.SLOW_STATEMENT;
    }

    @Override
    protected String sessionState() {
        return ToyFixture.SESSION_STATE;
    }
}
