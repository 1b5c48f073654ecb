package io.migri.core.guest;

import io.migri.api.MigriException;
import io.migri.spi.DialectSession;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Stands before one object of a plug-in, whatever its port. Exceptions that the method declares pass, and so do those of Migri. Any other, and
 * an answer that the port forbids, becomes a {@link MigriException} of code {@code PLUGIN_MISBEHAVED}. Ports that are handed out get a guard,
 * too. As safe for use by several threads as what it stands before.
 *
 * <p>A method that a port gains is guarded without another line here.
 */
final class Guard implements InvocationHandler {
    private final Class<?> port;
    private final Object part;
    private final String guest;
    private final BiFunction<Class<?>, Object, Object> guards;
    private final Rules rules = new Rules();
    private final Map<Method, Object> constants = new ConcurrentHashMap<>();
    private volatile @Nullable MigriException distrust;

    /** @param guards puts a guard before what {@code part} hands out */
    Guard(Class<?> port, Object part, String guest, BiFunction<Class<?>, Object, Object> guards) {
        this.port = port;
        this.part = part;
        this.guest = guest;
        this.guards = guards;
    }

    /** What it stands before. */
    Object part() {
        return part;
    }

    /** Class and jar of the plug-in. */
    String guest() {
        return guest;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(proxy, method, arguments);
        }
        if (!isConstant(method)) {
            return call(method, arguments);
        }
        Object known = constants.get(method);
        if (known == null) {
            known = call(method, arguments);
            constants.put(method, known);
        }
        return known;
    }

    /** What a session answers the same at each call is asked for once. */
    private boolean isConstant(Method method) {
        return port == DialectSession.class
                && method.getParameterCount() == 0
                && Answers.isPort(method.getReturnType());
    }

    private Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && arguments[0] == proxy;
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "guarded " + guest;
        };
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        Object[] given = arguments == null ? new Object[0] : arguments;
        MigriException earlier = distrust;
        if (earlier != null && rules.refusesAfterMisbehaviour(method, given)) {
            throw earlier;
        }
        try {
            Object answer = method.invoke(part, arguments);
            return new Answers(guest, part, method, guards).checked(answer, rules.objection(method, given, answer));
        } catch (InvocationTargetException e) {
            throw judged(method, given, e.getCause());
        } catch (MigriException e) {
            throw distrusted(method, e);
        } catch (RuntimeException | StackOverflowError e) {
            throw distrusted(method, Misbehaviour.thrown(guest, part, method, e));
        }
    }

    private Throwable judged(Method method, Object[] given, @Nullable Throwable failure) {
        if (failure == null) {
            return Misbehaviour.of(guest, "failed without a word", null);
        }
        if (failure instanceof MigriException || isOfTheMachine(failure)) {
            return failure;
        }
        String objection = rules.objection(method, given, failure);
        if (objection != null) {
            return distrusted(method, Misbehaviour.returned(guest, part, method, objection));
        }
        if (Answers.isDeclared(method, failure)) {
            return failure;
        }
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return distrusted(method, Misbehaviour.thrown(guest, part, method, failure));
    }

    /** Whether Java itself cannot go on. A recursion without end is the plug-in's fault. */
    private static boolean isOfTheMachine(Throwable failure) {
        return failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
    }

    /** Nobody knows what a method has done that should have sent statements. */
    private MigriException distrusted(Method method, MigriException failure) {
        if (Misbehaviour.is(failure) && rules.sends(method)) {
            distrust = failure;
        }
        return failure;
    }
}
