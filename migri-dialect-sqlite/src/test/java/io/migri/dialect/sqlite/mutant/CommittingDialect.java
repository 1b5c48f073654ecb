package io.migri.dialect.sqlite.mutant;

import io.migri.dialect.sqlite.mutant.call.Call;
import io.migri.dialect.sqlite.mutant.call.Interposed;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.script.Language;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TextSpan;
import io.migri.spi.script.TransactionEffect;
import io.migri.spi.wire.StatementFailedException;
import io.migri.spi.wire.Wire;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** SQLite as if each definition committed the transaction that it finds, as on MySQL, as if there were a procedure that commits, and users with passwords. Sound. */
final class CommittingDialect {
    static final String CALL = "CALL commit_it()";

    /** Sets a password. */
    static final String USER = "CREATE USER somebody IDENTIFIED BY 'swordfish'";

    private static final Pattern PASSWORD = Pattern.compile("IDENTIFIED BY ('[^']*')");
    private static final List<String> DEFINITIONS = List.of("CREATE", "ALTER", "DROP", "ANALYZE");

    private CommittingDialect() {}

    static Dialect of(Dialect sqlite) {
        return Interposed.of(Dialect.class, sqlite, CommittingDialect::answer);
    }

    private static Object answer(Call call) throws Throwable {
        if (call.isOf(DialectSession.class, "connection")) {
            return connection(call.sound());
        }
        if (call.isOf(StatementReader.class, "next")) {
            SqlStatement next = call.sound();
            return next == null ? null : known(next);
        }
        if (call.isOf(Language.class, "secrets")) {
            return PASSWORD.matcher(call.argument(0, String.class))
                    .results()
                    .map(found -> new TextSpan(found.start(1), found.end(1)))
                    .toList();
        }
        if (call.isOf(Wire.class, "execute")) {
            execute(call.on(Wire.class), call.argument(0, List.class));
            return null;
        }
        return call.sound();
    }

    private static SqlStatement known(SqlStatement next) {
        return isDefinition(next.text())
                ? next.with(TransactionEffect.ENDS_IT)
                : next.text().equals(CALL) ? next.with(TransactionEffect.MAY_END_IT) : next;
    }

    private static boolean isDefinition(String statement) {
        String text = statement.toUpperCase(Locale.ROOT);
        return DEFINITIONS.stream().anyMatch(text::startsWith) && !text.startsWith("CREATE TEMP");
    }

    private static void execute(Wire wire, List<?> statements) throws StatementFailedException {
        for (int i = 0; i < statements.size(); i++) {
            String statement = (String) statements.get(i);
            try {
                if ((isDefinition(statement) || statement.equals(CALL)) && wire.transactionOpen()) {
                    wire.execute(List.of("COMMIT"));
                }
                wire.execute(statement.equals(CALL) ? List.of() : List.of(statement));
            } catch (StatementFailedException failure) {
                throw new StatementFailedException(i, failure.failure());
            } catch (SQLException failure) {
                throw new StatementFailedException(i, failure);
            }
        }
    }

    private static Connection connection(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                CommittingDialect.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> {
                    Object answer = invoke(() -> method.invoke(connection, arguments));
                    return answer instanceof Statement statement
                                    && method.getName().equals("createStatement")
                            ? statement(statement)
                            : answer;
                });
    }

    private static Statement statement(Statement statement) {
        return (Statement) Proxy.newProxyInstance(
                CommittingDialect.class.getClassLoader(),
                new Class<?>[] {Statement.class},
                (self, method, arguments) -> {
                    if (method.getName().equals("execute") && arguments[0] instanceof String text) {
                        if (isDefinition(text) || text.equals(CALL)) {
                            commit(statement);
                        }
                        return text.equals(CALL) ? false : statement.execute(text);
                    }
                    return invoke(() -> method.invoke(statement, arguments));
                });
    }

    private static void commit(Statement statement) {
        try {
            statement.execute("COMMIT");
        } catch (SQLException none) {
            // no transaction was open
        }
    }

    private static Object invoke(Invocation invocation) throws Throwable {
        try {
            return invocation.call();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @FunctionalInterface
    private interface Invocation {
        Object call() throws ReflectiveOperationException;
    }
}
