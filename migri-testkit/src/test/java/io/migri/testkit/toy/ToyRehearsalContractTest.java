package io.migri.testkit.toy;

import io.migri.testkit.RehearsalContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class ToyRehearsalContractTest extends RehearsalContract {
    ToyRehearsalContractTest(@TestDatabase(Engine.SQLITE) Database database) {
        super(new ToyFixture(database));
    }
}
