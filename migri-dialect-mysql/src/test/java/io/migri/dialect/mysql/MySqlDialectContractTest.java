package io.migri.dialect.mysql;

import io.migri.api.ConnectionConfig;
import io.migri.testkit.DialectContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.util.List;

class MySqlDialectContractTest extends DialectContract {
    MySqlDialectContractTest(@TestDatabase(Engine.MYSQL) Database database) {
        super(new MySqlFixture(database));
    }

    @Override
    protected List<ConnectionConfig> inferable() {
        return List.of(ConnectionConfig.builder("zoo").port(3306).build());
    }

    @Override
    protected List<ConnectionConfig> notInferable() {
        return List.of(
                ConnectionConfig.of("zoo"),
                ConnectionConfig.builder("zoo").port(5432).build(),
                ConnectionConfig.builder("zoo").host("localhost").build());
    }
}
