package io.migri.dialect.mysql.schema;

import io.migri.dialect.mysql.MySqlFixture;
import io.migri.testkit.SchemaChange;
import io.migri.testkit.SchemaReaderContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.util.List;

final class MySqlSchemaReaderContractTest extends SchemaReaderContract {
    private final Database database;

    MySqlSchemaReaderContractTest(@TestDatabase(Engine.MYSQL) Database database) {
        super(new MySqlFixture(database));
        this.database = database;
    }

    @Override
    protected List<String> before() {
        return MySqlChanges.before(database.name());
    }

    @Override
    protected List<SchemaChange> changes() {
        return new MySqlChanges(false).all();
    }
}
