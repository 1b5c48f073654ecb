package io.migri.chaos;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import org.junit.jupiter.api.Test;

/** {@link Chaos} on PostgreSQL. A class of its own, so that it runs beside the others. */
class PostgresqlChaosIT {

    @Test
    void everyRunIsCompleted(@TestDatabase(Engine.POSTGRESQL) Database any) throws Exception {
        Chaos.isMended(any);
    }
}
