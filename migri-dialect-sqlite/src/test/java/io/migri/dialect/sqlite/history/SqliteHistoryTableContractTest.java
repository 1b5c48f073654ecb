package io.migri.dialect.sqlite.history;

import io.migri.dialect.sqlite.SqliteFixture;
import io.migri.testkit.HistoryTableContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class SqliteHistoryTableContractTest extends HistoryTableContract {
    SqliteHistoryTableContractTest(@TestDatabase(Engine.SQLITE) Database database) {
        super(new SqliteFixture(database));
    }
}
