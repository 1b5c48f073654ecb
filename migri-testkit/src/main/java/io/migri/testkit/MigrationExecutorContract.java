package io.migri.testkit;

import static io.migri.testkit.Subject.animals;
import static io.migri.testkit.Subject.insert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.Migration;
import io.migri.spi.DialectSession;
import io.migri.spi.execution.MigrationExecutor;
import io.migri.spi.execution.PreparedMigration;
import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SqlStatement;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a {@link MigrationExecutor} owes: mistakes show before anything runs, running does what the file says, and a hash tells whether the file
 * says something else by now.
 */
public abstract class MigrationExecutorContract {
    private final DialectFixture fixture;
    private final Subject subject;
    private final AtomicInteger open = new AtomicInteger();

    /** @param fixture a database to migrate, of any kind */
    protected MigrationExecutorContract(DialectFixture fixture) {
        this.fixture = fixture;
        this.subject = new Subject(fixture);
    }

    protected abstract MigrationExecutor executor();

    /**
     * A script that executes these statements of SQL one after the other. Where scripts {@linkplain #addsRowsAlone add rows alone}, each is of
     * the form {@code INSERT INTO animal VALUES (1, 'animal 1')}, and the file is called as the table.
     */
    protected abstract String script(List<String> statements);

    /** Whether scripts of this kind can do nothing but add rows to a table. */
    protected boolean addsRowsAlone() {
        return false;
    }

    /** Scripts that cannot be understood. */
    protected abstract List<String> wrong();

    /** Pairs of scripts that say the same. Line ends and a byte order mark need not be among the differences. */
    protected abstract List<List<String>> alike();

    /** Pairs of scripts that look alike and say different things. */
    protected abstract List<List<String>> different();

    /** What users have set. */
    protected Map<String, String> settings() {
        return Map.of();
    }

    @AfterEach
    void closeAll() throws Exception {
        subject.close();
    }

    @Test
    void itsKindsAreExtensionsInLowerCase() {
        assertFalse(executor().kinds().isEmpty());
        executor().kinds().forEach(kind -> assertTrue(kind.matches("[a-z0-9]+"), kind));
    }

    @Test
    void toPrepareChangesNothing() throws Exception {
        DialectSession session = subject.openWithTable();
        try (ExecutedMigrations run = run(session)) {
            prepared(run, script(List.of(insert(1)))).check();
            assertFalse(session.wire().transactionOpen());
            assertEquals("", animals(session));
            assertEquals(List.of(), run.executed());
        }
    }

    @Test
    void saysWhereAMistakeIsBeforeAnythingRuns() throws Exception {
        DialectSession session = subject.openWithTable();
        try (ExecutedMigrations run = run(session)) {
            for (String wrong : wrong()) {
                ScriptException failure = assertThrows(
                        ScriptException.class, () -> prepared(run, wrong).check(), wrong);
                assertTrue(failure.line() >= 1 && failure.column() >= 1, wrong);
                assertFalse(String.valueOf(failure.getMessage()).isBlank());
            }
            assertEquals("", animals(session));
        }
    }

    @Test
    void runsAllOfItInOrder() throws Exception {
        DialectSession session = subject.openWithTable();
        try (ExecutedMigrations run = run(session)) {
            String change = addsRowsAlone() ? insert(3) : "UPDATE animal SET id = id + 10";
            int last = addsRowsAlone() ? 4 : 1;
            checked(run, script(List.of(insert(1), insert(2), change, insert(last))))
                    .run(run);
            run.commit();
        }
        assertEquals(addsRowsAlone() ? "1 2 3 4" : "1 11 12", animals(subject.open()));
    }

    @Test
    void leavesItsTransactionToTheRun() throws Exception {
        DialectSession session = subject.openWithTable();
        try (ExecutedMigrations run = run(session)) {
            checked(run, script(List.of(insert(1)))).run(run);
            run.rollBack();
        }
        assertEquals("", animals(subject.open()));
    }

    @Test
    void runsASecondTimeWhereTheFirstWasRolledBack() throws Exception {
        DialectSession session = subject.openWithTable();
        try (ExecutedMigrations run = run(session)) {
            PreparedMigration prepared = checked(run, script(List.of(insert(1), insert(2))));
            prepared.run(run);
            run.rollBack();
            prepared.run(run);
            run.commit();
        }
        assertEquals("1 2", animals(subject.open()));
    }

    @Test
    void aFailureOfTheDatabaseEndsIt() throws Exception {
        DialectSession session = subject.openWithTable();
        try (ExecutedMigrations run = run(session)) {
            PreparedMigration prepared = checked(run, script(List.of(insert(1), insert(1), insert(3))));
            assertThrows(Exception.class, () -> prepared.run(run));
            run.rollBack();
        }
        assertEquals("", animals(subject.open()));
    }

