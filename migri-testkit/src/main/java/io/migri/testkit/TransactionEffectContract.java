package io.migri.testkit;

import static io.migri.testkit.Subject.execute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.DatabaseError;
import io.migri.spi.DialectSession;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import io.migri.spi.wire.StatementFailedException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * That a reader knows what the commonest statements do to a transaction. Nobody has to think of them: the contract tries each on the database,
 * and asks the reader of those that it takes. It begins, adds a row, executes the statement, rolls back, and looks whether the row is there.
 */
public abstract class TransactionEffectContract {
    private static final List<String> BEGINNINGS = List.of(
            "BEGIN",
            "begin",
            "BEGIN WORK",
            "BEGIN TRANSACTION",
            "BEGIN /* mine */ TRANSACTION",
            "START TRANSACTION",
            "START TRANSACTION READ WRITE",
            "BEGIN IMMEDIATE",
            "BEGIN EXCLUSIVE TRANSACTION");

    private static final List<String> ENDS = List.of(
            "COMMIT",
            "commit",
            "COMMIT WORK",
            "COMMIT TRANSACTION",
            "COMMIT -- mine\n WORK",
            "END",
            "END TRANSACTION",
            "ROLLBACK",
            "Rollback",
            "ROLLBACK WORK",
            "ROLLBACK TRANSACTION",
            "ABORT");

    private final DialectFixture fixture;
    private final Subject subject;
    private int last = 1000;

    protected TransactionEffectContract(DialectFixture fixture) {
        this.fixture = fixture;
        this.subject = new Subject(fixture);
    }

    @AfterEach
    void closeAll() throws Exception {
        subject.close();
    }

    @Test
    void commonStatementsGetOnWithATransactionAsTheReaderSays() throws Exception {
        DialectSession session = subject.openWithTable();
        List<String> known = new ArrayList<>();
        for (CommonStatement common : CommonStatement.ALL) {
            prepare(session, common);
            if (Subject.accepts(session, common.statement())) {
                known.add(common.statement());
                prepare(session, common);
                SqlStatement statement = last(session, common.script());
                assertEquals(expected(statement.effect()), found(session, statement), common::script);
            }
        }
        assertTrue(known.size() > 10, () -> "the database takes but " + known);
        assertEquals(
                subject.lacks(Limitation.DDL_COMMITS),
                last(session, "CREATE TABLE common (a integer)").effect() == TransactionEffect.ENDS_IT);
    }

    private static String expected(TransactionEffect effect) {
        return switch (effect) {
            case NONE, MAY_END_IT, ALONE -> "undone";
            case ENDS_IT -> "kept";
            case REFUSES_IT -> "refused";
            default -> "for a transaction of its own";
        };
    }

    /** What becomes of a row that was added in the same transaction. */
    private String found(DialectSession session, SqlStatement statement) throws SQLException {
        execute(session, session.wire().syntax().begin());
        execute(session, Subject.insert(++last));
        boolean accepted = Subject.sent(session, statement.text());
        Subject.sent(session, session.wire().syntax().rollback());
        return !accepted ? "refused" : isThere(last) ? "kept" : "undone";
    }

    @Test
    void whatTheServerTakesIsNotBeyondIt() throws Exception {
        DialectSession session = subject.openWithTable();
        for (CommonStatement common : CommonStatement.ALL) {
            prepare(session, common);
            if (Subject.accepts(session, common.statement())) {
                assertEquals(
                        Optional.empty(),
                        last(session, common.script()).traits().beyondServer(),
                        common::script);
            }
        }
    }

    @Test
    void whatIsBeyondTheServerIsRefusedByIt() throws Exception {
        DialectSession session = subject.openWithTable();
        for (String statement : fixture.beyondServer()) {
            Optional<String> reason = last(session, statement).traits().beyondServer();
            assertTrue(reason.filter(text -> !text.isBlank()).isPresent(), statement);
            assertFalse(Subject.accepts(session, statement), statement);
        }
    }

    @Test
    void whatRefusesATransactionIsExplainedSo() throws Exception {
        DialectSession session = subject.openWithTable();
        for (CommonStatement common : CommonStatement.ALL) {
            prepare(session, common);
            SqlStatement statement = last(session, common.script());
            if (statement.effect() == TransactionEffect.REFUSES_IT && Subject.accepts(session, statement.text())) {
                prepare(session, common);
                execute(session, session.wire().syntax().begin());
                DatabaseError.Kind kind = kindOfFailure(session, statement.text());
                Subject.accepts(session, session.wire().syntax().rollback());
                assertEquals(DatabaseError.Kind.REFUSES_TRANSACTION, kind, statement::text);
            }
        }
    }

