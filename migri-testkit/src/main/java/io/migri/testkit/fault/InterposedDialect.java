package io.migri.testkit.fault;

import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.history.History;
import io.migri.spi.lock.Locks;
import io.migri.spi.script.Language;
import io.migri.spi.state.SessionState;
import io.migri.spi.wire.Wire;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;

/** A dialect that is another one, but for what stands around each call of its sessions and of what these lead to. */
public final class InterposedDialect {

    private static final Set<Class<?>> PORTS =
            Set.of(Language.class, Wire.class, SessionState.class, Locks.class, History.class);

    private InterposedDialect() {}

    /** {@code dialect} with {@code around} in between. */
    public static Dialect of(Dialect dialect, Around around) {
        return proxy(Dialect.class, (method, arguments) -> {
            Object answer = invoke(dialect, method, arguments);
            return answer instanceof DialectSession session ? session(session, around) : answer;
        });
    }

    private static DialectSession session(DialectSession session, Around around) {
        return proxy(DialectSession.class, (method, arguments) -> {
            Object answer = around.call(session, method.getName(), arguments, () -> invoke(session, method, arguments));
            return PORTS.contains(method.getReturnType())
                    ? port(method.getReturnType(), answer, session, around)
                    : answer;
        });
    }

    private static <T> T port(Class<T> type, Object port, DialectSession session, Around around) {
        return proxy(
                type,
                (method, arguments) ->
                        around.call(session, method.getName(), arguments, () -> invoke(port, method, arguments)));
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
                InterposedDialect.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.of(method, arguments)));
    }

    /** What stands around a call. */
    @FunctionalInterface
    public interface Around {
        /**
         * Answers for the session, or for what it leads to.
         *
         * @param session the real one
         * @param method the name of what is called
         * @param arguments null where there are none
         * @param onward makes the call
         */
        Object call(DialectSession session, String method, Object[] arguments, Onward onward) throws Throwable;
    }

    /** The call itself. */
    @FunctionalInterface
    public interface Onward {
        Object call() throws Throwable;
    }

    @FunctionalInterface
    private interface Call {
        Object of(Method method, Object[] arguments) throws Throwable;
    }
}
