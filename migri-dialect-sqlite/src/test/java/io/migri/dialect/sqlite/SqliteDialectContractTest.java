package io.migri.dialect.sqlite;

import io.migri.api.ConnectionConfig;
import io.migri.testkit.DialectContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.util.List;

final class SqliteDialectContractTest extends DialectContract {
    SqliteDialectContractTest(@TestDatabase(Engine.SQLITE) Database database) {
        super(new SqliteFixture(database));
    }

    @Override
    protected List<ConnectionConfig> inferable() {
        return List.of(ConnectionConfig.of("app.db"), ConnectionConfig.of("/var/lib/app"));
    }

    @Override
    protected List<ConnectionConfig> notInferable() {
        return List.of(
                ConnectionConfig.builder("app").host("localhost").build(),
                ConnectionConfig.builder("app").port(5432).build(),
                ConnectionConfig.builder("app").user("app").build());
    }

    @Override
    protected ConnectionConfig unknownDatabase() {
        return ConnectionConfig.of("/no/such/directory/app.db");
    }
}
