package io.migri.testkit.fault;

import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A dialect that is another one, but for what stands around each call of its sessions. */
public final class InterposedDialect {

    private InterposedDialect() {}

    /** {@code dialect} with {@code around} in between. */
    public static Dialect of(Dialect dialect, Around around) {
        return proxy(Dialect.class, (method, arguments) -> {
            Object answer = invoke(dialect, method, arguments);
            return answer instanceof DialectSession session ? session(session, around) : answer;
        });
    }

    private static DialectSession session(DialectSession session, Around around) {
        return proxy(
                DialectSession.class,
                (method, arguments) ->
                        around.call(session, method.getName(), arguments, () -> invoke(session, method, arguments)));
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
         * Answers for the session.
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
