package io.migri.core.pipeline;

import static io.migri.spi.script.TransactionEffect.ALONE;
import static io.migri.spi.script.TransactionEffect.BEGINS_BLOCK;
import static io.migri.spi.script.TransactionEffect.BEGINS_READ_ONLY_BLOCK;
import static io.migri.spi.script.TransactionEffect.COMMITS_AND_BEGINS_BLOCK;
import static io.migri.spi.script.TransactionEffect.COMMITS_BLOCK;
import static io.migri.spi.script.TransactionEffect.ENDS_IT;
import static io.migri.spi.script.TransactionEffect.MAY_END_IT;
import static io.migri.spi.script.TransactionEffect.NONE;
import static io.migri.spi.script.TransactionEffect.REDUNDANT;
import static io.migri.spi.script.TransactionEffect.REFUSES_IT;
import static io.migri.spi.script.TransactionEffect.ROLLS_BACK_BLOCK;
import static io.migri.spi.script.TransactionEffect.SESSION_ONLY;
import static io.migri.spi.script.TransactionEffect.STRAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;
import io.migri.core.attempt.BatchFailedException;
import io.migri.core.lock.AlreadyAppliedException;
import io.migri.core.lock.OpenInBatch;
import io.migri.core.lock.TransactionGate;
import io.migri.core.stage.Mode;
import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import io.migri.spi.wire.BatchLimits;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which messages a script becomes. What the databases make of them is tested with the databases. */
class StatementPipelineTest {
    private final RecordingSession session = new RecordingSession();
    private final Stages stages = new Stages(session);
    private final List<SqlStatement> script = new ArrayList<>();

    @Test
    void anOrdinaryScriptIsOneMessageWithItsRowInside() throws Exception {
        script(NONE, "a");
        script(NONE, "b");

        assertMessages("BEGIN; a; b; ROW; COMMIT");
    }

    @Test
    void aScriptWithoutStatementsIsRecordedAllTheSame() throws Exception {
        assertMessages("BEGIN; ROW; COMMIT");
    }

    @Test
    void statementsThatEndATransactionStandOutsideInTheSameMessage() throws Exception {
        script(NONE, "insert");
        script(ENDS_IT, "ddl1");
        script(ENDS_IT, "ddl2");
        script(NONE, "insert2");

        assertMessages("BEGIN; insert; COMMIT; ddl1; ddl2; BEGIN; insert2; ROW; COMMIT");
    }

    @Test
    void aStatementThatRefusesATransactionIsAMessageOfItsOwn() throws Exception {
        script(NONE, "a");
        script(REFUSES_IT, "concurrently");
        script(NONE, "b");

        assertMessages("BEGIN; a; COMMIT", "concurrently", "BEGIN; b; ROW; COMMIT");
    }

    @Test
    void aStatementAloneSharesItsTransactionWithNoneButTheRow() throws Exception {
        script(ALONE, "a");
        script(ALONE, "b");
        script(REFUSES_IT, "concurrently");
        script(ALONE, "c");

        assertMessages("BEGIN; a; COMMIT", "BEGIN; b; COMMIT", "concurrently", "BEGIN; c; ROW; COMMIT");
    }

    @Test
    void aStatementAlonePartsFromTheScriptsOwnTransaction() throws Exception {
        script(BEGINS_BLOCK, "begin");
        script(NONE, "a");
        script(COMMITS_BLOCK, "commit");
        script(ALONE, "b");
        script(BEGINS_BLOCK, "begin");
        script(NONE, "c");
        script(COMMITS_BLOCK, "commit");

        assertMessages("begin; a; COMMIT; BEGIN; b; COMMIT", "begin; c; ROW; COMMIT");
    }

    @Test
    void aStatementAloneThatRefusesItsTransactionIsRunOutside() throws Exception {
        script(ALONE, "a");
        script(ALONE, "refuses");
        script(ALONE, "b");
        StatementPipeline pipeline = pipeline();
        session.failOn = "refuses";

        BatchFailedException failure = assertThrows(BatchFailedException.class, () -> run(pipeline));
        assertTrue(pipeline.detours().refuse(failure.item().statement()));
        pipeline.rollBack();
        session.messages.clear();
        run(pipeline);

        assertEquals(List.of("refuses", "BEGIN; b; ROW; COMMIT"), session.messages);
    }

