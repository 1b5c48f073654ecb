package io.migri.dialect.postgresql.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.dialect.postgresql.PostgresqlDialect;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.RecoveryJournal;
import io.migri.spi.history.StoredScript;
import io.migri.spi.lock.MigrationLock;
import io.migri.spi.probe.ProbeRequest;
import io.migri.spi.probe.StatementProbe;
import io.migri.spi.rehearsal.InTransaction;
import io.migri.spi.rehearsal.Rehearsal;
import io.migri.spi.rehearsal.RehearsalRequest;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import io.migri.spi.wire.StatementFailedException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose code and whose rows Migri lets near its statements. */
final class PostgresqlTrustTest {
    private static final String PASSWORD = "migri-test";
    private static final AppliedMigration FIRST = new AppliedMigration("0001_first", Optional.of(Instant.EPOCH));
    private static final String[] OPERATORS = {
        "=", "<>", "<", ">", "<=", ">=", "+", "-", "*", "/", "||", "&", "#", ">>", "~", "!~", "~~", "!~~"
    };
    private static final String[] TYPES = {
        "oid", "text", "name", "regclass", "int4", "int8", "bool", "\"char\"", "timestamptz"
    };

    private final PostgresqlDialect dialect = new PostgresqlDialect();
    private final Database database;
    private final Connection connection;
    private final DialectSession session;

    PostgresqlTrustTest(@TestDatabase(Engine.POSTGRESQL) Database database) throws SQLException {
        this.database = database;
        this.connection = dialect.connect(database.config());
        this.session = dialect.session(connection);
    }

