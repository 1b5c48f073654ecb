package io.migri.dialect.mysql.rehearsal;

import io.migri.dialect.mysql.MySqlFixture;
import io.migri.testkit.RehearsalContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

class MySqlRehearsalContractTest extends RehearsalContract {
    MySqlRehearsalContractTest(@TestDatabase(Engine.MYSQL) Database database) {
        super(new MySqlFixture(database));
    }
}
