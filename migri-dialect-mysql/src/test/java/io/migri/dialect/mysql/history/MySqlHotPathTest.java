package io.migri.dialect.mysql.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.AppliedMigration;
import io.migri.api.ConnectionConfig;
import io.migri.api.Fingerprint;
import io.migri.api.Secret;
import io.migri.dialect.mysql.MySqlDialect;
import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.effect.Scripts;
import io.migri.dialect.mysql.journal.MySqlJournal;
import io.migri.dialect.mysql.lock.MySqlLock;
import io.migri.dialect.mysql.state.MySqlFacts;
import io.migri.dialect.mysql.state.MySqlLexer;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.StoredScript;
import io.migri.spi.support.HistoryStatements;
import io.migri.testkit.LegacyHistory;
import io.migri.testkit.fault.TcpProxy;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MySqlHotPathTest {
    private static final LocalDateTime TIME = LocalDateTime.of(2022, 2, 20, 10, 11, 12, 131_415_000);
    private static final Instant THEN = TIME.toInstant(ZoneOffset.UTC);
    private static final AppliedMigration WHOLE = new AppliedMigration(
            "0001_initial",
            Optional.of(THEN),
            Optional.of(new Fingerprint("0a", "1b")),
            Optional.empty(),
            Optional.empty());
    private static final Table<?> HISTORY = DSL.table(DSL.name("z`oo", "applied"));
    private static final Field<LocalDateTime> DATE = DSL.field(DSL.name("date_applied"), SQLDataType.LOCALDATETIME);
    private static final Field<String> NAME = DSL.field(DSL.name("name"), SQLDataType.CLOB);
    private static final Field<String> FILE_HASH = DSL.field(DSL.name("file_hash"), SQLDataType.VARCHAR);
    private static final Field<String> CHECKSUM = DSL.field(DSL.name("checksum"), SQLDataType.VARCHAR);

    @Test
    void sendsWhatJooqRenders() {
        for (SQLDialect dialect : List.of(SQLDialect.MYSQL, SQLDialect.MARIADB)) {
            DSLContext jooq = DSL.using(dialect);
            MySqlServer server = dialect == SQLDialect.MYSQL ? Scripts.MYSQL : Scripts.MARIADB;
            MySqlSpelling spelling = new MySqlSpelling("z`oo", server::literal, false);
            HistoryStatements statements = MySqlAppliedLog.statements(spelling, new HistoryTable(null, "applied"));
            readsWithWhatJooqRenders(jooq, dialect == SQLDialect.MARIADB);
            writesWithWhatJooqRenders(jooq, statements);
            writesAWholeRowWithWhatJooqRenders(jooq, statements);
            changesWithWhatJooqRenders(jooq, statements);
            keepsFilesWithWhatJooqRenders(jooq, statements);
            assertEquals(
                    jooq.renderInlined(jooq.select(
                            DSL.function("get_lock", Integer.class, DSL.inline("migri:a.b"), DSL.inline(0)))),
                    MySqlLock.tryStatement("migri:a.b"));
        }
    }

    private static void readsWithWhatJooqRenders(DSLContext jooq, boolean mariaDb) {
        Table<?> history = DSL.table(DSL.name("appl`ied"));
        Table<?> server =
                jooq.select(DSL.field("utc_timestamp(6)").as("read_at")).asTable("server");
        String all = jooq.renderInlined(jooq.select(history.asterisk(), DSL.field(DSL.name("server", "read_at")))
                .from(server)
                .leftJoin(history)
                .on(DSL.trueCondition())
                .orderBy(DSL.field(DSL.name("id"))));
        assertEquals(
                MySqlUnlimited.unlimited(all.substring("select ".length()), mariaDb),
                MySqlHistoryReading.select(new HistoryTable(null, "appl`ied"), mariaDb));
    }

    private static void writesWithWhatJooqRenders(DSLContext jooq, HistoryStatements statements) {
        for (LocalDateTime date :
                List.of(TIME, TIME.withNano(0), TIME.withSecond(0).withNano(0))) {
            assertEquals(
                    jooq.renderInlined(jooq.insertInto(HISTORY, DATE, NAME).values(date, "0001_initial")),
                    statements.insertPlain(
                            new AppliedMigration("0001_initial", Optional.of(date.toInstant(ZoneOffset.UTC)))));
        }
    }

    private static void writesAWholeRowWithWhatJooqRenders(DSLContext jooq, HistoryStatements statements) {
        assertEquals(
                rendered(jooq, null, null, DSL.inline((Long) null, SQLDataType.BIGINT)),
                statements.insertMarked(new AppliedMigration("0001_initial", Optional.of(THEN))));
        Field<Long> since = DSL.field(
                "timestampdiff(microsecond, {0}, utc_timestamp(6)) div 1000",
                Long.class, DSL.inline(TIME.plusSeconds(61)));
        assertEquals(
                rendered(jooq, "0a", "1b", DSL.greatest(DSL.inline(0L), since)),
                statements.insertTimed(WHOLE, Duration.ofSeconds(61)));
    }

    private static String rendered(
            DSLContext jooq, @Nullable String file, @Nullable String tokens, Field<Long> milliseconds) {
        return jooq.renderInlined(jooq.insertInto(
                        HISTORY,
                        DATE,
                        NAME,
                        FILE_HASH,
                        CHECKSUM,
                        DSL.field(DSL.name("duration_ms"), Long.class),
                        DSL.field(DSL.name("applied_by"), String.class))
                .values(
                        DSL.inline(TIME),
                        DSL.inline("0001_initial"),
                        DSL.inline(file, SQLDataType.VARCHAR),
                        DSL.inline(tokens, SQLDataType.VARCHAR),
                        milliseconds,
                        DSL.left(DSL.field("user()", String.class), DSL.inline(255))));
    }

    private static void changesWithWhatJooqRenders(DSLContext jooq, HistoryStatements statements) {
        Condition named = DSL.field("cast(convert({0} using utf8mb4) as binary)", byte[].class, NAME)
                .eq("0001_initial".getBytes(StandardCharsets.UTF_8));
        assertEquals(
                jooq.renderInlined(jooq.update(HISTORY)
                        .set(FILE_HASH, "0a")
                        .set(CHECKSUM, "1b")
                        .where(named)
                        .limit(Integer.MAX_VALUE)),
                statements.update(WHOLE));
        assertEquals(
                jooq.renderInlined(jooq.deleteFrom(HISTORY).where(named).limit(Integer.MAX_VALUE)),
                statements.delete("0001_initial"));
    }

    private static void keepsFilesWithWhatJooqRenders(DSLContext jooq, HistoryStatements statements) {
        Table<?> source = DSL.table(DSL.name("z`oo", "applied_migri_source"));
        Field<String> history = DSL.field(DSL.name("history"), SQLDataType.VARCHAR);
        Field<String> kind = DSL.field(DSL.name("kind"), SQLDataType.VARCHAR);
        Field<byte[]> content = DSL.field(DSL.name("content"), SQLDataType.BLOB);
        byte[] bytes = {0, -1, 0x27};
        assertEquals(
                jooq.renderInlined(jooq.insertInto(source, history, NAME, kind, content)
                        .values("applied", "0001_initial", "sql", bytes)),
                statements.insertSource(
                        "0001_initial", MySqlAppliedLog.fitting(new StoredScript("sql", bytes), 1 << 20)));
        for (StoredScript tooLarge :
                List.of(new StoredScript("sql", new byte[0]), new StoredScript("sql", new byte[1 << 19]))) {
            assertTrue(statements
                    .insertSource("0001", MySqlAppliedLog.fitting(tooLarge, 1 << 20))
                    .endsWith("'sql', null)"));
        }
        Condition same = history.eq("applied").and(NAME.eq("0001_initial"));
        assertEquals(jooq.renderInlined(jooq.deleteFrom(source).where(same)), statements.deleteSource("0001_initial"));
        assertEquals(
                jooq.renderInlined(jooq.select(kind, content).from(source).where(same)),
                statements.selectSource("0001_initial"));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void notesDownWhatJooqRenders(Database database) throws SQLException {
        boolean mariaDb = database.engine() == Engine.MARIADB;
        DSLContext jooq = DSL.using(mariaDb ? SQLDialect.MARIADB : SQLDialect.MYSQL);
        String hash = "0123456789abcdef".repeat(4);
        JournalEntry entry = new JournalEntry("0001_initial", 2, 5, hash, List.of("first"), null);
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            MySqlFacts facts = new MySqlFacts(connection, null);
            MySqlJournal journal = new MySqlJournal(facts, new MySqlLexer(facts), new HistoryTable(null, "jour`nal"));
            Table<?> table = DSL.table(DSL.name(database.name(), "jour`nal_migri_journal"));
            Condition own = text("migration").eq("0001_initial");
            Condition same = own.and(number("first_ordinal").eq(2));
            Field<Integer> connectionId = DSL.field("connection_id()", Integer.class);
            Field<String> now = DSL.field("utc_timestamp(6)", String.class);
            assertEquals(
                    jooq.renderInlined(jooq.insertInto(
                                    table,
                                    text("migration"),
                                    number("first_ordinal"),
                                    number("through_ordinal"),
                                    text("prefix_hash"),
                                    text("statements"),
                                    text("state"),
                                    text("doubtful"),
                                    text("objects_before"),
                                    number("connection_id"),
                                    text("noted_at"),
                                    number("format"))
                            .values(
                                    DSL.inline("0001_initial"),
                                    DSL.inline(2),
                                    DSL.inline(5),
                                    DSL.inline(hash),
                                    DSL.inline("first"),
                                    DSL.inline("done"),
                                    DSL.inline((String) null),
                                    DSL.inline((String) null),
                                    connectionId,
                                    now,
                                    DSL.inline(JournalEntry.FORMAT))),
                    journal.notes().add(entry).get(0));
            assertEquals(
                    jooq.renderInlined(jooq.update(table)
                            .set(number("through_ordinal"), 5)
                            .set(text("prefix_hash"), hash)
                            .set(text("statements"), "first")
                            .set(text("state"), "done")
                            .setNull(text("doubtful"))
                            .setNull(text("objects_before"))
                            .set(number("connection_id"), connectionId)
                            .set(text("noted_at"), now)
                            .set(number("format"), JournalEntry.FORMAT)
                            .where(same)),
                    journal.notes().confirm(entry).get(0));
            assertEquals(
                    jooq.renderInlined(jooq.deleteFrom(table).where(same)),
                    journal.notes().withdraw(entry).get(0));
            assertEquals(
                    jooq.renderInlined(jooq.deleteFrom(table).where(own)),
                    journal.notes().forget("0001_initial").get(0));
        }
    }

    private static Field<String> text(String name) {
        return DSL.field(DSL.name(name), String.class);
    }

    private static Field<Integer> number(String name) {
        return DSL.field(DSL.name(name), Integer.class);
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void createsTheTableOfThePythonToolWithMoreColumns(Database database) throws SQLException {
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            new MySqlDialect()
                    .session(connection)
                    .history()
                    .log(new HistoryTable(null, "ours"))
                    .prepare();
            database.execute(
                    "CREATE TABLE theirs (id integer NOT NULL AUTO_INCREMENT, date_applied datetime(6) NOT NULL,"
                            + " name text NOT NULL, PRIMARY KEY (id)) ENGINE=InnoDB");
            new MySqlDialect()
                    .session(connection)
                    .history()
                    .log(new HistoryTable(null, "theirs"))
                    .prepare();
            assertEquals(definition(connection, "theirs").replace("theirs", "ours"), definition(connection, "ours"));
            database.execute("ALTER TABLE theirs DROP COLUMN file_hash, DROP COLUMN duration_ms");
            new MySqlDialect()
                    .session(connection)
                    .history()
                    .log(new HistoryTable(null, "theirs"))
                    .prepare();
            String definition = definition(connection, "theirs");
            assertTrue(definition.contains("`file_hash` varchar(64)"), definition);
            assertTrue(definition.contains("`duration_ms` bigint"), definition);
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void goesOnWithATableThatItMayNotAlter(Database database) throws SQLException {
        database.execute(
                LegacyHistory.autoIncrement().definition(),
                "DROP USER IF EXISTS migri_guest@'%'",
                "CREATE USER migri_guest@'%' IDENTIFIED BY 'secret'",
                "GRANT SELECT, INSERT ON " + database.name() + ".applied_migration TO migri_guest@'%'");
        ConnectionConfig guest = ConnectionConfig.builder(database.name())
                .host(database.host())
                .port(database.port())
                .user("migri_guest")
                .password(Secret.of("secret"))
                .build();
        try (Connection connection = new MySqlDialect().connect(guest)) {
            DialectSession session = new MySqlDialect().session(connection);
            AppliedLog log = session.history().log(HistoryTable.USUAL);
            log.prepare();
            assertFalse(log.complete());
            session.wire().execute(log.append(WHOLE, new StoredScript("sql", new byte[] {1})));
            assertEquals(
                    List.of("0001_initial"),
                    log.read().orElseThrow().stream()
                            .map(AppliedMigration::name)
                            .toList());
        } finally {
            database.execute("DROP USER migri_guest@'%'");
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void goesOnWithATableThatOthersUseForLong(Database database) throws SQLException {
        database.execute(LegacyHistory.autoIncrement().definition());
        try (Connection connection = new MySqlDialect().connect(database.config());
                Connection other = new MySqlDialect().connect(database.config())) {
            DialectSession session = new MySqlDialect().session(connection);
            session.wire().execute(List.of("SET lock_wait_timeout = 77"));
            new MySqlDialect()
                    .session(other)
                    .wire()
                    .execute(List.of("START TRANSACTION", "SELECT * FROM applied_migration"));
            AppliedLog log = session.history().log(HistoryTable.USUAL);
            log.prepare();
            assertFalse(log.complete());
            new MySqlDialect().session(other).wire().execute(List.of("COMMIT"));
            log.prepare();
            assertTrue(log.complete());
            assertEquals(
                    "77",
                    MySqlConnection.text(connection, "SELECT @@lock_wait_timeout")
                            .orElseThrow());
        }
    }

    private static String definition(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW CREATE TABLE " + table)) {
            row.next();
            return row.getString(2);
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void loadsNoJooqAndPrintsNothing(Database database) throws IOException, SQLException, InterruptedException {
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            new MySqlDialect()
                    .session(connection)
                    .history()
                    .log(HistoryTable.USUAL)
                    .prepare();
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                HotPath.class.getName(),
                database.host(),
                String.valueOf(database.port()),
                database.name(),
                database.user()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.outputWriter().append(database.password()).append('\n').close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> output.replaceAll("(?m)^.*class,load.*\n", ""));
        assertTrue(output.contains("io.migri.dialect.mysql.wire.MySqlBatch "), "the log of loaded classes is missing");
        assertFalse(output.contains("io.migri.jooq"), "jOOQ was loaded");
        assertEquals("", output.replaceAll("(?m)^\\[.*class,load.*\n", ""), "something was printed");
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void sendsOneQueryWhileConnecting(Database database) throws IOException, SQLException {
        try (TcpProxy proxy = TcpProxy.to(database.host(), database.port());
                Connection connection = new MySqlDialect()
                        .connect(database.through(proxy.port()).config())) {
            int handshake = proxy.roundTrips();
            assertTrue(connection.getAutoCommit());
            // The greeting is answered with the password, which may take a second round; then the driver asks for
            // variables.
            assertTrue(handshake <= 4, () -> handshake + " round trips");
        }
    }
}
