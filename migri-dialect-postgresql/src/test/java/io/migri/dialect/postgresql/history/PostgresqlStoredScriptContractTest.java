package io.migri.dialect.postgresql.history;

import io.migri.dialect.postgresql.PostgresqlFixture;
import io.migri.testkit.StoredScriptContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class PostgresqlStoredScriptContractTest extends StoredScriptContract {

    PostgresqlStoredScriptContractTest(@TestDatabase(Engine.POSTGRESQL) Database database) {
        super(new PostgresqlFixture(database));
    }
}
