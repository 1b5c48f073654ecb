package io.migri.core.pipeline;

import static io.migri.spi.script.TransactionEffect.ALONE;
import static io.migri.spi.script.TransactionEffect.BEGINS_BLOCK;
import static io.migri.spi.script.TransactionEffect.COMMITS_AND_BEGINS_BLOCK;
import static io.migri.spi.script.TransactionEffect.COMMITS_BLOCK;
import static io.migri.spi.script.TransactionEffect.ENDS_IT;
import static io.migri.spi.script.TransactionEffect.MAY_END_IT;
import static io.migri.spi.script.TransactionEffect.NONE;
import static io.migri.spi.script.TransactionEffect.REFUSES_IT;
import static io.migri.spi.script.TransactionEffect.ROLLS_BACK_BLOCK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.core.attempt.BatchFailedException;
import io.migri.core.journal.ResumePoint;
import io.migri.core.journal.RunJournal;
import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SessionValue.Kind;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import io.migri.spi.state.Aside;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where the marks of the journal stand: in the transaction that they are about, and where no statement notices them. */
class MarksTest {
    private static final SessionValue RESULT = new SessionValue(Kind.LAST_RESULT, SessionValue.ANY, false);

    private final RecordingSession session = new RecordingSession();
    private final List<SqlStatement> script = new ArrayList<>();

    @Test
    void eachTransactionOfTheScriptCarriesItsMark() throws Exception {
        add(BEGINS_BLOCK, "begin");
        add(NONE, "a");
        add(COMMITS_BLOCK, "commit");
        add(BEGINS_BLOCK, "begin");
        add(NONE, "b");
        add(COMMITS_BLOCK, "commit");

        assertMessages("begin; a; DONE 0-3; COMMIT", "begin; b; ROW; FORGET; COMMIT");
    }

    @Test
    void whatTheScriptRollsBackIsCoveredByTheNextMark() throws Exception {
        add(BEGINS_BLOCK, "begin");
        add(NONE, "a");
        add(ROLLS_BACK_BLOCK, "rollback");
        add(NONE, "b");
        add(REFUSES_IT, "alone");
        add(NONE, "c");

        assertMessages(
                "begin; a; ROLLBACK; BEGIN; b; DONE 0-4; COMMIT; DOUBT 4-5",
                "alone",
                "CONFIRM 4-5; BEGIN; c; ROW; FORGET; COMMIT");
    }

    @Test
    void transactionsThatTheScriptChainsAreMarkedUpToTheirChain() throws Exception {
        add(BEGINS_BLOCK, "begin");
        add(NONE, "a");
        add(COMMITS_AND_BEGINS_BLOCK, "commit and chain");
        add(NONE, "b");
        add(COMMITS_BLOCK, "commit");

        assertMessages("begin; a; DONE 0-2; commit and chain; b; ROW; FORGET; COMMIT");
    }

    @Test
    void aMarkThatWouldBeNoticedAtTheEndStandsInFrontOfWhatIsLookedBackAt() throws Exception {
        add(NONE, "a");
        changing(NONE, "update");
        add(REFUSES_IT, "vacuum");
        looking(NONE, "select changes()");

        assertMessages(
                "BEGIN; a; DONE 0-2; DOUBT 2-3; update; COMMIT",
                "vacuum",
                "BEGIN; select changes(); ROW; FORGET; COMMIT");
    }

    @Test
    void aConfirmationThatWouldBeNoticedWaits() throws Exception {
        changing(ENDS_IT, "alter");
        looking(NONE, "select row_count()");
        changing(ENDS_IT, "alter again");

        assertMessages(
                "DOUBT 0-1; alter; BEGIN; select row_count(); CONFIRM 0-1; DONE 1-2; COMMIT; DOUBT 2-3; alter again;"
                        + " CONFIRM 2-3; BEGIN; ROW; FORGET; COMMIT");
    }

    @Test
    void noBeginStandsBetweenAStatementAndOneThatLooksBackAtItWhereThatWouldBeNoticed() throws Exception {
        session.implicit = new Aside(List.of("AUTO 0"), List.of("AUTO 1"));
        changing(ENDS_IT, "alter");
        looking(NONE, "insert row_count()");

        assertMessages("DOUBT 0-1; AUTO 0; alter; insert row_count(); ROW; FORGET; COMMIT; AUTO 1");
    }

    @Test
    void whatMayCommitIsLookedBackAtWithoutAMarkBetween() throws Exception {
        session.implicit = new Aside(List.of("AUTO 0"), List.of("AUTO 1"));
        session.commits = "call";
        add(NONE, "a");
        changing(MAY_END_IT, "call");
        looking(NONE, "set @n = row_count()");

        assertMessages(
                "BEGIN; a; DONE 0-1; DOUBT 1-2; AUTO 0; call", "set @n = row_count(); ROW; FORGET; COMMIT; AUTO 1");
    }

    /** What may commit would else commit a mark that says that it is done. */
    @Test
    void whatMayCommitIsNotCoveredByAMarkInFrontOfItself() throws Exception {
        session.commits = "call";
        changing(MAY_END_IT, "call");
        looking(MAY_END_IT, "call again");

        assertMessages(
                "BEGIN; DOUBT 0-1; call",
                "BEGIN; CONFIRM 0-1; DOUBT 1-2; call again",
                "CONFIRM 1-2; ROW; FORGET; COMMIT");
    }

