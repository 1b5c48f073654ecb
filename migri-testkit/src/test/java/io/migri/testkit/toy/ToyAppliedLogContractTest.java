package io.migri.testkit.toy;

import io.migri.testkit.AppliedLogContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class ToyAppliedLogContractTest extends AppliedLogContract {
    ToyAppliedLogContractTest(@TestDatabase(Engine.SQLITE) Database database) {
        super(new ToyFixture(database));
    }
}
