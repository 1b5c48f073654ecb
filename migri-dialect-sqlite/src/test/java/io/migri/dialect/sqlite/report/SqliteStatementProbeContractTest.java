package io.migri.dialect.sqlite.report;

import io.migri.dialect.sqlite.SqliteFixture;
import io.migri.testkit.StatementProbeContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.util.List;

final class SqliteStatementProbeContractTest extends StatementProbeContract {

    SqliteStatementProbeContractTest(@TestDatabase(Engine.SQLITE) Database database) {
        super(new SqliteFixture(database));
    }

    @Override
    protected List<String> rewriting(String table) {
        return List.of(
                "CREATE TABLE " + table + "_new (id integer PRIMARY KEY, name text NOT NULL)",
                "INSERT INTO " + table + "_new SELECT id, ifnull(name, '') FROM " + table,
                "DROP TABLE " + table,
                "ALTER TABLE " + table + "_new RENAME TO " + table);
    }
}
