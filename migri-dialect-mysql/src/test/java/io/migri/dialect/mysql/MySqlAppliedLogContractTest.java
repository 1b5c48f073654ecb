package io.migri.dialect.mysql;

import io.migri.testkit.AppliedLogContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

class MySqlAppliedLogContractTest extends AppliedLogContract {
    MySqlAppliedLogContractTest(@TestDatabase(Engine.MYSQL) Database database) {
        super(new MySqlFixture(database));
    }
}
