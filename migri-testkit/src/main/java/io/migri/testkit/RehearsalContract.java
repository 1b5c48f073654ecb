package io.migri.testkit;

import static io.migri.testkit.Subject.animals;
import static io.migri.testkit.Subject.execute;
import static io.migri.testkit.Subject.insert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.AppliedMigration;
import io.migri.api.DatabaseError;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.rehearsal.InTransaction;
import io.migri.spi.rehearsal.OnCopy;
import io.migri.spi.rehearsal.Rehearsal;
import io.migri.spi.rehearsal.RehearsalRequest;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.wire.StatementFailedException;
import io.migri.spi.wire.TransactionSyntax;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a {@link Rehearsal} owes: to be like the real thing, and to leave nothing behind. Or to be refused with the reason. */
public abstract class RehearsalContract {
    private static final String PLANT = "CREATE TABLE plant (id integer PRIMARY KEY)";

    private final DialectFixture fixture;
    private final Subject subject;

    protected RehearsalContract(DialectFixture fixture) {
        this.fixture = fixture;
        this.subject = new Subject(fixture);
    }

    @AfterEach
    void closeAll() throws Exception {
        subject.close();
    }

    @Test
    void undoesWhatWasDone() throws SQLException {
        rehearse(rehearsal -> {
            DialectSession session = rehearsal.session();
            execute(
                    session,
                    PLANT,
                    "INSERT INTO plant VALUES (1)",
                    insert(2),
                    "ALTER TABLE animal ADD COLUMN legs integer");
            execute(session, "UPDATE animal SET legs = 4");
            assertEquals("4", Subject.text(session, "SELECT max(legs) FROM animal"));
        });
    }

    @Test
    void undoesWhatWasCommittedWhereThatIsAllowed() throws SQLException {
        rehearse(rehearsal -> {
            TransactionSyntax syntax = rehearsal.session().wire().syntax();
            if (rehearsal instanceof InTransaction<DialectSession> transaction) {
                execute(rehearsal.session(), syntax.savepoint(), PLANT, insert(2));
                rehearsal.session().wire().execute(transaction.commitChecks());
                execute(rehearsal.session(), syntax.releaseSavepoint());
            } else {
                execute(rehearsal.session(), syntax.begin(), PLANT, insert(2), syntax.commit());
            }
        });
    }

    @Test
    void undoesWhatCameBeforeAFailure() throws SQLException {
        rehearse(rehearsal -> {
            execute(rehearsal.session(), PLANT, insert(2));
            assertThrows(
                    StatementFailedException.class,
                    () -> execute(rehearsal.session(), "INSERT INTO nowhere VALUES (1)"));
        });
    }

    @Test
    void showsNobodyElseWhatIsDone() throws SQLException {
        DialectSession witness = subject.open();
        rehearse(rehearsal -> {
            execute(rehearsal.session(), insert(2));
            assertEquals("1", animals(witness));
        });
    }

    @Test
    void keepsAHistoryOfItsOwn() throws SQLException {
        rehearse(rehearsal -> {
            AppliedLog log = rehearsal.session().history().log(HistoryTable.USUAL);
            log.prepare();
            AppliedMigration entry = new AppliedMigration("0001_initial", Optional.of(Instant.EPOCH));
            rehearsal.session().wire().execute(log.append(entry));
            assertEquals(
                    List.of(entry.name()),
                    log.read().orElseThrow().stream()
                            .map(AppliedMigration::name)
                            .toList());
        });
        assertEquals(
                Optional.empty(),
                subject.open().history().log(HistoryTable.USUAL).read());
    }

    @Test
    void hasTheRowsAndTheForeignKeysOfTheRealThing() throws SQLException {
        DialectSession session = subject.open();
        execute(
                session,
                "CREATE TABLE keeper (id integer PRIMARY KEY)",
                "CREATE TABLE cage (id integer PRIMARY KEY, keeper integer, FOREIGN KEY (keeper) REFERENCES keeper (id))",
                "INSERT INTO keeper VALUES (7)",
                "INSERT INTO cage VALUES (1, 7)");
        boolean enforced = refuses(session, "INSERT INTO cage VALUES (3, 8)");
        execute(session, "DELETE FROM cage WHERE id = 3");
        rehearse(rehearsal -> {
            DialectSession stage = rehearsal.session();
            assertEquals("7", Subject.text(stage, "SELECT keeper FROM cage"));
            execute(stage, "INSERT INTO cage VALUES (2, 7)");
            assertEquals(enforced, refuses(stage, "INSERT INTO cage VALUES (3, 8)"));
        });
        assertEquals("1", Subject.text(session, "SELECT count(*) FROM cage"));
    }

    @Test
    void hasViewsThatShowWhatItDoes() throws SQLException {
        DialectSession session = subject.open();
        execute(
                session,
                "CREATE TABLE cage (id integer PRIMARY KEY)",
                "CREATE VIEW a_cage AS SELECT id FROM cage",
                "CREATE VIEW every_cage AS SELECT id FROM a_cage",
                "INSERT INTO cage VALUES (1)");
        rehearse(rehearsal -> {
            execute(rehearsal.session(), "INSERT INTO cage VALUES (2)");
            assertEquals("2", Subject.text(rehearsal.session(), "SELECT count(*) FROM every_cage"));
        });
        assertEquals("1", Subject.text(session, "SELECT count(*) FROM every_cage"));
    }