    @Test
    void statementsThatStandAloneShareATransactionWhereOneLooksBackAtTheOther() throws Exception {
        session.implicit = new Aside(List.of("AUTO 0"), List.of("AUTO 1"));
        changing(ALONE, "insert");
        looking(ALONE, "set @n = row_count()");

        assertMessages("AUTO 0; DONE 0-1; insert; set @n = row_count(); ROW; FORGET; COMMIT; AUTO 1");
    }

    @Test
    void aStretchThatARollbackMayLeaveIsInDoubtBeforeItBegins() throws Exception {
        add(NONE, "a");
        script.add(statement(NONE, "insert into log").outlastingRollback());
        add(ENDS_IT, "alter");

        assertMessages(
                "DOUBT 0-2; BEGIN; a; insert into log; CONFIRM 0-2; COMMIT; DOUBT 2-3; alter; CONFIRM 2-3; BEGIN; ROW; FORGET; COMMIT");
    }

    @Test
    void marksStandBetweenWhatMakesThemMeanTheSame() throws Exception {
        session.aside = new Aside(List.of("OWN"), List.of("SCRIPTS"));
        add(NONE, "a");
        add(REFUSES_IT, "alone");

        assertMessages(
                "BEGIN; a; DEFERRED; OWN; DONE 0-1; SCRIPTS; COMMIT; BEGIN; OWN; DOUBT 1-2; SCRIPTS; COMMIT",
                "alone",
                "BEGIN; OWN; CONFIRM 1-2; SCRIPTS; COMMIT; BEGIN; DEFERRED; ROW; FORGET; COMMIT");
    }

    @Test
    void aFailureInALaterTransactionLeavesTheEarlierOnes() throws Exception {
        add(BEGINS_BLOCK, "begin");
        add(NONE, "a");
        add(COMMITS_BLOCK, "commit");
        add(BEGINS_BLOCK, "begin");
        add(NONE, "b");
        add(COMMITS_BLOCK, "commit");
        StatementPipeline pipeline = pipeline();
        session.failOn = "b";

        assertThrows(BatchFailedException.class, () -> run(pipeline));
        pipeline.rollBack();

        assertEquals(3, pipeline.lastingStatements());
    }

    @Test
    void whatIsDoneIsNotRunAgainInTheSameSessionAndNoSettingIsMadeOnceMore() throws Exception {
        constant("set x");
        add(BEGINS_BLOCK, "begin");
        add(NONE, "a");
        add(COMMITS_BLOCK, "commit");
        add(BEGINS_BLOCK, "begin");
        add(NONE, "b");
        add(ROLLS_BACK_BLOCK, "rollback");
        add(NONE, "c");
        StatementPipeline pipeline = pipeline();
        session.failOn = "c";
        assertThrows(BatchFailedException.class, () -> run(pipeline));
        pipeline.rollBack();
        session.messages.clear();

        run(pipeline);

        assertEquals(List.of("BEGIN; c; ROW; FORGET; COMMIT"), session.messages);
    }

    @Test
    void aResumeMakesTheSettingsOnceMoreAndGoesOn() throws Exception {
        constant("set x");
        add(BEGINS_BLOCK, "begin");
        add(NONE, "a");
        add(COMMITS_BLOCK, "commit");
        add(NONE, "b");
        StatementPipeline pipeline = pipeline();
        pipeline.resume(new ResumePoint(4, Set.of(0), Set.of(), List.of(), false));

        run(pipeline);

        assertEquals(List.of("set x", "BEGIN; b; ROW; COMMIT"), session.messages);
    }

    private void add(TransactionEffect effect, String text) {
        script.add(statement(effect, text));
    }

    private void changing(TransactionEffect effect, String text) {
        script.add(statement(effect, text).using(new SessionUse(false, Set.of(RESULT), Set.of(), Set.of())));
    }

    private void looking(TransactionEffect effect, String text) {
        script.add(statement(effect, text).using(new SessionUse(false, Set.of(), Set.of(RESULT), Set.of())));
    }

    private void constant(String text) {
        script.add(statement(NONE, text).using(new SessionUse(true, Set.of(), Set.of(), Set.of())));
    }

    private SqlStatement statement(TransactionEffect effect, String text) {
        return new SqlStatement(script.size(), text, script.size() + 1, 1, effect);
    }

    private void assertMessages(String... messages) throws SQLException, IOException {
        run(pipeline());
        assertEquals(List.of(messages), session.messages);
    }

    private void run(StatementPipeline pipeline) throws SQLException, IOException {
        pipeline.beginMarking();
        pipeline.start(new CompletionStatements(List.of(), List.of(), List.of("ROW")));
        for (SqlStatement statement : script) {
            pipeline.context().execute(statement);
        }
        pipeline.finish();
    }

    private StatementPipeline pipeline() throws SQLException {
        Stages stages = new Stages(session);
        stages.journal = RunJournal.read(Optional.of(new RecordingJournal()));
        return stages.pipeline(ScriptOf.statements(script, session));
    }
}
