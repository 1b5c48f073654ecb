package io.migri.dialect.postgresql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.trueCondition;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.AppliedMigration;
import io.migri.api.DatabaseError.Kind;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.AppliedLog;
import io.migri.spi.DialectSession;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultDataType;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** The history table. */
final class PostgresqlAppliedLogTest {
    private static final String TABLE = "applied_migration";

    private final PostgresqlDialect dialect = new PostgresqlDialect();
    private final Database database;

    PostgresqlAppliedLogTest(@TestDatabase(Engine.POSTGRESQL) Database database) {
        this.database = database;
    }

    @Test
    void readsWithWhatJooqRenders() {
        Table<?> history = table(name(TABLE));
        DefaultDataType<Object> regclass = new DefaultDataType<>(SQLDialect.POSTGRES, Object.class, "regclass");
        assertEquals(
                jooq().renderInlined(jooq().select(field(name("pg_namespace", "nspname")), history.asterisk())
                        .from(table(name("pg_catalog", "pg_class")))
                        .join(table(name("pg_catalog", "pg_namespace")))
                        .on(field(name("pg_namespace", "oid"), Long.class)
                                .eq(field(name("pg_class", "relnamespace"), Long.class)))
                        .leftJoin(history)
                        .on(trueCondition())
                        .where(field(name("pg_class", "oid"), Object.class)
                                .eq(inline("\"applied_migration\"").cast(regclass)))),
                PostgresqlAppliedLog.query(TABLE));
    }

    @Test
    void writesWithWhatJooqRenders() {
        for (String time : List.of(
                "2022-02-20T10:11:12.131415Z",
                "2022-02-20T10:11:00Z",
                "2022-02-20T00:00:00Z",
                "1999-12-31T23:59:59.1Z",
                "2022-02-20T10:00:10Z",
                "2022-02-20T10:11:12.000001Z",
                "2022-02-20T10:11:00.100Z")) {
            Instant instant = Instant.parse(time);
            assertEquals(
                    jooq().renderInlined(jooq().insertInto(
                                    table(name("an \"odd\" schema", TABLE)),
                                    field(name("date_applied"), SQLDataType.TIMESTAMPWITHTIMEZONE),
                                    field(name("name"), SQLDataType.CLOB))
                            .values(instant.atOffset(ZoneOffset.UTC), "0001_it's")),
                    PostgresqlAppliedLog.insert(
                            "an \"odd\" schema", TABLE, new AppliedMigration("0001_it's", Optional.of(instant))));
        }
    }

    @Test
    void makesTheTableThatThePythonToolMade() throws SQLException {
        try (Connection connection = dialect.connect(database.config())) {
            connection.createStatement().execute("CREATE SCHEMA python");
            connection
                    .createStatement()
                    .execute("CREATE TABLE python.applied_migration (id serial PRIMARY KEY,"
                            + " date_applied timestamp with time zone NOT NULL, name text NOT NULL)");
            dialect.session(connection).appliedLog(TABLE).prepare();
            assertEquals(columns(connection, "python"), columns(connection, "public"));
            assertEquals(
                    "applied_migration_pkey PRIMARY KEY (id)",
                    text(
                            connection,
                            "SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint"
                                    + " WHERE conrelid = 'public.applied_migration'::regclass AND contype = 'p'"));
        }
    }

    @Test
    void readsATableWithMoreColumnsInAnotherOrder() throws SQLException {
        try (Connection connection = dialect.connect(database.config())) {
            DialectSession session = dialect.session(connection);
            session.execute(
                    List.of(
                            "CREATE TABLE applied_migration (checksum text, name text NOT NULL, date_applied timestamp with time zone, id serial)",
                            "INSERT INTO applied_migration (id, name, date_applied) VALUES (2, 'b', 'infinity'), (1, 'a', NULL)"));
            List<AppliedMigration> applied = session.appliedLog(TABLE).read().orElseThrow();
            assertEquals(
                    List.of("a", "b"),
                    applied.stream().map(AppliedMigration::name).toList());
            assertEquals(Optional.empty(), applied.get(0).appliedAt());
        }
    }

