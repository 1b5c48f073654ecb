package io.migri.dialect.sqlite.mutant.port;

import static io.migri.dialect.sqlite.mutant.call.Mutant.wrong;

import io.migri.api.DatabaseError;
import io.migri.dialect.sqlite.mutant.call.Call;
import io.migri.dialect.sqlite.mutant.call.Mutant;
import io.migri.dialect.sqlite.mutant.call.Mutation;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.wire.StatementFailedException;
import io.migri.spi.wire.TransactionSyntax;
import io.migri.spi.wire.Wire;
import io.migri.testkit.SessionContract;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Wires that lose, repeat or misreport what they are given. */
public final class WireMutants {
    private static final Class<?> DIES = SessionContract.class;

    private WireMutants() {}

    public static List<Mutant> all() {
        return List.of(
                wrong("each transaction has survived", Wire.class, "transactionSurvived", call -> true)
                        .diesBy(DIES, "noticesThatCodeOnItsConnectionCommitted"),
                wrong("no transaction is ever open", Wire.class, "transactionOpen", call -> false)
                        .diesBy(DIES, "knowsThatItsTransactionIsOpen"),
                wrong("a transaction is always open", Wire.class, "transactionOpen", call -> true)
                        .diesBy(DIES, "noticesThatCodeOnItsConnectionRolledBack"),
                sending("it blames the first statement", WireMutants::blamingTheFirst)
                        .diesBy(DIES, "saysWhichStatementViolatedAConstraint"),
                sending("it stops before the last statement", call -> {
                            List<String> all = call.statements();
                            return call.soundly(all.size() > 3 ? all.subList(0, all.size() - 1) : all);
                        })
                        .diesBy(DIES, "executesAllStatementsInOrder"),
                sending("it goes on behind a failure", WireMutants::goingOn)
                        .diesBy(DIES, "saysWhichStatementViolatedAConstraint"),
                sending("it swallows failures", WireMutants::swallowing)
                        .diesBy(DIES, "saysWhichStatementHasWrongSyntax"),
                sending("it rolls back by itself", WireMutants::rollingBack)
                        .diesBy(DIES, "tellsThatItsTransactionSurvivedAFailure"),
                sending("it executes the last statement first", call -> {
                            List<String> all = new ArrayList<>(call.statements());
                            Collections.rotate(all, 1);
                            return call.soundly(all);
                        })
                        .diesBy(DIES, "executesAllStatementsInOrder"),
                sending(
                                "it fills in parameters",
                                call -> call.soundly(call.statements().stream()
                                        .map(statement -> statement.replace("$1", "1"))
                                        .toList()))
                        .diesBy(DIES, "sendsTextAsItStands"),
                sending("it commits behind each call", call -> {
                            call.sound();
                            return call.on(Wire.class).transactionOpen() ? call.soundly(List.of("COMMIT")) : null;
                        })
                        .diesBy(DIES, "leavesTheTransactionOpenBetweenCalls"),
                sending("it minds an empty call", call -> {
                            if (call.statements().isEmpty()) {
                                throw new IllegalArgumentException("nothing to execute");
                            }
                            return call.sound();
                        })
                        .diesBy(DIES, "executesNothingWhereThereIsNothingToExecute"),
                wrong(
                                "its savepoint is the whole transaction",
                                Wire.class,
                                "syntax",
                                call -> withoutSavepoints(call.sound()))
                        .diesBy(DIES, "rollsBackToItsSavepoint"),
                wrong("it cannot be cancelled", DialectSession.class, "cancel", call -> null)
                        .diesBy(DIES, "cancelsARunningStatement"),
                wrong("to be cancelled is a mistake in the statement", Dialect.class, "explain", call -> {
                            DatabaseError error = call.sound();
                            return error.kind() == DatabaseError.Kind.CANCELLED
                                    ? DatabaseError.of(DatabaseError.Kind.STATEMENT, error.code(), error.message())
                                    : error;
                        })
                        .diesBy(DIES, "cancelsARunningStatement"));
    }

    private static Mutant.Wrong sending(String name, Mutation mutation) {
        return wrong(name, Wire.class, "execute", mutation);
    }

    private static Object blamingTheFirst(Call call) throws Throwable {
        try {
            return call.sound();
        } catch (StatementFailedException failure) {
            throw new StatementFailedException(0, failure.failure());
        }
    }

    private static Object goingOn(Call call) throws Throwable {
        StatementFailedException first = null;
        List<String> statements = call.statements();
        for (int i = 0; i < statements.size(); i++) {
            try {
                call.soundly(List.of(statements.get(i)));
            } catch (StatementFailedException failure) {
                first = first == null ? new StatementFailedException(i, failure.failure()) : first;
            }
        }
        if (first != null) {
            throw first;
        }
        return null;
    }

    private static Object swallowing(Call call) throws Throwable {
        try {
            return call.sound();
        } catch (StatementFailedException failure) {
            return null;
        }
    }

    private static Object rollingBack(Call call) throws Throwable {
        try {
            return call.sound();
        } catch (StatementFailedException failure) {
            if (call.on(Wire.class).transactionOpen()) {
                call.soundly(List.of("ROLLBACK"));
            }
            throw failure;
        }
    }

    private static TransactionSyntax withoutSavepoints(TransactionSyntax sound) throws SQLException {
        return new TransactionSyntax(
                sound.begin(),
                sound.beginToRecord(),
                sound.commit(),
                sound.rollback(),
                "SELECT 1",
                "SELECT 2",
                "SELECT 3");
    }
}
