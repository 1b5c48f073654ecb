package io.migri.dialect.mysql.effect;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class MariaDbStatementReaderContractTest extends MySqlStatementReaderContractTest {
    MariaDbStatementReaderContractTest(@TestDatabase(Engine.MARIADB) Database database) {
        super(database);
    }
}
