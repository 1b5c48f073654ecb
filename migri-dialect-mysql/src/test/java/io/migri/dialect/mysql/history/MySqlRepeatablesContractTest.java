package io.migri.dialect.mysql.history;

import io.migri.dialect.mysql.MySqlFixture;
import io.migri.testkit.RepeatablesContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

class MySqlRepeatablesContractTest extends RepeatablesContract {
    MySqlRepeatablesContractTest(@TestDatabase(Engine.MYSQL) Database database) {
        super(new MySqlFixture(database));
    }
}
