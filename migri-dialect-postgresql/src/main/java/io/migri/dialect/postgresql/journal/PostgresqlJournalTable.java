package io.migri.dialect.postgresql.journal;

import static io.migri.jooq.impl.DSL.field;
import static io.migri.jooq.impl.DSL.name;
import static io.migri.jooq.impl.DSL.primaryKey;

import io.migri.dialect.postgresql.history.PostgresqlHistoryTable;
import io.migri.dialect.postgresql.history.PostgresqlPrivacy;
import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.jooq.DSLContext;
import io.migri.jooq.Field;
import io.migri.jooq.SQLDialect;
import io.migri.jooq.exception.DataAccessException;
import io.migri.jooq.impl.DSL;
import io.migri.jooq.impl.SQLDataType;
import io.migri.spi.history.HistoryTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Makes the journal, with jOOQ, so that it is loaded only where there is none yet. */
final class PostgresqlJournalTable {
    private static final Field<Integer> FORMAT = field(name("format"), SQLDataType.INTEGER.nullable(true));

    private PostgresqlJournalTable() {}

    /**
     * Creates it, or gives one of an earlier version the column that it lacks; returns the schema that it is in.
     *
     * @param found the schema where it was read; null where there is none yet
     */
    static String create(Connection connection, HistoryTable history, @Nullable String found) throws SQLException {
        try {
            DSLContext database = DSL.using(connection, SQLDialect.POSTGRES);
            String schema = found == null ? PostgresqlHistoryTable.schema(database, history) : found;
            String table = history.journal();
            String create = database.createTableIfNotExists(name(schema, table))
                    .column("migration", SQLDataType.CLOB.nullable(false))
                    .column("first_ordinal", SQLDataType.INTEGER.nullable(false))
                    .column("through_ordinal", SQLDataType.INTEGER.nullable(false))
                    .column("prefix_hash", SQLDataType.CLOB.nullable(false))
                    .column("statements", SQLDataType.CLOB.nullable(false))
                    .column("state", SQLDataType.CLOB.nullable(false))
                    .column("doubtful", SQLDataType.CLOB.nullable(true))
                    .column("objects_before", SQLDataType.CLOB.nullable(true))
                    .column("connection_id", SQLDataType.BIGINT.nullable(false))
                    .column("noted_at", SQLDataType.TIMESTAMPWITHTIMEZONE.nullable(false))
                    .column(FORMAT)
                    .constraint(primaryKey("migration", "first_ordinal"))
                    .getSQL();
            String format =
                    "if not exists (select from pg_catalog.pg_attribute a where a.attrelid operator(pg_catalog.=) pg_catalog.to_regclass("
                            + PostgresqlText.literal(
                                    PostgresqlText.identifier(schema) + '.' + PostgresqlText.identifier(table))
                            + ")::pg_catalog.oid and a.attname operator(pg_catalog.=) 'format' and not a.attisdropped) then "
                            + database.alterTable(name(schema, table))
                                    .addColumn(FORMAT)
                                    .getSQL() + "; end if; ";
            execute(connection, PostgresqlPrivacy.command(PostgresqlPrivacy.making(schema, table, create) + format));
            return schema;
        } catch (DataAccessException e) {
            SQLException cause = e.getCause(SQLException.class);
            throw cause == null ? new SQLException(e) : cause;
        }
    }

    private static void execute(Connection connection, String message) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(message);
        }
    }
}
