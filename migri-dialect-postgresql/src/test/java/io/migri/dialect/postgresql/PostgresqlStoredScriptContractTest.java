package io.migri.dialect.postgresql;

import io.migri.testkit.StoredScriptContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class PostgresqlStoredScriptContractTest extends StoredScriptContract {

    PostgresqlStoredScriptContractTest(@TestDatabase(Engine.POSTGRESQL) Database database) {
        super(new PostgresqlFixture(database));
    }
}
