package io.migri.testkit;

import static io.migri.testkit.Subject.execute;
import static io.migri.testkit.Subject.insert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.report.Effect;
import io.migri.spi.DialectSession;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.probe.ProbeRequest;
import io.migri.spi.probe.StatementProbe;
import io.migri.spi.rehearsal.Rehearsal;
import io.migri.spi.rehearsal.RehearsalRequest;
import io.migri.spi.wire.StatementFailedException;
import io.migri.spi.wire.TransactionSyntax;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a {@link StatementProbe} owes, for dialects that offer one: to tell what is so, and to change nothing by looking. */
public abstract class StatementProbeContract {
    private static final Set<String> OWN_TABLES = Set.of("applied_migration", "migri_journal");
    private static final String PLANT = "CREATE TABLE plant (id integer PRIMARY KEY, name varchar(200))";

    private final Subject subject;

    protected StatementProbeContract(DialectFixture fixture) {
        this.subject = new Subject(fixture);
    }

    /**
     * Statements, each in the form that this database knows, which together write every row of {@code table} anew, as {@code ALTER TABLE
     * animal ALTER id TYPE bigint} does. The table has the columns {@code id integer} and {@code name varchar(200)}.
     */
    protected abstract List<String> rewriting(String table);

    @AfterEach
    void closeAll() throws Exception {
        subject.close();
    }

    @Test
    void tellsARewrite() throws SQLException {
        rehearse((session, probe) -> assertWritesAnew(watched(probe, rewriting("animal")), "animal"));
    }

    @Test
    void tellsARewriteInARealRun() throws SQLException {
        DialectSession session = prepared();
        StatementProbe probe =
                session.probe(new ProbeRequest(false, OWN_TABLES)).orElseThrow();
        TransactionSyntax syntax = session.wire().syntax();
        execute(session, syntax.begin());
        probe.migrationBegins();
        List<Effect> effects = watched(probe, rewriting("animal"));
        execute(session, syntax.commit());
        assertWritesAnew(effects, "animal");
    }

    @Test
    void tellsNothingOfWhatTheRunItselfMade() throws SQLException {
        rehearse((session, probe) -> {
            List<Effect> effects =
                    new ArrayList<>(watched(probe, List.of(PLANT, "INSERT INTO plant VALUES (1, 'oak')")));
            effects.addAll(watched(probe, rewriting("plant")));
            assertFalse(concerns(effects, "plant"), effects::toString);
        });
    }

    @Test
    void tellsHowManyRowsAStatementChanged() throws SQLException {
        rehearse((session, probe) -> {
            String statement = "UPDATE animal SET name = 'renamed'";
            probe.before(statement);
            assertEquals(OptionalLong.of(2), probe.execute(statement));
            assertTrue(
                    probe.after(statement).stream()
                            .noneMatch(effect ->
                                    effect.kind() == Effect.Kind.REWRITE || effect.kind() == Effect.Kind.REBUILD),
                    "an update is not a rewrite");
        });
    }

    @Test
    void knowsThatATableIsEmpty() throws SQLException {
        DialectSession session = prepared();
        execute(session, PLANT);
        try (Rehearsal<DialectSession> rehearsal =
                session.rehearsals().open(RehearsalRequest.quiet(HistoryTable.USUAL))) {
            rehearsal.begin();
            StatementProbe probe = rehearsal
                    .session()
                    .probe(new ProbeRequest(true, OWN_TABLES))
                    .orElseThrow();
            probe.migrationBegins();
            List<Effect> effects = watched(probe, rewriting("plant"));
            assertTrue(
                    effects.stream()
                            .filter(effect -> effect.relation().equals("plant"))
                            .filter(effect -> effect.kind().growsWithTable())
                            .allMatch(Effect::onEmptyTable),
                    effects::toString);
        }
    }

    @Test
    void goesOnAfterAStatementThatFailed() throws SQLException {
        DialectSession session = prepared();
        StatementProbe probe =
                session.probe(new ProbeRequest(false, OWN_TABLES)).orElseThrow();
        TransactionSyntax syntax = session.wire().syntax();
        execute(session, syntax.begin());
        probe.migrationBegins();
        String wrong = "INSERT INTO nowhere VALUES (1)";
        probe.before(wrong);
        StatementFailedException failure = assertThrows(StatementFailedException.class, () -> probe.execute(wrong));
        assertEquals(0, failure.index());
        execute(session, syntax.rollback());
        execute(session, syntax.begin());
        probe.migrationBegins();
        List<Effect> effects = watched(probe, rewriting("animal"));
        execute(session, syntax.commit());
        assertWritesAnew(effects, "animal");
    }

    @Test
    void changesNothingByLooking() throws SQLException {
        DialectSession session = prepared();
        StatementProbe probe =
                session.probe(new ProbeRequest(false, OWN_TABLES)).orElseThrow();
        TransactionSyntax syntax = session.wire().syntax();
        execute(session, syntax.begin());
        probe.migrationBegins();
        watched(probe, List.of(insert(7), "UPDATE animal SET name = 'x' WHERE id = 1"));
        assertTrue(session.wire().transactionSurvived());
        execute(session, syntax.rollback());
        assertEquals("1 2", Subject.animals(session));
        assertTrue(session.connection().getAutoCommit());
    }

    @Test
    void executesWithoutATransactionToo() throws SQLException {
        DialectSession session = prepared();
        StatementProbe probe =
                session.probe(new ProbeRequest(false, OWN_TABLES)).orElseThrow();
        probe.migrationBegins();
        watched(probe, List.of(insert(7)));
        assertFalse(session.wire().transactionOpen());
        assertEquals("1 2 7", Subject.animals(subject.open()));
    }

    private DialectSession prepared() throws SQLException {
        DialectSession session = subject.open();
        execute(session, Subject.ANIMAL, insert(1), insert(2));
        return session;
    }

    private void rehearse(Watched watched) throws SQLException {
        try (Rehearsal<DialectSession> rehearsal =
                prepared().rehearsals().open(RehearsalRequest.quiet(HistoryTable.USUAL))) {
            rehearsal.begin();
            StatementProbe probe = rehearsal
                    .session()
                    .probe(new ProbeRequest(true, OWN_TABLES))
                    .orElseThrow();
            probe.migrationBegins();
            watched.run(rehearsal.session(), probe);
        }
    }

    private static List<Effect> watched(StatementProbe probe, List<String> statements) throws SQLException {
        List<Effect> effects = new ArrayList<>();
        for (String statement : statements) {
            probe.before(statement);
            probe.execute(statement);
            effects.addAll(probe.after(statement));
        }
        return effects;
    }

    private static void assertWritesAnew(List<Effect> effects, String table) {
        assertTrue(
                effects.stream()
                        .anyMatch(effect -> effect.relation().equals(table)
                                && !effect.onEmptyTable()
                                && (effect.kind() == Effect.Kind.REWRITE || effect.kind() == Effect.Kind.REBUILD)),
                effects::toString);
    }

    private static boolean concerns(List<Effect> effects, String table) {
        return effects.stream().anyMatch(effect -> effect.relation().equals(table));
    }

    /** What is looked at. */
    @FunctionalInterface
    private interface Watched {
        void run(DialectSession session, StatementProbe probe) throws SQLException;
    }
}
