package io.migri.dialect.postgresql.rehearsal;

import io.migri.dialect.postgresql.PostgresqlFixture;
import io.migri.testkit.RehearsalContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class PostgresqlRehearsalContractTest extends RehearsalContract {

    PostgresqlRehearsalContractTest(@TestDatabase(Engine.POSTGRESQL) Database database) {
        super(new PostgresqlFixture(database));
    }
}