    @Test
    void whatFollowsAStatementThatCommittedIsATransactionAgain() throws Exception {
        script(NONE, "a");
        script(MAY_END_IT, "call");
        script(NONE, "b");
        session.commits = "call";

        assertMessages("BEGIN; a; call", "BEGIN; b; ROW; COMMIT");
    }

    /** In the database's own client, too, each statement commits by itself then. */
    @Test
    void aRollbackBehindAStatementThatEndedTheScriptsOwnTransactionUndoesNothing() throws Exception {
        script(BEGINS_BLOCK, "begin");
        script(NONE, "a");
        script(MAY_END_IT, "call");
        script(NONE, "b");
        script(ROLLS_BACK_BLOCK, "rollback");
        script(NONE, "c");
        session.commits = "call";

        assertMessages("begin; a; call", "BEGIN; b; c; ROW; COMMIT");
    }

    @Test
    void aStatementThatMightCommitButDoesNotIsPartOfTheTransaction() throws Exception {
        script(NONE, "a");
        script(MAY_END_IT, "call");
        script(NONE, "b");

        assertMessages("BEGIN; a; call", "b; ROW; COMMIT");
    }

    @Test
    void theRowSharesTheLastTransactionWithSessionStatementsBehindIt() throws Exception {
        script(SESSION_ONLY, "pragma off");
        script(NONE, "a");
        script(SESSION_ONLY, "pragma on");

        assertMessages("pragma off; BEGIN; a; ROW; COMMIT");
    }

    @Test
    void aSessionStatementBetweenOrdinaryOnesPartsTheTransaction() throws Exception {
        script(NONE, "a");
        script(SESSION_ONLY, "pragma off");
        script(NONE, "b");

        assertMessages("BEGIN; a; COMMIT; pragma off; BEGIN; b; ROW; COMMIT");
    }

    @Test
    void theScriptsOwnTransactionIsOneOfTheDatabaseAndHoldsTheRow() throws Exception {
        script(BEGINS_BLOCK, "begin isolation level serializable");
        script(NONE, "a");
        script(COMMITS_BLOCK, "commit");

        assertMessages("begin isolation level serializable; a; ROW; COMMIT");
    }

    @Test
    void settingsAroundTheScriptsOwnTransactionLeaveItOneMessage() throws Exception {
        constant("set a");
        script(BEGINS_BLOCK, "begin");
        script(NONE, "b");
        script(COMMITS_BLOCK, "commit");
        constant("set c");

        assertMessages("BEGIN; set a; COMMIT; begin; b; ROW; COMMIT; set c");
    }

    @Test
    void aSettingBehindTheCommitThatFailsLeavesTheMigrationApplied() throws Exception {
        script(BEGINS_BLOCK, "begin");
        script(NONE, "b");
        script(COMMITS_BLOCK, "commit");
        constant("set c");
        StatementPipeline pipeline = pipeline();
        session.failOn = "set c";

        assertThrows(BatchFailedException.class, () -> run(pipeline));

        assertTrue(pipeline.recorded());
    }

    @Test
    void whatStandsBesideTheScriptsOwnTransactionHasOneOfItsOwn() throws Exception {
        script(NONE, "a");
        script(BEGINS_BLOCK, "begin");
        script(NONE, "b");
        script(COMMITS_BLOCK, "commit");
        script(NONE, "c");

        assertMessages("BEGIN; a; COMMIT; begin; b; COMMIT; BEGIN; c; ROW; COMMIT");
    }

    @Test
    void noMessageHoldsTwoTransactionsOfTheScripts() throws Exception {
        script(BEGINS_BLOCK, "begin");
        script(NONE, "a");
        script(COMMITS_BLOCK, "commit");
        script(BEGINS_BLOCK, "begin");
        script(NONE, "b");
        script(COMMITS_BLOCK, "commit");

        assertMessages("begin; a; COMMIT", "begin; b; ROW; COMMIT");
    }

