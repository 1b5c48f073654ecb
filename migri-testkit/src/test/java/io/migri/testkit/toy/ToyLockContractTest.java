package io.migri.testkit.toy;

import io.migri.testkit.LockContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class ToyLockContractTest extends LockContract {
    ToyLockContractTest(@TestDatabase(Engine.SQLITE) Database database) {
        super(new ToyFixture(database));
    }
}
