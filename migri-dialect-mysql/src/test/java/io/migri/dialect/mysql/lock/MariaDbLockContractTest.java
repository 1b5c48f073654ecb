package io.migri.dialect.mysql.lock;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class MariaDbLockContractTest extends MySqlLockContractTest {
    MariaDbLockContractTest(@TestDatabase(Engine.MARIADB) Database database) {
        super(database);
    }
}
