package io.migri.testkit.scripted;

import io.migri.api.DatabaseError.Kind;
import io.migri.spi.wire.BatchLimits;
import io.migri.spi.wire.StatementFailedException;
import io.migri.spi.wire.TransactionSyntax;
import io.migri.spi.wire.Wire;
import io.migri.testkit.scripted.Fault.Moment;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;

/** Keeps what is sent, and does with transactions what a database does. What begins with a capital letter is no migration's. */
final class ScriptedWire implements Wire {
    private static final TransactionSyntax SYNTAX = TransactionSyntax.standard("BEGIN");
    private static final String SAVEPOINT = "SAVEPOINT ";
    private static final String RELEASE = "RELEASE SAVEPOINT ";
    private static final String ROLLBACK_TO = "ROLLBACK TO SAVEPOINT ";

    private final ScriptedDatabase database;
    private final ScriptedTransaction transaction;

    ScriptedWire(ScriptedDatabase database, ScriptedTransaction transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    @Override
    public TransactionSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public BatchLimits limits() {
        return database.conditions().limits;
    }

    @Override
    public void execute(List<String> statements) throws StatementFailedException {
        if (statements.isEmpty()) {
            return;
        }
        int message = database.said(String.join("; ", statements));
        for (int i = 0; i < statements.size(); i++) {
            Optional<Fault> fault = database.faults().at(statements.get(i), message, true);
            if (fault.isPresent()) {
                throw new StatementFailedException(i, 0, failure(fault.get()));
            }
        }
        for (int i = 0; i < statements.size(); i++) {
            try {
                executeOne(statements.get(i), message);
            } catch (ScriptedFailure e) {
                throw new StatementFailedException(i, e);
            }
        }
    }

    @Override
    public void load(String statement, Reader data) throws ScriptedFailure, IOException {
        StringWriter text = new StringWriter();
        data.transferTo(text);
        executeOne(statement, database.said(statement + " <- " + text));
    }

    private void executeOne(String statement, int message) throws ScriptedFailure {
        database.faults().meanwhile(statement, message);
        transaction.requireConnection();
        Optional<Fault> fault = database.faults().at(statement, message, false);
        if (fault.isPresent() && fault.get().moment() == Moment.AFTER) {
            perform(statement);
        }
        if (fault.isPresent()) {
            throw failure(fault.get());
        }
        perform(statement);
    }

    private ScriptedFailure failure(Fault fault) {
        ScriptedFailure failure = new ScriptedFailure(fault.error());
        if (failure.endsSession()) {
            transaction.lose();
        } else if (fault.rollsBack()) {
            transaction.rollBack();
        }
        return failure;
    }

    private void perform(String statement) throws ScriptedFailure {
        Optional<ScriptedDatabase.OwnStatement> own = database.own(statement);
        if (own.isPresent()) {
            own.get().execute(transaction.contents());
        } else if (Character.isUpperCase(statement.charAt(0))) {
            performOurs(statement);
        } else {
            performScripts(statement);
        }
    }

    private void performOurs(String statement) throws ScriptedFailure {
        if (statement.equals(SYNTAX.begin())) {
            transaction.begin();
        } else if (statement.equals(SYNTAX.commit())) {
            transaction.commit();
        } else if (statement.equals(SYNTAX.rollback())) {
            transaction.rollBack();
        } else if (statement.startsWith(SAVEPOINT)) {
            transaction.save(statement.substring(SAVEPOINT.length()));
        } else if (statement.startsWith(RELEASE)) {
            transaction.release(statement.substring(RELEASE.length()));
        } else if (statement.startsWith(ROLLBACK_TO)) {
            transaction.rollBackTo(statement.substring(ROLLBACK_TO.length()));
        } else if (database.conditions().beforeCommit.contains(statement)) {
            transaction.check();
        }
    }

    private void performScripts(String statement) throws ScriptedFailure {
        switch (statement) {
            case "begin", "begin read only" -> transaction.begin();
            case "commit and chain" -> {
                transaction.commit();
                transaction.begin();
            }
            case "rollback and chain" -> {
                transaction.rollBack();
                transaction.begin();
            }
            default -> performMarked(statement, Meaning.of(statement));
        }
    }

    private void performMarked(String statement, Meaning meaning) throws ScriptedFailure {
        refuse(meaning);
        if (meaning.says("ends")) {
            transaction.commit();
            transaction.execute(statement);
        } else if (meaning.says("rolls back")) {
            transaction.endUnseen(false);
            transaction.execute(statement);
        } else if (meaning.says("commits")) {
            transaction.execute(statement);
            transaction.endUnseen(true);
        } else if (meaning.says("outlasts")) {
            transaction.executeForGood(statement);
        } else if (!meaning.says("constant") && !meaning.says("session")) {
            transaction.execute(statement);
        }
    }

    private void refuse(Meaning meaning) throws ScriptedFailure {
        boolean open = transaction.open();
        if (open && (meaning.says("outside") || meaning.says("refuses"))) {
            throw ScriptedFailure.of(Kind.REFUSES_TRANSACTION, "cannot run inside a transaction");
        }
        if (transaction.used() && meaning.says("needs commit")) {
            throw ScriptedFailure.of(Kind.NEEDS_COMMIT, "unsafe use of what is new");
        }
        if (transaction.used() && !transaction.checked() && meaning.says("pending")) {
            throw ScriptedFailure.of(Kind.PENDING_TRIGGERS, "pending trigger events");
        }
        if (transaction.rehearsing() && meaning.says("first")) {
            throw ScriptedFailure.of(Kind.TRANSACTION_BEGUN, "must come before any other");
        }
    }

    @Override
    public boolean transactionSurvived() throws ScriptedFailure {
        database.asked("survived?");
        transaction.requireConnection();
        return transaction.survived();
    }

    @Override
    public boolean transactionOpen() throws ScriptedFailure {
        database.asked("open?");
        return transaction.open();
    }
}
