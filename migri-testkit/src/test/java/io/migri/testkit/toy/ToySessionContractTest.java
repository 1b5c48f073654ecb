package io.migri.testkit.toy;

import io.migri.testkit.SessionContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class ToySessionContractTest extends SessionContract {
    ToySessionContractTest(@TestDatabase(Engine.SQLITE) Database database) {
        super(new ToyFixture(database));
    }

    @Override
    protected String slowStatement() {
        return "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000000000) SELECT count(*) FROM n";
    }

    @Override
    protected String sessionState() {
        return "PRAGMA foreign_keys";
    }
}
