package io.migri.dialect.sqlite;

import io.migri.testkit.SessionContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class SqliteSessionContractTest extends SessionContract {
    SqliteSessionContractTest(@TestDatabase(Engine.SQLITE) Database database) {
        super(new SqliteFixture(database));
    }

    @Override
    protected String slowStatement() {
        return "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000000000) SELECT count(*) FROM n";
    }

    @Override
    protected String sessionState() {
        return "SELECT foreign_keys || ' ' || recursive_triggers FROM pragma_foreign_keys, pragma_recursive_triggers";
    }
}