    @Test
    void theScriptsOwnRollbackUndoesItsOwnTransactionOnly() throws Exception {
        script(NONE, "a");
        script(BEGINS_BLOCK, "begin");
        script(NONE, "b");
        script(ROLLS_BACK_BLOCK, "rollback");

        assertMessages("BEGIN; a; COMMIT; begin; b; ROLLBACK; BEGIN; ROW; COMMIT");
    }

    @Test
    void aBeginWithoutCommitIsCommittedWithTheMigrationAndSaidSo() throws Exception {
        script(BEGINS_BLOCK, "begin");
        script(NONE, "a");

        assertEquals(
                List.of("the transaction that begins in line 1 is never ended; it was committed with the migration"),
                noticed(false));
        assertEquals(List.of("begin; a; ROW; COMMIT"), session.messages);
    }

    @Test
    void aTransactionThatMayNotWriteDoesNotHoldTheRow() throws Exception {
        script(BEGINS_READ_ONLY_BLOCK, "begin read only");
        script(NONE, "a");
        script(COMMITS_BLOCK, "commit");

        assertMessages("begin read only; a; COMMIT; BEGIN; ROW; COMMIT");
    }

    @Test
    void transactionsThatTheScriptChainsAreSentAsTheyAre() throws Exception {
        script(BEGINS_BLOCK, "begin");
        script(NONE, "a");
        script(COMMITS_AND_BEGINS_BLOCK, "commit and chain");
        script(NONE, "b");
        script(COMMITS_BLOCK, "commit");

        assertMessages("begin; a; commit and chain; b; ROW; COMMIT");
    }

    @Test
    void aCommitOrRollbackThatEndsNothingIsNotSentAndSaidSo() throws Exception {
        script(STRAY, "commit");
        script(NONE, "a");
        script(STRAY, "rollback");

        assertEquals(
                List.of(
                        "line 1 ends a transaction, but none is open; it was not sent",
                        "line 3 ends a transaction, but none is open; it was not sent"),
                noticed(false));
        assertEquals(List.of("BEGIN; a; ROW; COMMIT"), session.messages);
    }

    @Test
    void whatEndsATransactionEndsTheScriptsOwnToo() throws Exception {
        script(BEGINS_BLOCK, "begin");
        script(NONE, "a");
        script(ENDS_IT, "ddl");
        script(ALONE, "b");

        assertMessages("begin; a; COMMIT; ddl; BEGIN; b; ROW; COMMIT");
    }

    @Test
    void aSessionStatementInTheScriptsOwnTransactionStaysThere() throws Exception {
        script(BEGINS_BLOCK, "begin");
        script(SESSION_ONLY, "pragma off");
        script(NONE, "a");
        script(COMMITS_BLOCK, "commit");

        assertMessages("begin; pragma off; a; ROW; COMMIT");
    }

    @Test
    void inARehearsalOnTheRealDatabaseTheScriptsOwnTransactionIsASavepoint() throws Exception {
        script(BEGINS_BLOCK, "begin");
        script(NONE, "a");
        script(ROLLS_BACK_BLOCK, "rollback");

        assertEquals(List.of("the transaction that begins in line 1 was rehearsed as a savepoint"), noticed(true));

        assertEquals(
                List.of("SAVEPOINT migri_rehearsal; a; ROLLBACK TO SAVEPOINT migri_rehearsal;"
                        + " SAVEPOINT migri_rehearsal; ROW; RELEASE SAVEPOINT migri_rehearsal"),
                session.messages);
    }

    @Test
    void whatMeansNothingIsNotSent() throws Exception {
        script(REDUNDANT, "set autocommit = 0");
        script(NONE, "a");

        assertMessages("BEGIN; a; ROW; COMMIT");
    }

    @Test
    void aLargeScriptIsCutIntoMessagesOfOneTransaction() throws Exception {
        session.limits = new BatchLimits(10, 1000);
        script(NONE, "aaaa");
        script(NONE, "bbbb");
        script(NONE, "cccc");

        assertMessages("BEGIN; aaaa", "bbbb; cccc", "ROW; COMMIT");
    }

    @Test
    void aStatementLargerThanAMessageIsAMessage() throws Exception {
        session.limits = new BatchLimits(10, 1000);
        script(NONE, "a".repeat(50));

        assertMessages("BEGIN", "a".repeat(50), "ROW; COMMIT");
    }

