package io.migri.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.spi.DialectSession;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TransactionEffect;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * That statements do to transactions and sessions what their {@link StatementReader} says. The database is asked, which executes the
 * scripts as its own client would send them.
 */
public abstract class StatementEffectContract {
    private final Subject subject;
    private @Nullable DialectSession replaying;
    private @Nullable DialectSession witness;
    private int last = 1000;

    protected StatementEffectContract(DialectFixture fixture) {
        this.subject = new Subject(fixture);
    }

    /**
     * Scripts whose statements succeed one after the other, also when the script or its beginning was executed before. There is a table
     * {@code animal}, with an {@code id} and a {@code name}; ids of theirs are below 1000.
     */
    protected abstract List<String> scripts();

    /** Every effect that the dialect's reader knows; each has to occur in {@link #scripts}. */
    protected abstract Set<TransactionEffect> effects();

    /**
     * Scripts that end with a query, whose first column has one value of a kind that a session forgets at its end, or not. They may be executed
     * more than once.
     */
    protected List<String> memories() {
        return List.of();
    }

    @AfterEach
    void closeAll() throws Exception {
        subject.close();
    }

    @Test
    void everyEffectOccurs() throws Exception {
        Set<TransactionEffect> found = EnumSet.noneOf(TransactionEffect.class);
        for (String script : scripts()) {
            read(script).forEach(statement -> found.add(statement.effect()));
        }
        assertEquals(effects(), found);
    }

    /** A row that is added behind a statement is undone by ROLLBACK if, and only if, the script is in a transaction of its own by then. */
    @Test
    void ownTransactionsBeginAndEndWhereTheReaderSaysSo() throws Exception {
        for (String script : prepared()) {
            List<SqlStatement> statements = read(script);
            boolean within = false;
            for (int i = 0; i < statements.size(); i++) {
                SqlStatement statement = statements.get(i);
                within = within(statement.effect(), within);
                if (statement.effect() != TransactionEffect.MAY_END_IT) {
                    assertEquals(
                            readOnly(statements, i) ? "refused" : within ? "undone" : "kept",
                            added(replayed(statements, i + 1)),
                            place(script, statement));
                }
            }
        }
    }

    /** What becomes of a row that is added, and then rolled back. */
    private String added(DialectSession session) throws SQLException {
        Client client = new Client(session);
        last++;
        if (!client.quietly(Subject.insert(last))) {
            return "refused";
        }
        client.quietly("ROLLBACK");
        return isThere(last) ? "kept" : "undone";
    }

    private static boolean within(TransactionEffect effect, boolean before) {
        return switch (effect) {
            case ENDS_IT, ALONE, REFUSES_IT, STRAY -> false;
            case NONE, MAY_END_IT, SESSION_ONLY, REDUNDANT -> before;
            case BEGINS_BLOCK, BEGINS_READ_ONLY_BLOCK, COMMITS_AND_BEGINS_BLOCK, ROLLS_BACK_AND_BEGINS_BLOCK -> true;
            case COMMITS_BLOCK, ROLLS_BACK_BLOCK -> false;
        };
    }

    /** A row that the script's own transaction added before is there afterwards, or is not. */
    @Test
    void theEndOfAnOwnTransactionKeepsOrUndoesWhatItDid() throws Exception {
        for (String script : prepared()) {
            List<SqlStatement> statements = read(script);
            for (int i = 0; i < statements.size(); i++) {
                SqlStatement statement = statements.get(i);
                Optional<Boolean> keeps = keeps(statement.effect());
                if (keeps.isPresent() && !readOnly(statements, i - 1)) {
                    Client client = new Client(replayed(statements, i));
                    int row = client.insert();
                    client.execute(statement.text());
                    client.quietly("ROLLBACK");
                    assertEquals(keeps.get(), isThere(row), place(script, statement));
                }
            }
        }
    }

