package io.migri.dialect.postgresql.lock;

import io.migri.dialect.postgresql.PostgresqlFixture;
import io.migri.testkit.LockContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class PostgresqlLockContractTest extends LockContract {

    PostgresqlLockContractTest(@TestDatabase(Engine.POSTGRESQL) Database database) {
        super(new PostgresqlFixture(database));
    }
}