    @Test
    void readsDatesOfAnotherType() throws SQLException {
        try (Connection connection = dialect.connect(database.config())) {
            DialectSession session = dialect.session(connection);
            session.execute(List.of(
                    "CREATE TABLE applied_migration (id serial, date_applied text, name text)",
                    "INSERT INTO applied_migration (name, date_applied) VALUES ('a', 'yesterday')"));
            assertEquals(
                    Optional.of(List.of(new AppliedMigration("a", Optional.empty()))),
                    session.appliedLog(TABLE).read());
        }
    }

    @Test
    void saysWhatAnotherToolsTableIsMadeOf() throws SQLException {
        try (Connection connection = dialect.connect(database.config())) {
            DialectSession session = dialect.session(connection);
            session.execute(List.of("CREATE TABLE applied_migration (version bigint, dirty boolean)"));
            MigriException refusal = assertThrows(
                    MigriException.class, () -> session.appliedLog(TABLE).read());
            assertEquals(ErrorCode.HISTORY_UNUSABLE, refusal.code());
            assertTrue(refusal.getMessage().contains("version, dirty"), refusal.getMessage());
        }
    }

    @Test
    void findsTheTableAnywhereOnTheSearchPathAndNamesItsSchema() throws SQLException {
        try (Connection connection = dialect.connect(database.config())) {
            DialectSession session = dialect.session(connection);
            session.execute(List.of("CREATE SCHEMA first", "CREATE SCHEMA \"Second\"", "SET search_path = \"Second\""));
            session.appliedLog(TABLE).prepare();
            session.execute(List.of("SET search_path = first, \"Second\""));
            AppliedLog log = session.appliedLog(TABLE);
            assertEquals(Optional.of(List.of()), log.read());
            session.execute(List.of("SET search_path = ''"));
            session.execute(log.append(new AppliedMigration("a", Optional.of(Instant.EPOCH))));
            assertEquals("a", text(connection, "SELECT name FROM \"Second\".applied_migration"));
            session.execute(List.of("SET search_path = first, \"Second\""));
            AppliedLog prepared = session.appliedLog(TABLE);
            prepared.prepare();
            assertTrue(prepared.append(new AppliedMigration("b", Optional.of(Instant.EPOCH)))
                    .get(0)
                    .contains("\"Second\""));
        }
    }

    @Test
    void saysThatItMayNotMakeTheTable() throws SQLException {
        try (Connection connection = dialect.connect(database.config())) {
            DialectSession session = dialect.session(connection);
            session.execute(List.of(
                    "DROP ROLE IF EXISTS migri_visitor",
                    "CREATE ROLE migri_visitor",
                    "REVOKE CREATE ON SCHEMA public FROM public",
                    "SET ROLE migri_visitor"));
            SQLException refusal = assertThrows(
                    SQLException.class, () -> session.appliedLog(TABLE).prepare());
            assertEquals(Kind.PRIVILEGE, dialect.explain(refusal, "").kind());
            assertEquals(
                    "permission denied for schema public",
                    dialect.explain(refusal, "").message());
            session.execute(List.of("RESET ROLE", "DROP ROLE migri_visitor"));
        }
    }

    private static DSLContext jooq() {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        return DSL.using(SQLDialect.POSTGRES);
    }

    private static String columns(Connection connection, String schema) throws SQLException {
        return text(
                connection,
                "SELECT string_agg(concat_ws(' ', column_name, data_type, is_nullable, replace(column_default, '"
                        + schema
                        + ".', '')), ', ' ORDER BY ordinal_position) FROM information_schema.columns WHERE table_schema = '"
                        + schema + "'");
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertTrue(row.next());
            return String.valueOf(row.getString(1));
        }
    }
}
