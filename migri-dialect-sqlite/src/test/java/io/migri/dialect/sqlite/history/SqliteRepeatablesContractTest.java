package io.migri.dialect.sqlite.history;

import io.migri.dialect.sqlite.SqliteFixture;
import io.migri.testkit.RepeatablesContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class SqliteRepeatablesContractTest extends RepeatablesContract {
    SqliteRepeatablesContractTest(@TestDatabase(Engine.SQLITE) Database database) {
        super(new SqliteFixture(database));
    }
}
