package io.migri.dialect.mysql.report;

import io.migri.dialect.mysql.MySqlFixture;
import io.migri.testkit.StatementProbeContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.util.List;

class MySqlStatementProbeContractTest extends StatementProbeContract {

    MySqlStatementProbeContractTest(@TestDatabase(Engine.MYSQL) Database database) {
        super(new MySqlFixture(database));
    }

    @Override
    protected List<String> rewriting(String table) {
        return List.of("ALTER TABLE " + table + " MODIFY id bigint NOT NULL");
    }
}
