package io.migri.dialect.sqlite.lock;

import io.migri.dialect.sqlite.SqliteFixture;
import io.migri.testkit.LockContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class SqliteLockContractTest extends LockContract {
    SqliteLockContractTest(@TestDatabase(Engine.SQLITE) Database database) {
        super(new SqliteFixture(database));
    }
}