    @BeforeEach
    void makeRoles() throws SQLException {
        database.execute(
                "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'migri_evil') THEN"
                        + " CREATE ROLE migri_evil LOGIN PASSWORD '" + PASSWORD + "'; END IF; END $$",
                "GRANT ALL ON SCHEMA public TO migri_evil");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void anOrdinaryTableOfSomebodyElseIsAHistory() throws SQLException {
        session.history().log(HistoryTable.USUAL).prepare();
        database.execute(
                "ALTER TABLE applied_migration OWNER TO migri_evil", "ALTER TABLE migri_source OWNER TO migri_evil");
        AppliedLog log = session.history().log(HistoryTable.USUAL);
        assertEquals(Optional.of(List.of()), log.read());
        commit(log.append(FIRST, new StoredScript("sql", new byte[] {1})));
        assertEquals(1, log.read().orElseThrow().size());
        List<String> append = log.append(new AppliedMigration("0002", Optional.of(Instant.EPOCH)));
        database.execute(
                "CREATE FUNCTION take() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN CREATE TABLE taken (id int); RETURN NEW; END'",
                "CREATE TRIGGER take BEFORE INSERT ON applied_migration FOR EACH ROW EXECUTE FUNCTION take()");
        assertThrows(StatementFailedException.class, () -> commit(append), "it is looked at again before the row");
        session.wire().execute(List.of("ROLLBACK"));
        assertEquals(null, text("SELECT to_regclass('taken')"));
    }

    @Test
    void foreignCodeIsRefusedBeforeItRuns() throws SQLException {
        database.execute("CREATE FUNCTION take() RETURNS int LANGUAGE plpgsql AS"
                + " 'BEGIN CREATE TABLE taken (id int); RETURN 1; END'");
        String columns = "(id serial PRIMARY KEY, date_applied timestamptz NOT NULL, name text NOT NULL)";
        for (String[] made : new String[][] {
            {
                "no ordinary table",
                "CREATE VIEW applied_migration AS SELECT take() AS id, now() AS date_applied, 'x' AS name"
            },
            {
                "trigger",
                "CREATE TABLE applied_migration " + columns,
                "CREATE FUNCTION fire() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
                "CREATE TRIGGER t BEFORE INSERT ON applied_migration FOR EACH ROW EXECUTE FUNCTION fire()"
            },
            {
                "rule",
                "CREATE TABLE applied_migration " + columns,
                "CREATE RULE r AS ON INSERT TO applied_migration DO INSTEAD NOTHING"
            },
            {"default", "CREATE TABLE applied_migration (id int DEFAULT take(), date_applied timestamptz, name text)"},
            {
                "constraint",
                "CREATE TABLE applied_migration (id int CHECK (take() > 0), date_applied timestamptz, name text)"
            },
            {
                "inherit",
                "CREATE TABLE applied_migration " + columns,
                "CREATE TABLE child () INHERITS (applied_migration)"
            },
            {
                "type",
                "CREATE DOMAIN d AS text",
                "CREATE TABLE applied_migration (id int, date_applied timestamptz, name d)"
            },
            {"index", "CREATE TABLE applied_migration " + columns, "CREATE INDEX ON applied_migration (lower(name))"},
            {"policy", "CREATE TABLE applied_migration " + columns, "CREATE POLICY p ON applied_migration"},
        }) {
            List<String> statements = new ArrayList<>(List.of(made).subList(1, made.length));
            statements.add("ALTER TABLE applied_migration OWNER TO migri_evil");
            database.execute(statements.toArray(String[]::new));
            MigriException refusal = assertThrows(
                    MigriException.class,
                    () -> dialect.session(connection)
                            .history()
                            .log(HistoryTable.USUAL)
                            .read(),
                    made[0]);
            assertEquals(ErrorCode.HISTORY_UNUSABLE, refusal.code());
            String message = String.valueOf(refusal.getMessage());
            assertTrue(message.contains("migri_evil") && message.contains(made[0]), message);
            assertEquals(null, text("SELECT to_regclass('taken')"));
            database.execute(
                    "DROP " + (made[0].startsWith("no") ? "VIEW" : "TABLE") + " applied_migration CASCADE",
                    "DROP DOMAIN IF EXISTS d");
        }
    }

    @Test
    void rowsThatAreHiddenAreNoPendingMigrations() throws SQLException {
        session.history().log(HistoryTable.USUAL).prepare();
        database.execute(
                "GRANT ALL ON ALL TABLES IN SCHEMA public TO migri_evil",
                "ALTER TABLE applied_migration ENABLE ROW LEVEL SECURITY");
        try (Connection other =
                dialect.connect(database.withUser("migri_evil", PASSWORD).config())) {
            MigriException refusal = assertThrows(MigriException.class, () -> dialect.session(other)
                    .history()
                    .log(HistoryTable.USUAL)
                    .read());
            assertTrue(String.valueOf(refusal.getMessage()).contains("row level security"), refusal::getMessage);
        }
        assertEquals(
                Optional.of(List.of()),
                session.history().log(HistoryTable.USUAL).read(),
                "its owner sees all");
    }

    @Test
    void aRowThatIsSwallowedIsNotTakenForWritten() throws SQLException {
        session.history().log(HistoryTable.USUAL).prepare();
        database.execute("CREATE RULE r AS ON INSERT TO applied_migration DO INSTEAD NOTHING");
        AppliedLog log = session.history().log(HistoryTable.USUAL);
        log.read();
        StatementFailedException failure =
                assertThrows(StatementFailedException.class, () -> commit(log.append(FIRST)));
        String statement = log.append(FIRST).get(failure.index() - 1);
        assertTrue(dialect.explain(StatementFailedException.unwrap(failure), statement)
                .hint()
                .orElse("")
                .contains("a rule or a trigger"));
    }

    @Test
    void theRowIsWrittenOnlyOnceAndWithTheLock() throws SQLException {
        AppliedLog log = session.history().log(HistoryTable.USUAL);
        MigrationLock lock = session.locks().tryLock(HistoryTable.USUAL).orElseThrow();
        log.prepare();
        log.read();
        for (String begin : new String[] {"BEGIN", "BEGIN ISOLATION LEVEL SERIALIZABLE"}) {
            session.wire().execute(List.of(begin));
            session.wire().execute(lock.guard());
            session.wire().execute(log.absent("0001_first"));
            session.wire().execute(List.of("ROLLBACK"));
        }
        commit(log.append(FIRST));
        assertThrows(StatementFailedException.class, () -> session.wire().execute(log.absent("0001_first")));
        session.wire().execute(log.absent("0002"));
        session.wire().execute(List.of("SELECT pg_advisory_unlock_all()"));
        session.wire().execute(lock.guard());
        assertThrows(StatementFailedException.class, () -> session.wire().execute(inSnapshot(lock)));
        session.wire().execute(List.of("ROLLBACK"));
        try (Connection other = dialect.connect(database.config())) {
            assertTrue(
                    dialect.session(other).locks().tryLock(HistoryTable.USUAL).isPresent());
            assertThrows(StatementFailedException.class, () -> session.wire().execute(lock.guard()));
        }
    }

    @Test
    void ownRowsAreNotLookedThroughAgainAndAgain() throws SQLException {
        AppliedLog log = session.history().log(HistoryTable.USUAL);
        log.prepare();
        log.read();
        String before = log.absent("x").get(0);
        for (int i = 0; i < 200; i++) {
            AppliedMigration one = new AppliedMigration("m" + i, Optional.of(Instant.EPOCH));
            session.wire().execute(log.append(one));
            log.appended(one);
        }
        assertEquals(before.replace(") 0 and", ") 200 and"), log.absent("x").get(0));
    }

    @Test
    void whatIsKeptIsForTheOwnerAlone() throws SQLException {
        database.execute(
                "ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO migri_evil",
                "ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO PUBLIC");
        try {
            session.history().log(HistoryTable.USUAL).prepare();
            session.history().journal(HistoryTable.USUAL).orElseThrow().prepare();
        } finally {
            database.execute(
                    "ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM migri_evil",
                    "ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM PUBLIC");
        }
        for (String table : new String[] {"migri_journal", "migri_source"}) {
            assertEquals(
                    "f",
                    text("SELECT has_table_privilege('migri_evil', '" + table
                            + "', 'select, insert, update, delete')"));
        }
        assertEquals("t", text("SELECT has_table_privilege('migri_evil', 'applied_migration', 'select')"));
        database.execute("GRANT SELECT ON migri_journal TO migri_evil");
        session.history().journal(HistoryTable.USUAL).orElseThrow().prepare();
        assertEquals(
                "t", text("SELECT has_table_privilege('migri_evil', 'migri_journal', 'select')"), "later grants stay");
        try (Connection other =
                dialect.connect(database.withUser("migri_evil", PASSWORD).config())) {
            MigriException refusal = assertThrows(MigriException.class, () -> dialect.session(other)
                    .history()
                    .journal(HistoryTable.USUAL)
                    .orElseThrow()
                    .read());
            assertEquals(ErrorCode.CONFIGURATION_INVALID, refusal.code());
            database.execute(
                    "GRANT SELECT, INSERT ON applied_migration TO migri_evil",
                    "GRANT ALL ON SEQUENCE applied_migration_id_seq TO migri_evil");
            AppliedLog log = dialect.session(other).history().log(HistoryTable.USUAL);
            log.read();
            assertEquals(
                    1,
                    log.append(FIRST, new StoredScript("sql", new byte[] {1})).size(),
                    "goes on without texts");
        }
    }

    @Test
    void aJournalOfAnEarlierVersionGainsItsFormat() throws SQLException {
        RecoveryJournal journal = session.history().journal(HistoryTable.USUAL).orElseThrow();
        journal.prepare();
        JournalEntry entry = new JournalEntry("a", 0, 1, "h", List.of("x"), null);
        session.wire().execute(journal.notes().add(entry));
        database.execute("ALTER TABLE migri_journal DROP COLUMN format");
        RecoveryJournal next = session.history().journal(HistoryTable.USUAL).orElseThrow();
        assertEquals(1, next.read().orElseThrow().get(0).format());
        database.execute(
                "CREATE SCHEMA first", "ALTER DATABASE \"" + database.name() + "\" SET search_path = first, public");
        next.prepare();
        session.wire().execute(next.notes().add(new JournalEntry("b", 0, 1, "h", List.of("x"), null)));
        session.wire().execute(next.notes().add(new JournalEntry("c", 0, 1, "h", List.of("x"), null)));
        assertEquals(
                List.of(1, 2, 2),
                next.read().orElseThrow().stream().map(JournalEntry::format).toList());
    }

    /** Everything that Migri can send, with somebody's operators and functions first on the path. */
    @Test
    void nobodyElsesOperatorsAndFunctionsAreCalled() throws SQLException {
        List<String> traps =
                new ArrayList<>(List.of("CREATE TABLE trapped (what text)", "GRANT ALL ON trapped TO PUBLIC"));
        for (String left : TYPES) {
            for (String right : TYPES) {
                String function = "trap_" + left.replace("\"", "") + "_" + right.replace("\"", "");
                traps.add("CREATE FUNCTION " + function + "(a " + left + ", b " + right
                        + ") RETURNS bool LANGUAGE plpgsql AS"
                        + " $$BEGIN RAISE EXCEPTION 'trapped by operator'; END$$");
                for (String operator : OPERATORS) {
                    traps.add("CREATE OPERATOR public." + operator + " (FUNCTION = " + function + ", LEFTARG = " + left
                            + ", RIGHTARG = " + right + ")");
                }
            }
        }
        for (String call : new String[] {
            "current_setting(text)", "set_config(text, text, bool)", "to_regclass(text)", "pg_backend_pid()",
                    "clock_timestamp()", "count(int)",
            "version()", "current_schema()", "current_database()", "quote_ident(text)", "host(inet)",
                    "pg_advisory_unlock(int8)",
            "format(text, text)", "string_agg(text, text)", "decode(text, text)", "date_part(text, interval)",
                    "has_table_privilege(oid, text)"
        }) {
            traps.add("CREATE FUNCTION public." + call
                    + " RETURNS text LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'trapped by function'; END$$");
        }
        traps.add("CREATE TABLE pg_class (oid int)");
        traps.add("CREATE TABLE pg_locks (pid int)");
        traps.add("CREATE DOMAIN int8 AS text CHECK (false)");
        traps.add("CREATE DOMAIN text AS pg_catalog.int4 CHECK (false)");
        database.execute(String.join("; ", traps));
        database.execute("ALTER DATABASE \"" + database.name() + "\" SET search_path = public, pg_catalog, pg_temp");
        try (Connection other = dialect.connect(database.config())) {
            everything(dialect.session(other));
        }
    }

    private static void everything(DialectSession session) throws SQLException {
        AppliedLog log = session.history().log(HistoryTable.USUAL);
        assertEquals(Optional.empty(), log.read());
        MigrationLock lock = session.locks().tryLock(HistoryTable.USUAL).orElseThrow();
        session.locks().holder(HistoryTable.USUAL);
        session.locks().blockersOf(1);
        session.locks().ownTimeout();
        session.watch().of(1);
        List<String> restore = session.state().restore();
        log.prepare();
        log.prepare();
        log.read();
        RecoveryJournal journal = session.history().journal(HistoryTable.USUAL).orElseThrow();
        journal.prepare();
        journal.read();
        for (String statement : new String[] {
            "CREATE INDEX CONCURRENTLY i ON migri_journal (migration)",
            "CREATE INDEX CONCURRENTLY ON migri_journal (migration)",
            "DROP INDEX CONCURRENTLY i",
            "REINDEX TABLE CONCURRENTLY migri_journal",
            "ALTER TABLE a DETACH PARTITION b CONCURRENTLY",
            "CREATE DATABASE x",
            "CREATE SUBSCRIPTION x",
            "CREATE TABLESPACE x"
        }) {
            JournalEntry entry =
                    new JournalEntry(statement, 0, 1, "h", List.of("x"), new JournalEntry.Doubt(statement, ""));
            session.wire().execute(List.of("BEGIN"));
            session.wire().execute(session.state().aside().before());
            session.wire().execute(journal.notes().add(entry));
            session.wire().execute(List.of("COMMIT"));
        }
        for (JournalEntry entry : journal.read().orElseThrow()) {
            journal.settle(Objects.requireNonNull(entry.doubt()));
            session.wire().execute(journal.notes().confirm(entry.done()));
            session.wire().execute(journal.notes().withdraw(entry));
            session.wire().execute(journal.notes().forget(entry.migration()));
        }
        List<String> row = new ArrayList<>(List.of("BEGIN"));
        row.addAll(session.state().beforeCommit());
        row.addAll(restore);
        row.addAll(lock.guard());
        row.addAll(log.absent("0001_first"));
        row.addAll(log.append(FIRST, new StoredScript("sql", new byte[] {1})));
        row.add("COMMIT");
        session.wire().execute(row);
        session.wire().execute(log.replace(FIRST, new StoredScript("sql", new byte[] {1})));
        log.script("0001_first");
        session.wire().execute(log.remove("0001_first"));
        session.examine(HistoryTable.USUAL);
        try (Rehearsal<DialectSession> rehearsal =
                session.rehearsals().open(RehearsalRequest.quiet(HistoryTable.USUAL))) {
            rehearsal.begin();
            InTransaction<DialectSession> transaction = (InTransaction<DialectSession>) rehearsal;
            transaction.plainForm(statement("REINDEX TABLE CONCURRENTLY migri_journal"));
            transaction.plainForm(statement("CREATE INDEX CONCURRENTLY ON migri_journal (migration)"));
            transaction.plainForm(statement("ALTER TABLE a DETACH PARTITION b CONCURRENTLY"));
            session.wire().execute(transaction.commitChecks());
            StatementProbe probe =
                    session.probe(new ProbeRequest(true, Set.of())).orElseThrow();
            probe.before("CREATE TABLE z (id serial)");
            probe.execute("CREATE TABLE z (id serial)");
            probe.after("CREATE TABLE z (id serial)");
        }
        session.locks().timeout(Duration.ofSeconds(1));
        lock.close();
    }

    private static SqlStatement statement(String text) {
        return new SqlStatement(0, text, 1, 1, TransactionEffect.REFUSES_IT);
    }

    private static List<String> inSnapshot(MigrationLock lock) {
        List<String> statements = new ArrayList<>(List.of("BEGIN ISOLATION LEVEL REPEATABLE READ"));
        statements.addAll(lock.guard());
        return statements;
    }

    private void commit(List<String> statements) throws StatementFailedException {
        List<String> all = new ArrayList<>(List.of("BEGIN"));
        all.addAll(statements);
        all.add("COMMIT");
        session.wire().execute(all);
    }

    private String text(String query) throws SQLException {
        try (Connection other = database.connect();
                Statement statement = other.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
