package io.migri.dialect.mysql.report;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class MariaDbStatementProbeContractTest extends MySqlStatementProbeContractTest {
    MariaDbStatementProbeContractTest(@TestDatabase(Engine.MARIADB) Database database) {
        super(database);
    }
}
