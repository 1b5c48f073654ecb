package io.migri.dialect.sqlite.journal;

import io.migri.dialect.sqlite.SqliteFixture;
import io.migri.testkit.RecoveryJournalContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class SqliteRecoveryJournalContractTest extends RecoveryJournalContract {
    SqliteRecoveryJournalContractTest(@TestDatabase(Engine.SQLITE) Database database) {
        super(new SqliteFixture(database));
    }
}