    @Test
    void dataGoesBetweenTheMessages() throws Exception {
        script(NONE, "create");
        script.add(new SqlStatement(1, "copy", 2, 1, NONE, new StringReader("1\n2\n")));
        script(NONE, "index");

        assertMessages("BEGIN; create", "copy <- 1\n2\n", "index; ROW; COMMIT");
    }

    @Test
    void aStatementThatTurnsOutToRefuseItsTransactionIsRunAround() throws Exception {
        script(NONE, "a");
        script(NONE, "refuses");
        script(NONE, "b");
        StatementPipeline pipeline = pipeline();
        session.failOn = "refuses";

        BatchFailedException failure = assertThrows(BatchFailedException.class, () -> run(pipeline));
        assertTrue(pipeline.detours().refuse(failure.item().statement()));
        pipeline.rollBack();
        run(pipeline);

        assertEquals(
                List.of(
                        "BEGIN; a; refuses; b; ROW; COMMIT",
                        "ROLLBACK",
                        "BEGIN; a; COMMIT",
                        "refuses",
                        "BEGIN; b; ROW; COMMIT"),
                session.messages);
        assertFalse(pipeline.detours().refuse(failure.item().statement()), "it cannot be moved further out");
        assertEquals(3, pipeline.done());
    }

    @Test
    void aStatementThatNeedsACommitIsTheFirstOfATransaction() throws Exception {
        script(NONE, "a");
        script(NONE, "uses new value");
        script(NONE, "b");
        StatementPipeline pipeline = pipeline();
        session.failOn = "uses new value";

        BatchFailedException failure = assertThrows(BatchFailedException.class, () -> run(pipeline));
        assertTrue(pipeline.detours().commitBefore(failure.item().statement()));
        pipeline.rollBack();
        run(pipeline);

        assertEquals(
                List.of(
                        "BEGIN; a; uses new value; b; ROW; COMMIT",
                        "ROLLBACK",
                        "BEGIN; a; COMMIT; BEGIN; uses new value; b; ROW; COMMIT"),
                session.messages);
        assertFalse(pipeline.detours().commitBefore(failure.item().statement()), "no more can be committed before it");
        assertEquals(3, pipeline.done());
    }

    @Test
    void whatIsCommittedIsNotRunAgain() throws Exception {
        script(NONE, "a");
        script(REFUSES_IT, "concurrently");
        script(NONE, "b");
        script(NONE, "c");
        StatementPipeline pipeline = pipeline();
        session.failOn = "c";

        assertThrows(BatchFailedException.class, () -> run(pipeline));
        assertTrue(pipeline.lasting());
        pipeline.detours().refuse(script.get(3));
        pipeline.rollBack();
        session.messages.clear();
        run(pipeline);

        assertEquals(List.of("BEGIN; b; COMMIT", "c", "BEGIN; ROW; COMMIT"), session.messages);
        assertEquals(4, pipeline.done());
    }

    @Test
    void aFailureBeforeTheFirstCommitLeavesNothing() throws Exception {
        script(NONE, "a");
        script(NONE, "b");
        StatementPipeline pipeline = pipeline();
        session.failOn = "b";

        BatchFailedException failure = assertThrows(BatchFailedException.class, () -> run(pipeline));

        assertFalse(pipeline.lasting());
        assertEquals(script.get(1), failure.item().statement());
        assertTrue(failure.mayHaveLasted(), "had the connection been lost, the commit could have been executed");
    }

    @Test
    void nothingIsSentOnceTheRunIsAskedToStop() {
        script(NONE, "a");
        stages.cancellation.request();

        assertThrows(MigriException.class, () -> run(pipeline()));

        assertEquals(List.of(), session.messages);
    }

    /** What stands outside cannot be taken back once it turns out that another run was quicker. */
    @Test
    void looksWhetherAnotherRunWasQuickerBeforeAnythingThatLasts() {
        script(REFUSES_IT, "vacuum");
        TransactionGate gate = new TransactionGate() {
            @Override
            public boolean opensInBatch() {
                return false;
            }

            @Override
            public void open(String migration, String begin) throws SQLException {
                throw new AlreadyAppliedException(migration);
            }
        };

        assertThrows(AlreadyAppliedException.class, () -> run(pipeline(gate, false, MigrationListener.NONE)));

        assertEquals(List.of(), session.messages);
    }