    private DatabaseError.Kind kindOfFailure(DialectSession session, String statement) {
        try {
            session.wire().execute(List.of(statement));
            throw new AssertionError("not refused in a transaction: " + statement);
        } catch (StatementFailedException failure) {
            return subject.explain(failure, statement).kind();
        }
    }

    @Test
    void aTransactionOfTheScriptsIsRecognisedHoweverItIsSpelled() throws Exception {
        DialectSession session = subject.openWithTable();
        int known = 0;
        for (String begin : BEGINNINGS) {
            for (String end : begins(session, begin) ? ENDS : List.<String>of()) {
                Optional<TransactionEffect> effect = effectOfEnd(session, begin, end);
                if (effect.isPresent()) {
                    known++;
                    List<SqlStatement> script =
                            Subject.read(session, begin + ";\n" + Subject.insert(1) + ";\n" + end + ";");
                    assertEquals(TransactionEffect.BEGINS_BLOCK, script.get(0).effect(), begin);
                    assertEquals(TransactionEffect.NONE, script.get(1).effect(), begin);
                    assertEquals(effect.get(), script.get(2).effect(), begin + " … " + end);
                }
            }
        }
        assertTrue(known > 0, "the database knows neither BEGIN nor START TRANSACTION");
    }

    private boolean begins(DialectSession session, String begin) throws SQLException {
        boolean taken = Subject.accepts(session, begin) && Subject.accepts(session, Subject.insert(++last));
        Subject.accepts(session, "ROLLBACK");
        return taken && !isThere(last);
    }

    /** What the database does; empty where it does not take these two. */
    private Optional<TransactionEffect> effectOfEnd(DialectSession session, String begin, String end)
            throws SQLException {
        boolean taken = Subject.accepts(session, begin)
                && Subject.accepts(session, Subject.insert(++last))
                && Subject.accepts(session, end);
        Subject.accepts(session, "ROLLBACK");
        if (!taken) {
            return Optional.empty();
        }
        return Optional.of(isThere(last) ? TransactionEffect.COMMITS_BLOCK : TransactionEffect.ROLLS_BACK_BLOCK);
    }

    @Test
    void savepointsAndRoutinesEndNoTransaction() throws Exception {
        DialectSession session = subject.openWithTable();
        List<SqlStatement> script = Subject.read(
                session,
                "BEGIN; SAVEPOINT a; INSERT INTO animal VALUES (1, 'commit'); ROLLBACK TO SAVEPOINT a;"
                        + " RELEASE SAVEPOINT a; COMMIT;");
        for (SqlStatement statement : script.subList(1, 5)) {
            assertEquals(TransactionEffect.NONE, statement.effect(), statement::text);
        }
        assertEquals(TransactionEffect.COMMITS_BLOCK, script.get(5).effect());
    }

    /** A transaction is no better than the code that runs in it: where that may commit, the reader has to say so. */
    @Test
    void codeThatCommitsIsSuspected() throws Exception {
        List<String> code = fixture.committingCode();
        assertEquals(subject.lacks(Limitation.NO_COMMITTING_CODE), code.isEmpty());
        if (!code.isEmpty()) {
            DialectSession session = subject.openWithTable();
            for (String statement : code.subList(0, code.size() - 1)) {
                execute(session, statement);
            }
            SqlStatement call = last(session, code.get(code.size() - 1));
            execute(session, session.wire().syntax().begin(), Subject.insert(++last));
            boolean accepted = Subject.sent(session, call.text());
            boolean survived = session.wire().transactionSurvived();
            Subject.sent(session, session.wire().syntax().rollback());
            if (accepted) {
                assertTrue(isThere(last), "the fixture's code does not commit");
                assertEquals(TransactionEffect.MAY_END_IT, call.effect(), call::text);
                assertFalse(survived, "the transaction is over, and nobody noticed");
            }
        }
    }

    private void prepare(DialectSession session, CommonStatement common) {
        CommonStatement.CLEANING.forEach(statement -> Subject.accepts(session, statement));
        common.before().forEach(statement -> Subject.accepts(session, statement));
    }

    private SqlStatement last(DialectSession session, String script) throws SQLException {
        List<SqlStatement> statements = Subject.read(session, script);
        return statements.get(statements.size() - 1);
    }

    private boolean isThere(int row) throws SQLException {
        DialectSession witness = subject.open();
        String count = Subject.text(witness, "SELECT count(*) FROM animal WHERE id = " + row);
        witness.connection().close();
        return !count.equals("0");
    }
}
