package io.migri.dialect.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.spi.JournalEntry;
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
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

final class MySqlHotPathTest {
    private static final LocalDateTime DATE = LocalDateTime.of(2022, 2, 20, 10, 11, 12, 131_415_000);

    @Test
    void sendsWhatJooqRenders() {
        MySqlAppliedTable.silence();
        for (SQLDialect dialect : List.of(SQLDialect.MYSQL, SQLDialect.MARIADB)) {
            DSLContext jooq = DSL.using(dialect);
            MySqlServer server = dialect == SQLDialect.MYSQL ? Scripts.MYSQL : Scripts.MARIADB;
            assertEquals(
                    jooq.renderInlined(
                            jooq.selectFrom(DSL.table(DSL.name("appl`ied"))).orderBy(DSL.field(DSL.name("id")))),
                    MySqlAppliedLog.selectStatement("appl`ied"));
            for (LocalDateTime date :
                    List.of(DATE, DATE.withNano(0), DATE.withSecond(0).withNano(0))) {
                assertEquals(
                        jooq.renderInlined(jooq.insertInto(
                                        DSL.table(DSL.name("z`oo", "applied")),
                                        DSL.field(DSL.name("date_applied"), SQLDataType.LOCALDATETIME),
                                        DSL.field(DSL.name("name"), SQLDataType.CLOB))
                                .values(date, "0001_initial")),
                        MySqlAppliedLog.insertStatement("z`oo", "applied", server.literal(date), "0001_initial"));
            }
            assertEquals(
                    jooq.renderInlined(jooq.select(
                            DSL.function("get_lock", Integer.class, DSL.inline("migri:a.b"), DSL.inline(0)))),
                    MySqlLock.tryStatement("migri:a.b"));
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void notesDownWhatJooqRenders(Database database) throws SQLException {
        MySqlAppliedTable.silence();
        boolean mariaDb = database.engine() == Engine.MARIADB;
        DSLContext jooq = DSL.using(mariaDb ? SQLDialect.MARIADB : SQLDialect.MYSQL);
        String hash = "0123456789abcdef".repeat(4);
        JournalEntry entry = new JournalEntry("0001_initial", 2, 5, hash, List.of("first"), null);
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            MySqlJournal journal = new MySqlJournal(new MySqlSession(connection), "jour`nal", mariaDb);
            Table<?> table = DSL.table(DSL.name(database.name(), "jour`nal"));
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
                                    text("noted_at"))
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
                                    now)),
                    journal.done(entry).get(0));
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
                            .where(same)),
                    journal.confirm(entry).get(0));
            assertEquals(
                    jooq.renderInlined(jooq.deleteFrom(table).where(same)),
                    journal.withdraw(entry).get(0));
            assertEquals(
                    jooq.renderInlined(jooq.deleteFrom(table).where(own)),
                    journal.forget("0001_initial").get(0));
        }
    }

    private static Field<String> text(String name) {
        return DSL.field(DSL.name(name), String.class);
    }

    private static Field<Integer> number(String name) {
        return DSL.field(DSL.name(name), Integer.class);
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void createsTheTableOfThePythonTool(Database database) throws SQLException {
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            new MySqlDialect().session(connection).appliedLog("ours").prepare();
            database.execute(
                    "CREATE TABLE theirs (id integer NOT NULL AUTO_INCREMENT, date_applied datetime(6) NOT NULL,"
                            + " name text NOT NULL, PRIMARY KEY (id)) ENGINE=InnoDB");
            assertEquals(definition(connection, "theirs").replace("theirs", "ours"), definition(connection, "ours"));
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
                    .appliedLog("applied_migration")
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
        assertTrue(output.contains("io.migri.dialect.mysql.MySqlBatch "), "the log of loaded classes is missing");
        assertFalse(output.contains("org.jooq"), "jOOQ was loaded");
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
