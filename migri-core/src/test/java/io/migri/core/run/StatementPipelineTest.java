package io.migri.core.run;

import static io.migri.spi.script.TransactionEffect.ALONE;
import static io.migri.spi.script.TransactionEffect.BEGINS_BLOCK;
import static io.migri.spi.script.TransactionEffect.COMMITS_BLOCK;
import static io.migri.spi.script.TransactionEffect.ENDS_IT;
import static io.migri.spi.script.TransactionEffect.MAY_END_IT;
import static io.migri.spi.script.TransactionEffect.NONE;
import static io.migri.spi.script.TransactionEffect.REDUNDANT;
import static io.migri.spi.script.TransactionEffect.REFUSES_IT;
import static io.migri.spi.script.TransactionEffect.ROLLS_BACK_BLOCK;
import static io.migri.spi.script.TransactionEffect.SESSION_ONLY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.Cancellation;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;
import io.migri.spi.DialectSession;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which messages a script becomes. What the databases make of them is tested with the databases. */
class StatementPipelineTest {
    private final RecordingSession session = new RecordingSession();
    private final Cancellation cancellation = new Cancellation();
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

        assertMessages(
                "BEGIN; SAVEPOINT migri_script; a; RELEASE SAVEPOINT migri_script; COMMIT; BEGIN; b; COMMIT",
                "BEGIN; SAVEPOINT migri_script; c; RELEASE SAVEPOINT migri_script; ROW; COMMIT");
    }

    @Test
    void aStatementAloneThatRefusesItsTransactionIsRunOutside() throws Exception {
        script(ALONE, "a");
        script(ALONE, "refuses");
        script(ALONE, "b");
        StatementPipeline pipeline = pipeline();
        session.failOn = "refuses";

        BatchFailedException failure = assertThrows(BatchFailedException.class, () -> run(pipeline));
        assertTrue(pipeline.dispatch().refuse(failure.item().statement()));
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
    void theScriptsOwnTransactionIsASavepoint() throws Exception {
        script(BEGINS_BLOCK, "begin");
        script(NONE, "a");
        script(COMMITS_BLOCK, "commit");
        script(NONE, "b");

        assertMessages("BEGIN; SAVEPOINT migri_script; a; RELEASE SAVEPOINT migri_script; b; ROW; COMMIT");
    }

    @Test
    void theScriptsOwnRollbackUndoesItsOwnTransactionOnly() throws Exception {
        script(NONE, "a");
        script(BEGINS_BLOCK, "begin");
        script(NONE, "b");
        script(ROLLS_BACK_BLOCK, "rollback");

        assertMessages("BEGIN; a; SAVEPOINT migri_script; b; ROLLBACK TO SAVEPOINT migri_script; ROW; COMMIT");
    }

    @Test
    void aBeginWithoutCommitIsCommittedWithTheMigration() throws Exception {
        script(BEGINS_BLOCK, "begin");
        script(NONE, "a");

        assertMessages("BEGIN; SAVEPOINT migri_script; a; ROW; COMMIT");
    }

    @Test
    void aCommitWithoutBeginAndASecondBeginMeanNothing() throws Exception {
        script(COMMITS_BLOCK, "commit");
        script(BEGINS_BLOCK, "begin");
        script(BEGINS_BLOCK, "begin");
        script(NONE, "a");
        script(COMMITS_BLOCK, "commit");
        script(ROLLS_BACK_BLOCK, "rollback");

        assertMessages("BEGIN; SAVEPOINT migri_script; a; RELEASE SAVEPOINT migri_script; ROW; COMMIT");
    }

    @Test
    void whatEndsATransactionEndsTheScriptsOwnToo() throws Exception {
        script(BEGINS_BLOCK, "begin");
        script(NONE, "a");
        script(ENDS_IT, "ddl");
        script(NONE, "b");
        script(COMMITS_BLOCK, "commit");

        assertMessages("BEGIN; SAVEPOINT migri_script; a; COMMIT; ddl; BEGIN; b; ROW; COMMIT");
    }

    @Test
    void aSessionStatementInTheScriptsOwnTransactionStaysThere() throws Exception {
        script(BEGINS_BLOCK, "begin");
        script(SESSION_ONLY, "pragma off");
        script(NONE, "a");
        script(COMMITS_BLOCK, "commit");

        assertMessages("BEGIN; SAVEPOINT migri_script; pragma off; a; RELEASE SAVEPOINT migri_script; ROW; COMMIT");
    }

    @Test
    void whatMeansNothingIsNotSent() throws Exception {
        script(REDUNDANT, "set autocommit = 0");
        script(NONE, "a");

        assertMessages("BEGIN; a; ROW; COMMIT");
    }

    @Test
    void aLargeScriptIsCutIntoMessagesOfOneTransaction() throws Exception {
        session.limits = new DialectSession.Batch(10, 1000);
        script(NONE, "aaaa");
        script(NONE, "bbbb");
        script(NONE, "cccc");

        assertMessages("BEGIN; aaaa", "bbbb; cccc", "ROW; COMMIT");
    }

    @Test
    void aStatementLargerThanAMessageIsAMessage() throws Exception {
        session.limits = new DialectSession.Batch(10, 1000);
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
        assertTrue(pipeline.dispatch().refuse(failure.item().statement()));
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
        assertFalse(pipeline.dispatch().refuse(failure.item().statement()), "it cannot be moved further out");
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
        assertTrue(pipeline.dispatch().commitBefore(failure.item().statement()));
        pipeline.rollBack();
        run(pipeline);

        assertEquals(
                List.of(
                        "BEGIN; a; uses new value; b; ROW; COMMIT",
                        "ROLLBACK",
                        "BEGIN; a; COMMIT; BEGIN; uses new value; b; ROW; COMMIT"),
                session.messages);
        assertFalse(pipeline.dispatch().commitBefore(failure.item().statement()), "no more can be committed before it");
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
        pipeline.dispatch().refuse(script.get(3));
        pipeline.rollBack();
        session.messages.clear();
        run(pipeline);

        assertEquals(List.of("BEGIN; b; COMMIT", "c", "BEGIN; ROW; COMMIT"), session.messages);
        assertEquals(4, pipeline.done());
    }

    @Test
    void aFailureBeforeTheFirstCommitLeavesNothing() {
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
        cancellation.request();

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
            public void open(String migration) throws SQLException {
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

        assertEquals(List.of("not rehearsed, because it refuses a transaction: line 2"), rehearse());

        assertEquals(List.of("BEGIN; a", "ROW; COMMIT"), session.messages);
    }

    @Test
    void aRehearsalOnTheRealDatabaseExecutesThePlainFormOfWhatRefusesATransaction() throws Exception {
        session.plainForm = Optional.of("plainly");
        script(NONE, "a");
        script(REFUSES_IT, "concurrently");
        script(NONE, "b");

        assertEquals(List.of("rehearsed in another form, because it refuses a transaction: line 2"), rehearse());

        assertEquals(List.of("BEGIN; a", "plainly", "b; ROW; COMMIT"), session.messages);
    }

    @Test
    void aRehearsalOnTheRealDatabaseLeavesOutWhatNeedsACommit() throws Exception {
        StatementPipeline pipeline = pipeline(true, MigrationListener.NONE);
        script(NONE, "a");
        script(NONE, "uses a");
        assertTrue(pipeline.dispatch().commitBefore(script.get(1)));
        assertFalse(pipeline.dispatch().commitBefore(script.get(1)));

        run(pipeline);

        assertEquals(List.of("BEGIN; a; ROW; COMMIT"), session.messages);
    }

    /** Gives what the user is told. */
    private List<String> rehearse() throws SQLException, IOException {
        List<String> notices = new ArrayList<>();
        run(pipeline(true, new MigrationListener() {
            @Override
            public void noticed(Noticed event) {
                notices.add(event.message());
            }
        }));
        return notices;
    }

    private void script(TransactionEffect effect, String text) {
        script.add(new SqlStatement(script.size(), text, script.size() + 1, 1, effect));
    }

    private void assertMessages(String... messages) throws SQLException, IOException {
        run(pipeline());
        assertEquals(List.of(messages), session.messages);
    }

    private void run(StatementPipeline pipeline) throws SQLException, IOException {
        for (SqlStatement statement : script) {
            pipeline.execute(statement);
        }
        pipeline.finish(List.of(), List.of("ROW"));
    }

    private StatementPipeline pipeline() {
        return pipeline(false, MigrationListener.NONE);
    }

    private StatementPipeline pipeline(boolean onlyInTransaction, MigrationListener listener) {
        return pipeline(new OpenInBatch(), onlyInTransaction, listener);
    }

    private StatementPipeline pipeline(TransactionGate gate, boolean onlyInTransaction, MigrationListener listener) {
        return new StatementPipeline(
                (failure, statement) -> {
                    throw new AssertionError("nothing here has to be explained");
                },
                session,
                session.transactionSyntax(),
                gate,
                onlyInTransaction,
                listener,
                new Interruption(cancellation, session),
                new JournalMarks(RunJournal.NONE, "0001", false),
                null,
                new Migration("0001", "sql", "0001.sql", InputStream::nullInputStream),
                script.size());
    }
}
