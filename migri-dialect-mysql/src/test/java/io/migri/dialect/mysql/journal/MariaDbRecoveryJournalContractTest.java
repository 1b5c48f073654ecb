package io.migri.dialect.mysql.journal;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class MariaDbRecoveryJournalContractTest extends MySqlRecoveryJournalContractTest {
    MariaDbRecoveryJournalContractTest(@TestDatabase(Engine.MARIADB) Database database) {
        super(database);
    }
}
