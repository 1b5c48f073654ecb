package io.migri.testkit.toy;

import io.migri.api.ConnectionConfig;
import io.migri.testkit.DialectContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.util.List;

final class ToyDialectContractTest extends DialectContract {
    ToyDialectContractTest(@TestDatabase(Engine.SQLITE) Database database) {
        super(new ToyFixture(database));
    }

    @Override
    protected List<ConnectionConfig> inferable() {
        return List.of(ConnectionConfig.of("some.toy"));
    }

    @Override
    protected List<ConnectionConfig> notInferable() {
        return List.of(ConnectionConfig.of("some.db"));
    }

    @Override
    protected ConnectionConfig unknownDatabase() {
        return ConnectionConfig.of("/no/such/directory/some.toy");
    }
}
