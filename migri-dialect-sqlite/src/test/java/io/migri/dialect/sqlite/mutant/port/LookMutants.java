package io.migri.dialect.sqlite.mutant.port;

import static io.migri.dialect.sqlite.mutant.call.Mutant.wrong;

import io.migri.dialect.sqlite.mutant.call.Call;
import io.migri.dialect.sqlite.mutant.call.Mutant;
import io.migri.dialect.sqlite.mutant.call.Mutation;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.examination.Finding;
import io.migri.spi.history.History;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.lock.Locks;
import io.migri.spi.state.SessionState;
import io.migri.testkit.LookingContract;
import java.sql.Connection;
import java.util.List;

/** Those who leave something behind where they were only asked. */
public final class LookMutants {
    private static final Class<?> DIES = LookingContract.class;
    private static final String ASKING = "askingTheSessionChangesNothing";
    private static final String EXAMINING = "examiningChangesNothing";

    private LookMutants() {}

    public static List<Mutant> all() {
        return List.of(
                wrong(
                                "examining makes a table",
                                DialectSession.class,
                                "examine",
                                leaving("CREATE TABLE plant (id integer)"))
                        .diesBy(DIES, EXAMINING),
                wrong("examining leaves a transaction open", DialectSession.class, "examine", leaving("BEGIN"))
                        .diesBy(DIES, EXAMINING),
                wrong(
                                "there is always a problem",
                                DialectSession.class,
                                "examine",
                                call -> List.of(Finding.problem("everything", "it is bad", "give up")))
                        .diesBy(DIES, EXAMINING),
                wrong(
                                "support is tried out",
                                DialectSession.class,
                                "support",
                                leaving("INSERT INTO animal VALUES (9, 'x')"))
                        .diesBy(DIES, EXAMINING),
                wrong(
                                "the same database is examined otherwise",
                                DialectSession.class,
                                "examine",
                                call -> call.session()
                                                .history()
                                                .log(HistoryTable.USUAL)
                                                .read()
                                                .isPresent()
                                        ? List.of(Finding.problem("history", "it is there", "drop it"))
                                        : call.sound())
                        .diesBy(DIES, "examiningFindsTheSameWhereThereIsAHistory"),
                wrong("to ask for the holder takes the lock", Locks.class, "holder", leaving("BEGIN IMMEDIATE"))
                        .diesBy(DIES, ASKING),
                wrong(
                                "to ask for the time-out sets up a table",
                                Locks.class,
                                "ownTimeout",
                                leaving("CREATE TABLE limits (id integer)"))
                        .diesBy(DIES, ASKING),
                wrong(
                                "a missing schema is made",
                                History.class,
                                "missingSchema",
                                leaving("CREATE TABLE shop (id integer)"))
                        .diesBy(DIES, ASKING),
                wrong("to remember the session is to change it", SessionState.class, "restore", leaving("BEGIN"))
                        .diesBy(DIES, ASKING),
                wrong(
                                "a look at the script binding adds a row",
                                DialectSession.class,
                                "scriptBinding",
                                leaving("INSERT INTO animal VALUES (9, 'x')"))
                        .diesBy(DIES, ASKING),
                wrong("remarks turn auto-commit off", Dialect.class, "remarks", call -> {
                            call.argument(0, Connection.class).setAutoCommit(false);
                            return call.sound();
                        })
                        .diesBy(DIES, ASKING),
                wrong("the server has no name", DialectSession.class, "server", call -> " ")
                        .diesBy(DIES, "theServerIsNamed"),
                wrong("the server's name moves the cursor", DialectSession.class, "server", call -> "sqlite \u001b[2J")
                        .diesBy(DIES, "theServerIsNamed"));
    }

    private static Mutation leaving(String statement) {
        return (Call call) -> {
            Object answer = call.sound();
            call.execute(statement);
            return answer;
        };
    }
}
