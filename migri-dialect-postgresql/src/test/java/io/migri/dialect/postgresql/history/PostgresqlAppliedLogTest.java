package io.migri.dialect.postgresql.history;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.AppliedMigration;
import io.migri.api.DatabaseError.Kind;
import io.migri.api.ErrorCode;
import io.migri.api.Fingerprint;
import io.migri.api.MigriException;
import io.migri.dialect.postgresql.PostgresqlDialect;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.StoredScript;
import io.migri.spi.support.HistoryStatements;
import io.migri.testkit.LegacyHistory;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The history table. */
final class PostgresqlAppliedLogTest {
    private static final String TABLE = "applied_migration";
    private static final Instant THEN = Instant.parse("2022-02-20T10:11:12.131415Z");
    private static final HistoryStatements STATEMENTS =
            PostgresqlAppliedLog.statements(new PostgresqlSpelling("an \"odd\" schema"), HistoryTable.USUAL);
    private static final Table<?> ODD = table(name("an \"odd\" schema", TABLE));
    private static final Field<OffsetDateTime> DATE = field(name("date_applied"), SQLDataType.TIMESTAMPWITHTIMEZONE);
    private static final Field<String> NAME = field(name("name"), SQLDataType.CLOB);
    private static final Field<String> FILE_HASH = field(name("file_hash"), SQLDataType.VARCHAR);
    private static final Field<String> CHECKSUM = field(name("checksum"), SQLDataType.VARCHAR);

    private final PostgresqlDialect dialect = new PostgresqlDialect();
    private final Database database;

    PostgresqlAppliedLogTest(@TestDatabase(Engine.POSTGRESQL) Database database) {
        this.database = database;
    }

