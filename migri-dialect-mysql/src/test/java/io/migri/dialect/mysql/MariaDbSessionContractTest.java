package io.migri.dialect.mysql;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class MariaDbSessionContractTest extends MySqlSessionContractTest {
    MariaDbSessionContractTest(@TestDatabase(Engine.MARIADB) Database database) {
        super(database);
    }

    /** Versions before 11.1 have it by its older name only. */
    @Override
    protected String sessionState() {
        return super.sessionState().replace("transaction_isolation", "tx_isolation");
    }
}
