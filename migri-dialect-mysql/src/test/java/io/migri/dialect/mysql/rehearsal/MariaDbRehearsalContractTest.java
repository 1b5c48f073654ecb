package io.migri.dialect.mysql.rehearsal;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class MariaDbRehearsalContractTest extends MySqlRehearsalContractTest {
    MariaDbRehearsalContractTest(@TestDatabase(Engine.MARIADB) Database database) {
        super(database);
    }
}
