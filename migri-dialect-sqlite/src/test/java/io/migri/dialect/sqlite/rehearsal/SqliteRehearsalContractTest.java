package io.migri.dialect.sqlite.rehearsal;

import io.migri.dialect.sqlite.SqliteFixture;
import io.migri.testkit.RehearsalContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class SqliteRehearsalContractTest extends RehearsalContract {
    SqliteRehearsalContractTest(@TestDatabase(Engine.SQLITE) Database database) {
        super(new SqliteFixture(database));
    }
}
