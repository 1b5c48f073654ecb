package io.migri.dialect.postgresql.schema;

import io.migri.spi.history.HistoryTable;
import io.migri.spi.schema.SchemaPart;
import io.migri.spi.schema.SchemaParts;
import io.migri.spi.schema.SchemaReader;
import io.migri.spi.wire.Wire;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGStatement;

/**
 * Reads the catalogs with one query, which every user may read. While it does, the search path holds {@code pg_catalog} alone, so that
 * names are told in full and nobody's operators are called. It puts the path back, by a savepoint where a transaction is open, and ends
 * one of its own otherwise.
 */
public final class PostgresqlSchemaReader implements SchemaReader {
    private static final String PATH = "; SET LOCAL search_path = pg_catalog, pg_temp";

    private final Connection connection;
    private final Wire wire;
    private final int version;

    /** @param version the major one of the server */
    public PostgresqlSchemaReader(Connection connection, Wire wire, int version) {
        this.connection = connection;
        this.wire = wire;
        this.version = version;
    }

    @Override
    public List<SchemaPart> parts(HistoryTable history) throws SQLException {
        boolean within = wire.transactionOpen();
        SchemaParts parts = new SchemaParts(history);
        try (Statement statement = connection.createStatement()) {
            if (statement.isWrapperFor(PGStatement.class)) {
                statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            }
            try {
                statement.execute((within ? "SAVEPOINT migri_schema" : "BEGIN READ ONLY") + PATH);
                try (ResultSet rows = statement.executeQuery(PostgresqlCommonParts.query(version))) {
                    take(parts, rows);
                }
            } finally {
                statement.execute(
                        within ? "ROLLBACK TO SAVEPOINT migri_schema; RELEASE SAVEPOINT migri_schema" : "ROLLBACK");
            }
        }
        return parts.list();
    }

    @Override
    public List<String> passedOver() {
        return List.of(
                "roles",
                "settings of roles and databases",
                "subscriptions",
                "options and users of foreign servers",
                "operator classes",
                "text search",
                "security labels");
    }

    private static void take(SchemaParts parts, ResultSet rows) throws SQLException {
        while (rows.next()) {
            String statement = rows.getString(4);
            if (statement != null && !parts.isOwn(rows.getString(2))) {
                parts.add(rows.getString(3), statement);
            }
        }
    }
}
