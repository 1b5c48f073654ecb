package io.migri.dialect.postgresql;

import io.migri.api.ConnectionConfig;
import io.migri.testkit.DialectContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.util.List;

final class PostgresqlDialectContractTest extends DialectContract {

    PostgresqlDialectContractTest(@TestDatabase(Engine.POSTGRESQL) Database database) {
        super(new PostgresqlFixture(database));
    }

    @Override
    protected List<ConnectionConfig> inferable() {
        return List.of(
                ConnectionConfig.builder("shop").port(5432).build(),
                ConnectionConfig.builder("shop")
                        .host("db")
                        .port(5432)
                        .user("me")
                        .build());
    }

    @Override
    protected List<ConnectionConfig> notInferable() {
        return List.of(
                ConnectionConfig.of("shop"),
                ConnectionConfig.builder("shop").port(3306).build(),
                ConnectionConfig.builder("shop").host("db").user("me").build());
    }
}
