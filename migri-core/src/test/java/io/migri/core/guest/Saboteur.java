package io.migri.core.guest;

import io.migri.api.Migration;
import io.migri.spi.DialectSession;
import io.migri.spi.rehearsal.InTransaction;
import io.migri.spi.rehearsal.OnCopy;
import io.migri.spi.rehearsal.Rehearsal;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementTraits;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A plug-in that does as another one, but breaks its contract once, at one call of one method. Counts the calls. */
final class Saboteur {
    /** How. */
    enum Deed {
        NONE,
        RETURNS_NULL,
        LISTS_NULL,
        THROWS,
        OVERFLOWS,
        /** It does what it should and throws then. */
        THROWS_AFTERWARDS
    }

    private final String place;
    private final int call;
    private final Deed deed;
    private final Map<String, Integer> calls = new TreeMap<>();
    private final Map<String, Method> methods = new TreeMap<>();
    private boolean done;

    Saboteur(String place, int call, Deed deed) {
        this.place = place;
        this.call = call;
        this.deed = deed;
    }

    static Saboteur none() {
        return new Saboteur("", 0, Deed.NONE);
    }

    /** How often each method was called, by port and name. */
    synchronized Map<String, Integer> calls() {
        return new TreeMap<>(calls);
    }

    synchronized Method method(String name) {
        return methods.get(name);
    }

    synchronized boolean done() {
        return done;
    }

    <T> T behind(Class<T> port, T part) {
        return port.cast(wrapped(port, part));
    }

    private Object wrapped(Class<?> port, Object part) {
        return Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return method.invoke(part, arguments);
            }
            return called(port, part, method, arguments);
        });
    }

    private @Nullable Object called(Class<?> port, Object part, Method method, Object @Nullable [] arguments)
            throws Throwable {
        boolean now = count(port.getSimpleName() + "." + method.getName(), method);
        if (now && deed == Deed.THROWS) {
            throw new IllegalStateException("sabotage");
        }
        if (now && deed == Deed.OVERFLOWS) {
            throw new StackOverflowError("sabotage");
        }
        Object answer;
        try {
            answer = method.invoke(part, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        if (now && deed == Deed.THROWS_AFTERWARDS) {
            throw new IllegalStateException("sabotage");
        }
        if (now && deed == Deed.RETURNS_NULL) {
            return null;
        }
        return now && deed == Deed.LISTS_NULL
                ? Collections.singletonList(null)
                : wrapped(answer, method.getGenericReturnType());
    }

    private Object inList(Object one) {
        return one instanceof Migration migration
                ? new Migration(
                        migration.name(),
                        migration.kind(),
                        migration.origin(),
                        behind(Migration.Content.class, migration.content()))
                : one;
    }

    private synchronized boolean count(String name, Method method) {
        methods.putIfAbsent(name, method);
        int number = calls.merge(name, 1, Integer::sum);
        boolean now = name.equals(place) && number == call;
        done |= now;
        return now;
    }

    private @Nullable Object wrapped(@Nullable Object answer, Type type) {
        if (answer instanceof Optional<?> optional && type instanceof ParameterizedType of) {
            return optional.map(one -> wrapped(one, of.getActualTypeArguments()[0]));
        }
        if (answer instanceof List<?> list) {
            return list.stream().map(this::inList).toList();
        }
        if (answer instanceof SqlStatement statement && statement.traits() != StatementTraits.NONE) {
            return statement.knowing(behind(StatementTraits.class, statement.traits()));
        }
        if (answer instanceof Rehearsal<?>) {
            return wrapped(answer instanceof InTransaction<?> ? InTransaction.class : OnCopy.class, answer);
        }
        if (answer instanceof DialectSession session) {
            return behind(DialectSession.class, session);
        }
        Type raw = type instanceof ParameterizedType of ? of.getRawType() : type;
        boolean port = answer != null && raw instanceof Class<?> named && Answers.isPort(named);
        return port ? wrapped((Class<?>) raw, answer) : answer;
    }
}