    @Test
    void keepsTwoMigrationsApart() throws Exception {
        DialectSession session = subject.openWithTable();
        try (ExecutedMigrations run = run(session)) {
            PreparedMigration first = prepared(run, script(List.of(insert(1))));
            String change = addsRowsAlone() ? insert(7) : "UPDATE animal SET id = 7 WHERE id = 1";
            PreparedMigration second = prepared(run, script(List.of(change)));
            first.check();
            second.check();
            first.run(run);
            second.run(run);
            run.commit();
        }
        assertEquals(addsRowsAlone() ? "1 7" : "7", animals(subject.open()));
    }

    @Test
    void knowsWhetherAScriptHoldsNothing() throws Exception {
        try (ExecutedMigrations run = run(subject.openWithTable())) {
            PreparedMigration nothing = prepared(run, "");
            assertTrue(nothing.empty() || !isMadeOfStatements(nothing), "an empty script is not known as one");
            assertEquals(0, nothing.statements());
            assertFalse(prepared(run, script(List.of(insert(1)))).empty());
        }
    }

    @Test
    void countsItsStatementsOrDoesNotKnow() throws Exception {
        try (ExecutedMigrations run = run(subject.openWithTable())) {
            long statements =
                    prepared(run, script(List.of(insert(1), insert(2)))).statements();
            assertTrue(statements == 0 || statements == 2, () -> statements + " statements");
        }
    }

    @Test
    void showsWhatItIsGoingToExecuteAndExecutesNothing() throws Exception {
        DialectSession session = subject.openWithTable();
        try (ExecutedMigrations run = run(session)) {
            PreparedMigration prepared = checked(run, script(List.of(insert(1), insert(2))));
            List<String> shown = new ArrayList<>();
            boolean shows = prepared.show((SqlStatement statement) -> shown.add(statement.text()));
            assertEquals("", animals(session));
            prepared.run(run);
            assertEquals(shows ? run.executed() : List.of(), shown);
            run.rollBack();
        }
    }

    @Test
    void aHashTellsWhetherAScriptSaysSomethingElse() throws Exception {
        DialectSession session = subject.openWithTable();
        for (List<String> pair : different()) {
            assertNotEquals(tokens(session, pair.get(0)), tokens(session, pair.get(1)), pair::toString);
        }
        assertNotEquals(tokens(session, script(List.of(insert(1)))), tokens(session, script(List.of(insert(2)))));
        assertNotEquals(
                tokens(session, script(List.of(insert(1), insert(2)))),
                tokens(session, script(List.of(insert(2), insert(1)))));
    }

    @Test
    void aHashIsTheSameWhereAScriptSaysTheSame() throws Exception {
        DialectSession session = subject.openWithTable();
        List<List<String>> pairs = new ArrayList<>(alike());
        String script = script(List.of(insert(1), insert(2)));
        pairs.add(List.of(script, script));
        pairs.add(List.of(script, script.replace("\n", "\r\n")));
        pairs.add(List.of(script, "\uFEFF" + script));
        for (List<String> pair : pairs) {
            assertEquals(tokens(session, pair.get(0)), tokens(session, pair.get(1)), pair::toString);
        }
    }

    @Test
    void aHashIsHexadecimalAndRunsNothing() throws Exception {
        DialectSession session = subject.openWithTable();
        String hash = tokens(session, script(List.of(insert(1))));
        assertTrue(hash.matches("[0-9a-f]{64}"), hash);
        assertEquals("", animals(session));
        assertFalse(session.wire().transactionOpen());
    }

    @Test
    void closesWhatItHasOpened() throws Exception {
        DialectSession session = subject.openWithTable();
        try (ExecutedMigrations run = run(session)) {
            PreparedMigration prepared = checked(run, script(List.of(insert(1))));
            prepared.run(run);
            run.rollBack();
            tokens(session, script(List.of(insert(1))));
            for (String wrong : wrong()) {
                assertThrows(ScriptException.class, () -> prepared(run, wrong).check());
            }
        }
        assertEquals(0, open.get(), "contents of migrations are still open");
    }

    private ExecutedMigrations run(DialectSession session) {
        return new ExecutedMigrations(fixture.dialect(), session, settings());
    }

    /** Where it is not, an empty file may be a mistake. */
    private static boolean isMadeOfStatements(PreparedMigration prepared) throws Exception {
        return prepared.show(statement -> {});
    }

    /** As a run does once all are prepared. */
    private PreparedMigration checked(ExecutedMigrations run, String script) throws Exception {
        PreparedMigration prepared = prepared(run, script);
        prepared.check();
        return prepared;
    }

    private PreparedMigration prepared(ExecutedMigrations run, String script) throws Exception {
        return executor().prepare(migration(script), run);
    }

    private String tokens(DialectSession session, String script) throws Exception {
        return executor().tokens(migration(script), session);
    }

    private Migration migration(String script) {
        String kind = executor().kinds().iterator().next();
        byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
        return new Migration("0001_animal", kind, "0001_animal." + kind, () -> new Counted(bytes, open));
    }

    /** Knows whether it was closed. */
    private static final class Counted extends ByteArrayInputStream {
        private final AtomicInteger open;
        private boolean closed;

        Counted(byte[] bytes, AtomicInteger open) {
            super(bytes);
            this.open = open;
            open.incrementAndGet();
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
            }
        }
    }
}
