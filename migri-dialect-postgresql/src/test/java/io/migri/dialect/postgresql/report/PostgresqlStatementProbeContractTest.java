package io.migri.dialect.postgresql.report;

import io.migri.dialect.postgresql.PostgresqlFixture;
import io.migri.testkit.StatementProbeContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.util.List;

final class PostgresqlStatementProbeContractTest extends StatementProbeContract {

    PostgresqlStatementProbeContractTest(@TestDatabase(Engine.POSTGRESQL) Database database) {
        super(new PostgresqlFixture(database));
    }

    @Override
    protected List<String> rewriting(String table) {
        return List.of("ALTER TABLE " + table + " ALTER id TYPE bigint");
    }
}
