package com.example.migri.h2;

import io.migri.api.ConnectionConfig;
import io.migri.testkit.DialectContract;
import java.util.List;

final class H2DialectContractTest extends DialectContract {
    H2DialectContractTest() {
        super(new H2Fixture());
    }

    @Override
    protected List<ConnectionConfig> inferable() {
        return List.of(ConnectionConfig.builder("app.mv.db").user("sa").build());
    }

    @Override
    protected List<ConnectionConfig> notInferable() {
        return List.of(
                ConnectionConfig.of("app"),
                ConnectionConfig.of("app.mv.db"),
                ConnectionConfig.builder("app").host("localhost").user("sa").build());
    }

    @Override
    protected ConnectionConfig unknownDatabase() {
        return ConnectionConfig.builder("/dev/null/no_such_directory/test")
                .user("sa")
                .build();
    }
}
