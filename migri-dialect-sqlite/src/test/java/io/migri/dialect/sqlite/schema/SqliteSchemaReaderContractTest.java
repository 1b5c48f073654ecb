package io.migri.dialect.sqlite.schema;

import io.migri.dialect.sqlite.SqliteFixture;
import io.migri.testkit.SchemaChange;
import io.migri.testkit.SchemaReaderContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.util.List;

final class SqliteSchemaReaderContractTest extends SchemaReaderContract {

    SqliteSchemaReaderContractTest(@TestDatabase(Engine.SQLITE) Database database) {
        super(new SqliteFixture(database));
    }

    @Override
    protected List<String> before() {
        return SqliteChanges.BEFORE;
    }

    @Override
    protected List<SchemaChange> changes() {
        return SqliteChanges.all();
    }
}
