package io.migri.dialect.mysql.lock;

import io.migri.dialect.mysql.MySqlFixture;
import io.migri.testkit.LockContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

class MySqlLockContractTest extends LockContract {
    MySqlLockContractTest(@TestDatabase(Engine.MYSQL) Database database) {
        super(new MySqlFixture(database));
    }
}
