package io.migri.dialect.postgresql.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.dialect.postgresql.PostgresqlFixture;
import io.migri.spi.DialectSession;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.schema.SchemaPart;
import io.migri.testkit.SchemaChange;
import io.migri.testkit.SchemaReaderContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class PostgresqlSchemaReaderContractTest extends SchemaReaderContract {
    private final PostgresqlFixture fixture;

    PostgresqlSchemaReaderContractTest(@TestDatabase(Engine.POSTGRESQL) Database database) {
        super(new PostgresqlFixture(database));
        this.fixture = new PostgresqlFixture(database);
    }

    @Override
    protected List<String> before() {
        return PostgresqlChanges.BEFORE;
    }

    @Override
    protected List<SchemaChange> changes() {
        try (Connection connection = fixture.dialect().connect(fixture.config())) {
            String user = connection.getMetaData().getUserName();
            return PostgresqlChanges.all().stream()
                    .map(change -> new SchemaChange(
                            change.statements(),
                            change.undo(),
                            change.seen().stream()
                                    .map(line -> line.replace("ROLE @", "ROLE " + user))
                                    .toList()))
                    .toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRoleWithoutRightsReadsTheSame() throws SQLException {
        try (Connection connection = fixture.dialect().connect(fixture.config())) {
            DialectSession session = fixture.dialect().session(connection);
            List<String> statements = new ArrayList<>(before());
            statements.add(0, "CREATE TABLE animal (id integer PRIMARY KEY, name varchar(200))");
            session.wire().execute(statements);
            List<SchemaPart> expected = session.schema().orElseThrow().parts(HistoryTable.USUAL);
            String role = "r" + UUID.randomUUID().toString().substring(0, 8);
            session.wire().execute(List.of("CREATE ROLE " + role, "SET ROLE " + role));
            try {
                assertEquals(expected, session.schema().orElseThrow().parts(HistoryTable.USUAL));
            } finally {
                session.wire().execute(List.of("RESET ROLE", "DROP ROLE " + role));
            }
        }
    }
}
