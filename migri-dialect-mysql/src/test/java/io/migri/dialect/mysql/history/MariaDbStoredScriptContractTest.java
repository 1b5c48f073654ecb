package io.migri.dialect.mysql.history;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;

final class MariaDbStoredScriptContractTest extends MySqlStoredScriptContractTest {
    MariaDbStoredScriptContractTest(@TestDatabase(Engine.MARIADB) Database database) {
        super(database);
    }
}