    @Test
    void goesOnAfterTheHistoryOfTheRealThing() throws SQLException {
        DialectSession session = subject.open();
        AppliedLog real = session.history().log(HistoryTable.USUAL);
        real.prepare();
        session.wire().execute(real.append(new AppliedMigration("0001_initial", Optional.of(Instant.EPOCH))));
        Optional<List<AppliedMigration>> history = real.read();
        rehearse(rehearsal -> {
            AppliedLog log = rehearsal.session().history().log(HistoryTable.USUAL);
            assertEquals(history, log.read());
        });
        assertEquals(1, history.orElseThrow().size());
        assertEquals(history, real.read());
    }

    /** The user is told before anything runs, or when the statement's turn comes, and not by the damage. */
    @Test
    void refusesWhatReachesBeyondIt() throws SQLException {
        assertEquals(
                subject.lacks(Limitation.NO_REHEARSAL),
                fixture.beyondRehearsal().isEmpty());
        rehearse(rehearsal -> {
            for (String script : fixture.beyondRehearsal()) {
                List<SqlStatement> statements = Subject.read(rehearsal.session(), script);
                assertEquals(1, statements.size(), script);
                Optional<String> reason = refusal(rehearsal, statements.get(0));
                assertTrue(reason.filter(text -> !text.isBlank()).isPresent(), () -> "not refused: " + script);
            }
        });
    }

    @Test
    void refusesNothingThatAMigrationMayDo() throws SQLException {
        rehearse(rehearsal -> {
            for (String script : List.of(PLANT, insert(2), "UPDATE animal SET name = 'x'", "DELETE FROM animal")) {
                SqlStatement statement =
                        Subject.read(rehearsal.session(), script).get(0);
                assertEquals(Optional.empty(), refusal(rehearsal, statement), script);
            }
        });
    }

    private static Optional<String> refusal(Rehearsal<DialectSession> rehearsal, SqlStatement statement) {
        if (rehearsal instanceof InTransaction<DialectSession> transaction) {
            return transaction.beyondRollback(statement);
        }
        return ((OnCopy<DialectSession>) rehearsal)
                .restriction()
                .flatMap(restriction -> restriction.refusal(statement));
    }

    @Test
    void anotherCanBeOpenedOnceItIsClosed() throws SQLException {
        for (int id = 2; id < 4; id++) {
            String row = insert(id);
            rehearse(rehearsal -> execute(rehearsal.session(), row));
            execute(subject.open(), "DROP TABLE animal");
        }
    }

    @Test
    void readsScriptsAsTheRealThingDoes() throws SQLException {
        rehearse(rehearsal -> {
            String script = "SELECT ';'; BEGIN; " + PLANT + "; COMMIT;";
            assertEquals(
                    Subject.read(subject.open(), script).stream()
                            .map(SqlStatement::effect)
                            .toList(),
                    Subject.read(rehearsal.session(), script).stream()
                            .map(SqlStatement::effect)
                            .toList());
        });
    }

    @Test
    void tellsOfFailuresAsTheRealThingDoes() throws SQLException {
        rehearse(rehearsal -> {
            StatementFailedException failure = assertThrows(
                    StatementFailedException.class, () -> execute(rehearsal.session(), insert(5), insert(1)));
            assertEquals(1, failure.index());
            assertEquals(
                    DatabaseError.Kind.STATEMENT,
                    subject.explain(failure, insert(1)).kind());
        });
    }

    /** Rehearses {@code migration} on a database that has animal 1, and asserts that this is all that is there afterwards. */
    private void rehearse(Rehearsed migration) throws SQLException {
        DialectSession session = subject.open();
        execute(session, Subject.ANIMAL, insert(1));
        if (subject.lacks(Limitation.NO_REHEARSAL)) {
            MigriException refusal = assertThrows(
                    MigriException.class, () -> session.rehearsals().open());
            assertEquals(ErrorCode.DRY_RUN_UNSUPPORTED, refusal.code());
            assertFalse(String.valueOf(refusal.getMessage()).isBlank());
        } else {
            try (Rehearsal<DialectSession> rehearsal =
                    session.rehearsals().open(RehearsalRequest.quiet(HistoryTable.USUAL))) {
                rehearsal.begin();
                migration.run(rehearsal);
            }
        }
        assertUntouched(session);
        assertUntouched(subject.open());
    }

    private static boolean refuses(DialectSession session, String statement) {
        try {
            execute(session, statement);
            return false;
        } catch (StatementFailedException e) {
            return true;
        }
    }

    private static void assertUntouched(DialectSession session) throws SQLException {
        assertEquals("1", animals(session));
        assertEquals("1", Subject.text(session, "SELECT count(*) FROM animal"));
        assertThrows(SQLException.class, () -> Subject.text(session, "SELECT count(*) FROM plant"));
        assertThrows(SQLException.class, () -> Subject.text(session, "SELECT legs FROM animal"));
        assertTrue(session.connection().getAutoCommit());
    }

    /** What happens in a rehearsal. */
    @FunctionalInterface
    private interface Rehearsed {
        void run(Rehearsal<DialectSession> rehearsal) throws SQLException;
    }
}
