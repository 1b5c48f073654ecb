package io.migri.testkit.toy;

import io.migri.testkit.StoredScriptContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class ToyStoredScriptContractTest extends StoredScriptContract {
    ToyStoredScriptContractTest(@TestDatabase(Engine.SQLITE) Database database) {
        super(new ToyFixture(database));
    }
}