    @Test
    void aRehearsalOnTheRealDatabaseLeavesOutWhatRefusesATransaction() throws Exception {
        script(NONE, "a");
        script(REFUSES_IT, "concurrently");

        assertEquals(List.of("not rehearsed, because it refuses a transaction: line 2"), noticed(true));

        assertEquals(
                List.of("SAVEPOINT migri_rehearsal; a", "ROW; RELEASE SAVEPOINT migri_rehearsal"), session.messages);
    }

    @Test
    void aRehearsalOnTheRealDatabaseExecutesThePlainFormOfWhatRefusesATransaction() throws Exception {
        session.plainForm = Optional.of("plainly");
        script(NONE, "a");
        script(REFUSES_IT, "concurrently");
        script(NONE, "b");

        assertEquals(List.of("tried in another form, because it refuses a transaction: line 2"), noticed(true));

        assertEquals(
                List.of("SAVEPOINT migri_rehearsal; a", "plainly", "b; ROW; RELEASE SAVEPOINT migri_rehearsal"),
                session.messages);
    }

    @Test
    void aRehearsalOnTheRealDatabaseLeavesOutWhatNeedsACommit() throws Exception {
        StatementPipeline pipeline = pipeline(true, MigrationListener.NONE);
        script(NONE, "a");
        script(NONE, "uses a");
        assertTrue(pipeline.detours().commitBefore(script.get(1)));
        assertFalse(pipeline.detours().commitBefore(script.get(1)));

        run(pipeline);

        assertEquals(List.of("SAVEPOINT migri_rehearsal; a; ROW; RELEASE SAVEPOINT migri_rehearsal"), session.messages);
    }

    /** Runs it, and gives what the user is told. */
    private List<String> noticed(boolean rehearsal) throws SQLException, IOException {
        List<String> notices = new ArrayList<>();
        run(pipeline(rehearsal, new MigrationListener() {
            @Override
            public void told(Message event) {
                notices.add(event.text().toString());
            }
        }));
        return notices;
    }

    @Test
    void aTransactionIsRolledBackThatMayBeOpenSinceMemoryRanOut() throws Exception {
        script(NONE, "a");
        script(NONE, "b");
        session.exhaustedOn = "b";
        StatementPipeline pipeline = pipeline();
        assertThrows(OutOfMemoryError.class, () -> run(pipeline));

        pipeline.rollBack();

        assertEquals(List.of("BEGIN; a; b; ROW; COMMIT", "ROLLBACK"), session.messages);
        assertFalse(pipeline.lasting());
    }

    private void constant(String text) {
        script.add(new SqlStatement(script.size(), text, script.size() + 1, 1, NONE)
                .using(new SessionUse(true, Set.of(), Set.of(), Set.of())));
    }

    private void script(TransactionEffect effect, String text) {
        script.add(new SqlStatement(script.size(), text, script.size() + 1, 1, effect));
    }

    private void assertMessages(String... messages) throws SQLException, IOException {
        run(pipeline());
        assertEquals(List.of(messages), session.messages);
    }

    private void run(StatementPipeline pipeline) throws SQLException, IOException {
        pipeline.start(new CompletionStatements(List.of(), List.of(), List.of("ROW")));
        for (SqlStatement statement : script) {
            pipeline.context().execute(statement);
        }
        pipeline.finish();
    }

    private StatementPipeline pipeline() throws SQLException {
        return pipeline(false, MigrationListener.NONE);
    }

    private StatementPipeline pipeline(boolean rehearsal, MigrationListener listener) throws SQLException {
        return pipeline(new OpenInBatch(), rehearsal, listener);
    }

    private StatementPipeline pipeline(TransactionGate gate, boolean rehearsal, MigrationListener listener)
            throws SQLException {
        stages.gate = gate;
        stages.mode = rehearsal
                ? new Mode.DryRunInTransaction(session.new Undoing())
                : new Mode.Run(session.wire().syntax());
        stages.options.listener(listener);
        return stages.pipeline(ScriptOf.statements(script, session));
    }
}
