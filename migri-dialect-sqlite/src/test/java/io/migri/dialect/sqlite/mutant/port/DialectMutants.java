package io.migri.dialect.sqlite.mutant.port;

import static io.migri.dialect.sqlite.mutant.call.Mutant.wrong;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.dialect.sqlite.mutant.call.Call;
import io.migri.dialect.sqlite.mutant.call.Mutant;
import io.migri.spi.Dialect;
import io.migri.spi.Purpose;
import io.migri.testkit.DialectContract;
import java.sql.Connection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Dialects that are not found, connect wrongly, or explain badly. */
public final class DialectMutants {
    private static final Class<?> DIES = DialectContract.class;

    private DialectMutants() {}

    public static List<Mutant> all() {
        return List.of(
                wrong("its id is in capitals", Dialect.class, "id", call -> "SQLite")
                        .diesBy(DIES, "hasAnIdInLowerCase"),
                wrong("it claims every configuration", Dialect.class, "matches", call -> offered(call, true))
                        .diesBy(DIES, "isNotInferredFromWhatMayMeanAnother"),
                wrong("it claims no configuration", Dialect.class, "matches", call -> offered(call, false))
                        .diesBy(DIES, "isInferredFromWhatCanOnlyMeanIt"),
                wrong("it claims every connection", Dialect.class, "matches", call -> true)
                        .diesBy(DIES, "knowsThatAConnectionIsNotItsOwn"),
                wrong("it does not know its connections", Dialect.class, "matches", call -> false)
                        .diesBy(DIES, "knowsItsOwnConnections"),
                wrong("it connects without auto-commit", Dialect.class, "connect", call -> {
                            Connection connection = call.sound();
                            connection.setAutoCommit(false);
                            return connection;
                        })
                        .diesBy(DIES, "connectsInAutoCommitMode"),
                wrong("it ignores a password", Dialect.class, "connect", call -> {
                            ConnectionConfig config = call.argument(0, ConnectionConfig.class);
                            return call.on(Dialect.class).connect(ConnectionConfig.of(config.database()));
                        })
                        .diesBy(DIES, "saysThatThePasswordIsWrong"),
                wrong("it makes a database to look at", Dialect.class, "connect", call -> {
                            ConnectionConfig config = call.argument(0, ConnectionConfig.class);
                            Connection connection = call.on(Dialect.class).connect(config, Purpose.CHANGE);
                            connection.createStatement().execute("PRAGMA user_version = 0");
                            return connection;
                        })
                        .diesBy(DIES, "connectingToLookMakesNoDatabase"),
                explaining("every error is of the same kind", error -> with(error, error.message(), error.offset()))
                        .diesBy(DIES, "saysThatTheDatabaseIsUnknown"),
                explaining("no error has a place", error -> with(error, error.message(), OptionalInt.empty()))
                        .diesBy(DIES, "saysWhereTheSyntaxIsWrong"),
                explaining(
                                "places count from one",
                                error -> with(
                                        error,
                                        error.message(),
                                        error.offset().isPresent()
                                                ? OptionalInt.of(error.offset().getAsInt() + 1)
                                                : OptionalInt.empty()))
                        .diesBy(DIES, "saysWhereOnALaterLineTheSyntaxIsWrong"),
                explaining("the message is empty", error -> with(error, "", error.offset()))
                        .diesBy(DIES, "takesAViolatedConstraintForAnErrorOfTheStatement"),
                explaining(
                                "there is a place without a statement",
                                error -> with(error, error.message(), OptionalInt.of(0)))
                        .diesBy(DIES, "saysNothingOfAPlaceWhereThereIsNoStatement"),
                wrong("it has every property", Dialect.class, "propertyNames", call -> Set.of("no_such_property"))
                        .diesBy(DIES, "hasNoPropertyOfThatName"));
    }

    private static Object offered(Call call, boolean answer) throws Throwable {
        return call.offers(ConnectionConfig.class) ? answer : call.sound();
    }

    private static Mutant.Wrong explaining(String name, UnaryOperator<DatabaseError> change) {
        return wrong(name, Dialect.class, "explain", call -> change.apply(call.sound()));
    }

    private static DatabaseError with(DatabaseError error, String message, OptionalInt offset) {
        return new DatabaseError(
                DatabaseError.Kind.STATEMENT, error.code(), message, error.detail(), error.hint(), offset);
    }
}
