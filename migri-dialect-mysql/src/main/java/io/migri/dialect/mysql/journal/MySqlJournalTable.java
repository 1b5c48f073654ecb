package io.migri.dialect.mysql.journal;

import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.jooq.DDLQuery;
import io.migri.jooq.DSLContext;
import io.migri.jooq.DataType;
import io.migri.jooq.SQLDialect;
import io.migri.jooq.impl.DSL;
import io.migri.jooq.impl.DefaultDataType;
import io.migri.jooq.impl.SQLDataType;
import io.migri.spi.support.JournalRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes the journal, with jOOQ, so that it is loaded only where there is none yet. */
final class MySqlJournalTable {
    private MySqlJournalTable() {}

    static void create(Connection connection, String database, String table) throws SQLException {
        MySqlConnection.execute(
                connection,
                statement(DSL.using(SQLDialect.MYSQL), database, table).getSQL());
    }

    /** Gives a table that an earlier version made the column that it lacks. */
    static void addFormat(Connection connection, String database, String table) throws SQLException {
        String name = MySqlText.identifier(database) + "." + MySqlText.identifier(table);
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("select * from " + name + " limit 0")) {
            if (JournalRows.of(none).formatted()) {
                return;
            }
        }
        MySqlConnection.execute(
                connection,
                DSL.using(SQLDialect.MYSQL)
                        .alterTable(DSL.name(database, table))
                        .add(DSL.field(DSL.name("format"), SQLDataType.INTEGER.null_()))
                        .getSQL());
    }

    /** Two names that differ in case are two migrations, whatever the database thinks of it. */
    static DDLQuery statement(DSLContext jooq, String database, String table) {
        return jooq.createTableIfNotExists(DSL.name(database, table))
                .column("migration", SQLDataType.VARCHAR(512).notNull().collation(DSL.collation("utf8mb4_bin")))
                .column("first_ordinal", SQLDataType.INTEGER.notNull())
                .column("through_ordinal", SQLDataType.INTEGER.notNull())
                .column("prefix_hash", SQLDataType.CHAR(64).notNull())
                .column("statements", text("longtext").notNull())
                .column("state", SQLDataType.VARCHAR(10).notNull())
                .column("doubtful", text("longtext").null_())
                .column("objects_before", text("text").null_())
                .column("connection_id", SQLDataType.BIGINT.notNull())
                .column("noted_at", time().notNull())
                .column("format", SQLDataType.INTEGER.null_())
                .constraints(DSL.primaryKey("migration", "first_ordinal"))
                .storage("engine=InnoDB default character set=utf8mb4");
    }

    private static DataType<String> text(String type) {
        return new DefaultDataType<>(SQLDialect.MYSQL, String.class, type);
    }

    private static DataType<?> time() {
        return DefaultDataType.getDataType(SQLDialect.MYSQL, "datetime").precision(6);
    }
}
