package io.migri.dialect.mysql.reading;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class MariaDbCanonicalTextContractTest extends MySqlCanonicalTextContractTest {
    MariaDbCanonicalTextContractTest(@TestDatabase(Engine.MARIADB) Database database) {
        super(database);
    }
}
