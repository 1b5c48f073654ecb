package io.migri.testkit.fault;

import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;

/** A dialect of which something happens around a message, once. */
public final class Struck {
    private static final Strike NOTHING = connection -> {};

    private final Dialect dialect;
    private final Predicate<List<?>> place;
    private final Strike before;
    private final Strike after;
    private boolean over;

    private Struck(Dialect dialect, Predicate<List<?>> place, Strike before, Strike after) {
        this.dialect = dialect;
        this.place = place;
        this.before = before;
        this.after = after;
    }

    /** Strikes before the first message that {@code place} is true of. */
    public static Dialect before(Dialect dialect, Predicate<List<?>> place, Strike strike) {
        return new Struck(dialect, place, strike, NOTHING).wrapped();
    }

    /** Strikes when the first message that {@code place} is true of has been executed. */
    public static Dialect after(Dialect dialect, Predicate<List<?>> place, Strike strike) {
        return new Struck(dialect, place, NOTHING, strike).wrapped();
    }

    /** Ends the session as the end of the process would: nothing more is sent. */
    public static void kill(Connection connection) throws SQLException {
        if (connection.getMetaData().getURL().startsWith("jdbc:sqlite")) {
            connection.close();
        } else {
            connection.abort(Runnable::run);
        }
        throw new Killed();
    }

    private Dialect wrapped() {
        return proxy(Dialect.class, (method, arguments) -> {
            Object answer = invoke(dialect, method, arguments);
            return answer instanceof DialectSession session ? wrapped(session) : answer;
        });
    }

    private DialectSession wrapped(DialectSession session) {
        return proxy(DialectSession.class, (method, arguments) -> {
            if (over || !method.getName().equals("execute") || !place.test((List<?>) arguments[0])) {
                return invoke(session, method, arguments);
            }
            over = before != NOTHING;
            before.on(session.connection());
            Object answer = invoke(session, method, arguments);
            over = true;
            after.on(session.connection());
            return answer;
        });
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                Struck.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.of(method, arguments)));
    }

    /** What happens. */
    @FunctionalInterface
    public interface Strike {
        void on(Connection connection) throws SQLException;
    }

    /** Nothing of the program runs any more. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        private Killed() {
            super("killed");
        }
    }

    @FunctionalInterface
    private interface Call {
        Object of(Method method, Object[] arguments) throws Throwable;
    }
}