    private static Optional<Boolean> keeps(TransactionEffect effect) {
        return switch (effect) {
            case COMMITS_BLOCK, COMMITS_AND_BEGINS_BLOCK -> Optional.of(true);
            case ROLLS_BACK_BLOCK, ROLLS_BACK_AND_BEGINS_BLOCK -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** Whether the transaction that is open behind that statement may not write. */
    private static boolean readOnly(List<SqlStatement> statements, int through) {
        boolean readOnly = false;
        for (SqlStatement statement : statements.subList(0, through + 1)) {
            TransactionEffect effect = statement.effect();
            readOnly = effect == TransactionEffect.BEGINS_READ_ONLY_BLOCK || (readOnly && !effect.ends());
        }
        return readOnly;
    }

    /** As Migri sends it: outside of the script's own transactions there is one of Migri's, with a row in it. */
    @Test
    void statementsGetOnWithMigrisTransactionAsTheReaderSays() throws Exception {
        for (String script : prepared()) {
            List<SqlStatement> statements = read(script);
            boolean within = false;
            for (int i = 0; i < statements.size(); i++) {
                SqlStatement statement = statements.get(i);
                if (!within && !statement.effect().begins()) {
                    assertEquals(
                            expected(statement), found(replayed(statements, i), statement), place(script, statement));
                }
                within = within(statement.effect(), within);
            }
        }
    }

    private static String expected(SqlStatement statement) {
        return switch (statement.effect()) {
            case NONE -> "undone";
            case ENDS_IT -> "kept";
            case REFUSES_IT -> "refused";
            case MAY_END_IT -> "as it says afterwards";
            default -> "not sent in it";
        };
    }

    private String found(DialectSession session, SqlStatement statement) throws SQLException {
        TransactionEffect effect = statement.effect();
        if (expected(statement).equals("not sent in it")) {
            return "not sent in it";
        }
        last++;
        int row = last;
        Subject.execute(session, session.wire().syntax().begin(), Subject.insert(row));
        boolean accepted = Subject.sent(session, statement.text());
        boolean survived = session.wire().transactionSurvived();
        Subject.sent(session, session.wire().syntax().rollback());
        if (!accepted) {
            return "refused";
        }
        if (effect == TransactionEffect.MAY_END_IT) {
            return survived == isThere(row) ? "otherwise than it says" : "as it says afterwards";
        }
        return isThere(row) ? "kept" : "undone";
    }

    /**
     * What the reader does not call lost is not lost: another session, in which only the constant statements were executed, answers the last
     * query alike. And what it calls lost is lost, or nobody could go on.
     */
    @Test
    void whatANewSessionLacksIsNamed() throws Exception {
        prepared();
        for (String script : memories()) {
            List<SqlStatement> statements = read(script);
            SqlStatement query = statements.get(statements.size() - 1);
            List<SqlStatement> before = statements.subList(0, statements.size() - 1);
            String remembered = new Client(replayed(before, before.size())).answer(query.text());
            List<SqlStatement> constants = before.stream()
                    .filter(statement -> statement.session().constant())
                    .toList();
            String anew = new Client(replayed(constants, constants.size())).answer(query.text());
            boolean lost = before.stream()
                    .filter(statement -> !statement.session().constant())
                    .flatMap(statement -> statement.session().gives().stream())
                    .anyMatch(given -> given.kind() == SessionValue.Kind.SETTING
                            || query.session().reads().stream().anyMatch(given::concerns));
            assertEquals(lost, !remembered.equals(anew), () -> place(script, query) + ": " + remembered + ", " + anew);
        }
    }

    private List<String> prepared() throws SQLException {
        new Client(subject.open()).quietly(Subject.ANIMAL);
        return scripts();
    }

    private List<SqlStatement> read(String script) throws SQLException {
        DialectSession session = subject.open();
        try {
            return Subject.read(session, script);
        } finally {
            session.connection().close();
        }
    }

    /** A new session that has executed the first {@code count} of them. What ends a transaction where there is none may be an error. */
    private DialectSession replayed(List<SqlStatement> statements, int count) throws SQLException {
        if (replaying != null) {
            replaying.connection().close();
        }
        DialectSession session = subject.open();
        replaying = session;
        Client client = new Client(session);
        for (SqlStatement statement : statements.subList(0, count)) {
            if (statement.effect() == TransactionEffect.STRAY) {
                client.quietly(statement.text());
            } else {
                client.execute(statement.text());
            }
        }
        return session;
    }

    private boolean isThere(int row) throws SQLException {
        if (witness == null) {
            witness = subject.open();
        }
        return !new Client(witness)
                .answer("SELECT count(*) FROM animal WHERE id = " + row)
                .equals("0");
    }

    private static String place(String script, SqlStatement statement) {
        return statement.effect() + " of " + statement.text() + " in: " + script;
    }

    /** Sends statements one by one, as they stand. */
    private final class Client {
        private final DialectSession session;

        Client(DialectSession session) {
            this.session = session;
        }

        void execute(String statement) throws SQLException {
            try (Statement own = session.connection().createStatement()) {
                own.execute(statement);
            } catch (SQLException e) {
                throw new SQLException(statement + ": " + e.getMessage(), e.getSQLState(), e.getErrorCode(), e);
            }
        }

        boolean quietly(String statement) {
            try {
                execute(statement);
                return true;
            } catch (SQLException refused) {
                return false;
            }
        }

        int insert() throws SQLException {
            last++;
            execute(Subject.insert(last));
            return last;
        }

        String answer(String query) {
            try {
                return Subject.text(session, query);
            } catch (SQLException e) {
                return "refused";
            }
        }
    }
}
