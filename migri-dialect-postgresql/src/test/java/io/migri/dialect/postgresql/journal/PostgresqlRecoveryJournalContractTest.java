package io.migri.dialect.postgresql.journal;

import io.migri.dialect.postgresql.PostgresqlFixture;
import io.migri.testkit.RecoveryJournalContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class PostgresqlRecoveryJournalContractTest extends RecoveryJournalContract {

    PostgresqlRecoveryJournalContractTest(@TestDatabase(Engine.POSTGRESQL) Database database) {
        super(new PostgresqlFixture(database));
    }
}
