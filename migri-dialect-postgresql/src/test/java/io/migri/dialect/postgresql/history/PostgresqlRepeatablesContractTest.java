package io.migri.dialect.postgresql.history;

import io.migri.dialect.postgresql.PostgresqlFixture;
import io.migri.testkit.RepeatablesContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

class PostgresqlRepeatablesContractTest extends RepeatablesContract {
    PostgresqlRepeatablesContractTest(@TestDatabase(Engine.POSTGRESQL) Database database) {
        super(new PostgresqlFixture(database));
    }
}