    @Test
    void writesAPlainRowWithWhatJooqRenders() {
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
                    jooq().renderInlined(jooq().insertInto(ODD, DATE, NAME)
                            .values(instant.atOffset(ZoneOffset.UTC), "0001_it's")),
                    STATEMENTS.insertPlain(new AppliedMigration("0001_it's", Optional.of(instant))));
            assertEquals(
                    jooq().renderInlined(jooq().insertInto(ODD, field(name("id"), Integer.class), DATE, NAME)
                            .values(-7, instant.atOffset(ZoneOffset.UTC), "0001_it's")),
                    PostgresqlAppliedLog.insertNumbered(
                            -7, new AppliedMigration("0001_it's", Optional.of(instant)), STATEMENTS));
        }
    }

    @Test
    void writesAWholeRowWithWhatJooqRenders() {
        AppliedMigration plain = new AppliedMigration("0001_it's", Optional.of(THEN));
        assertEquals(rendered(null, null, inline((Long) null, SQLDataType.BIGINT)), STATEMENTS.insertMarked(plain));
        Field<Object> since = function(
                name("pg_catalog", "timestamptz_mi"),
                Object.class,
                function(name("pg_catalog", "clock_timestamp"), Object.class),
                inline(THEN.plusSeconds(61).atOffset(ZoneOffset.UTC)));
        Field<Double> milliseconds = function(
                name("pg_catalog", "float8mul"),
                Double.class,
                function(name("pg_catalog", "date_part"), Double.class, inline("epoch"), since),
                inline(1000));
        assertEquals(
                rendered("0a", "1b", greatest(inline(0L), milliseconds.cast(SQLDataType.BIGINT))),
                STATEMENTS.insertTimed(
                        new AppliedMigration(
                                "0001_it's",
                                Optional.of(THEN),
                                Optional.of(new Fingerprint("0a", "1b")),
                                Optional.empty(),
                                Optional.empty()),
                        Duration.ofSeconds(61)));
    }

    private static String rendered(@Nullable String file, @Nullable String tokens, Field<Long> milliseconds) {
        return jooq().renderInlined(jooq().insertInto(
                        ODD,
                        DATE,
                        NAME,
                        FILE_HASH,
                        CHECKSUM,
                        field(name("duration_ms"), Long.class),
                        field(name("applied_by"), String.class))
                .values(
                        inline(THEN.atOffset(ZoneOffset.UTC)),
                        inline("0001_it's"),
                        inline(file, SQLDataType.VARCHAR),
                        inline(tokens, SQLDataType.VARCHAR),
                        milliseconds,
                        field("session_user", String.class)));
    }

    @Test
    void keepsReplacesAndRemovesWithWhatJooqRenders() {
        Table<?> source = table(name("an \"odd\" schema", "migri_source"));
        Field<String> history = field(name("history"), SQLDataType.CLOB);
        assertEquals(
                jooq().renderInlined(jooq().insertInto(
                                source,
                                history,
                                NAME,
                                field(name("kind"), SQLDataType.CLOB),
                                field(name("content"), SQLDataType.BLOB))
                        .values(
                                inline(TABLE),
                                inline("0001_it's"),
                                inline("sql"),
                                function(name("pg_catalog", "decode"), byte[].class, inline("00ff27"), inline("hex")))),
                STATEMENTS.insertSource("0001_it's", new StoredScript("sql", new byte[] {0, -1, 0x27})));
        assertTrue(STATEMENTS
                .insertSource("0001", new StoredScript("py", new byte[0]))
                .endsWith("'py', null)"));
        assertEquals(
                jooq().renderInlined(jooq().deleteFrom(source))
                        + " where (\"history\" operator(pg_catalog.=) 'applied_migration'"
                        + " and \"name\" operator(pg_catalog.=) '0001_it''s')",
                STATEMENTS.deleteSource("0001_it's"));
        assertEquals(
                jooq().renderInlined(jooq().deleteFrom(ODD)) + " where \"name\" operator(pg_catalog.=) '0001_it''s'",
                STATEMENTS.delete("0001_it's"));
        assertEquals(
                jooq().renderInlined(jooq().update(ODD)
                                .set(FILE_HASH, inline((String) null, SQLDataType.VARCHAR))
                                .set(CHECKSUM, inline((String) null, SQLDataType.VARCHAR)))
                        + " where \"name\" operator(pg_catalog.=) '0001_it''s'",
                STATEMENTS.update(new AppliedMigration("0001_it's", Optional.of(THEN))));
    }

    @Test
    void makesTheTableThatThePythonToolMadeWithMoreColumns() throws SQLException {
        try (Connection connection = dialect.connect(database.config())) {
            DialectSession session = dialect.session(connection);
            session.wire()
                    .execute(List.of(
                            "CREATE SCHEMA python",
                            "CREATE TABLE python.applied_migration (id serial PRIMARY KEY,"
                                    + " date_applied timestamp with time zone NOT NULL, name text NOT NULL)"));
            session.history().log(HistoryTable.USUAL).prepare();
            session.wire().execute(List.of("SET search_path = python"));
            session.history().log(HistoryTable.USUAL).prepare();
            String made = columns(connection, "public");
            assertEquals(columns(connection, "python"), made);
            assertTrue(
                    made.contains("name text NO, file_hash character varying YES, checksum character varying YES,"
                            + " duration_ms bigint YES, applied_by text YES"),
                    made);
            assertEquals(
                    "applied_migration_pkey PRIMARY KEY (id), migri_source_pkey PRIMARY KEY (history, name)",
                    text(
                            connection,
                            "SELECT string_agg(conname || ' ' || pg_get_constraintdef(oid), ', ' ORDER BY conname)"
                                    + " FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype = 'p'"));
        }
    }

    @Test
    void readsATableWithMoreColumnsInAnotherOrder() throws SQLException {
        try (Connection connection = dialect.connect(database.config())) {
            DialectSession session = dialect.session(connection);
            session.wire()
                    .execute(
                            List.of(
                                    "CREATE TABLE applied_migration (checksum text, name text NOT NULL, date_applied timestamp with time zone, id serial)",
                                    "INSERT INTO applied_migration (id, name, date_applied) VALUES (2, 'b', 'infinity'), (1, 'a', NULL)"));
            List<AppliedMigration> applied =
                    session.history().log(HistoryTable.USUAL).read().orElseThrow();
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
            session.wire()
                    .execute(List.of(
                            "CREATE TABLE applied_migration (id serial, date_applied text, name text)",
                            "INSERT INTO applied_migration (name, date_applied) VALUES ('a', 'yesterday')"));
            assertEquals(
                    Optional.of(List.of(new AppliedMigration("a", Optional.empty()))),
                    session.history().log(HistoryTable.USUAL).read());
        }
    }

    @Test
    void saysWhatAnotherToolsTableIsMadeOf() throws SQLException {
        try (Connection connection = dialect.connect(database.config())) {
            DialectSession session = dialect.session(connection);
            session.wire().execute(List.of("CREATE TABLE applied_migration (version bigint, dirty boolean)"));
            MigriException refusal = assertThrows(
                    MigriException.class,
                    () -> session.history().log(HistoryTable.USUAL).read());
            assertEquals(ErrorCode.HISTORY_UNUSABLE, refusal.code());
            assertTrue(refusal.getMessage().contains("version, dirty"), refusal.getMessage());
        }
    }

    @Test
    void findsTheTableAnywhereOnTheSearchPathAndNamesItsSchema() throws SQLException {
        try (Connection connection = dialect.connect(database.config())) {
            DialectSession session = dialect.session(connection);
            session.wire()
                    .execute(
                            List.of("CREATE SCHEMA first", "CREATE SCHEMA \"Second\"", "SET search_path = \"Second\""));
            session.history().log(HistoryTable.USUAL).prepare();
            session.wire().execute(List.of("SET search_path = first, \"Second\""));
            AppliedLog log = session.history().log(HistoryTable.USUAL);
            assertEquals(Optional.of(List.of()), log.read());
            session.wire().execute(List.of("SET search_path = ''"));
            session.wire().execute(log.append(new AppliedMigration("a", Optional.of(Instant.EPOCH))));
            assertEquals("a", text(connection, "SELECT name FROM \"Second\".applied_migration"));
            session.wire().execute(List.of("SET search_path = first, \"Second\""));
            AppliedLog prepared = session.history().log(HistoryTable.USUAL);
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
            session.wire()
                    .execute(List.of(
                            "DROP ROLE IF EXISTS migri_visitor",
                            "CREATE ROLE migri_visitor",
                            "REVOKE CREATE ON SCHEMA public FROM public",
                            "SET ROLE migri_visitor"));
            SQLException refusal = assertThrows(
                    SQLException.class,
                    () -> session.history().log(HistoryTable.USUAL).prepare());
            assertEquals(Kind.PRIVILEGE, dialect.explain(refusal, "").kind());
            assertEquals(
                    "permission denied for schema public",
                    dialect.explain(refusal, "").message());
            session.wire().execute(List.of("RESET ROLE", "DROP ROLE migri_visitor"));
        }
    }

    @Test
    void goesOnWithATableThatItMayNotAlter() throws SQLException {
        try (Connection connection = dialect.connect(database.config())) {
            DialectSession session = dialect.session(connection);
            session.wire()
                    .execute(List.of(
                            LegacyHistory.serial().definition(),
                            "DROP ROLE IF EXISTS migri_guest",
                            "CREATE ROLE migri_guest",
                            "GRANT CREATE ON SCHEMA public TO migri_guest",
                            "GRANT SELECT, INSERT ON applied_migration TO migri_guest",
                            "GRANT USAGE ON SEQUENCE applied_migration_id_seq TO migri_guest",
                            "SET ROLE migri_guest"));
            AppliedLog log = session.history().log(HistoryTable.USUAL);
            log.prepare();
            assertFalse(log.complete());
            session.wire()
                    .execute(log.append(
                            new AppliedMigration("a", Optional.of(THEN)), new StoredScript("sql", new byte[] {1})));
            assertEquals(Optional.of(List.of(new AppliedMigration("a", Optional.of(THEN)))), log.read());
            session.wire().execute(List.of("RESET ROLE"));
            assertEquals("t", text(connection, "SELECT to_regclass('migri_source') IS NULL"));
            session.wire().execute(List.of("DROP OWNED BY migri_guest", "DROP ROLE migri_guest"));
        }
    }

    @Test
    void goesOnWithATableThatOthersUseForLong() throws SQLException {
        try (Connection connection = dialect.connect(database.config());
                Connection other = dialect.connect(database.config())) {
            DialectSession session = dialect.session(connection);
            session.wire().execute(List.of(LegacyHistory.serial().definition(), "SET lock_timeout = '1min'"));
            dialect.session(other).wire().execute(List.of("BEGIN", "SELECT * FROM applied_migration"));
            AppliedLog log = session.history().log(HistoryTable.USUAL);
            log.prepare();
            assertFalse(log.complete());
            assertEquals("1min", text(connection, "SHOW lock_timeout"));
            dialect.session(other).wire().execute(List.of("COMMIT"));
            log.prepare();
            assertTrue(log.complete());
            assertEquals("1min", text(connection, "SHOW lock_timeout"));
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
                        + ".', '')), ', ' ORDER BY table_name, ordinal_position) FROM information_schema.columns WHERE table_schema = '"
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
