package io.migri.dialect.mysql.journal;

import io.migri.dialect.mysql.MySqlFixture;
import io.migri.testkit.RecoveryJournalContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

class MySqlRecoveryJournalContractTest extends RecoveryJournalContract {
    MySqlRecoveryJournalContractTest(@TestDatabase(Engine.MYSQL) Database database) {
        super(new MySqlFixture(database));
    }
}
