package io.migri.dialect.mysql.history;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class MariaDbAppliedLogContractTest extends MySqlAppliedLogContractTest {
    MariaDbAppliedLogContractTest(@TestDatabase(Engine.MARIADB) Database database) {
        super(database);
    }
}
