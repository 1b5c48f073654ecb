package io.migri.core.guest;

import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.spi.DialectSession;
import io.migri.spi.rehearsal.InTransaction;
import io.migri.spi.rehearsal.OnCopy;
import io.migri.spi.rehearsal.Rehearsal;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementTraits;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a method of a plug-in returned: without a null where the port has none, also within lists and the like. What is a port itself is given a
 * guard.
 *
 * @param part whose method it is
 * @param guards puts a guard before a port
 */
record Answers(String guest, Object part, Method method, BiFunction<Class<?>, Object, Object> guards) {
    /** The methods that may return null. What says so in the source need not be there when a program runs. */
    static final Set<String> MAY_BE_NULL = Set.of("StatementReader.next", "ScriptChannel.call");

    /** Exceptions that a method's documentation has, and its signature has not. */
    static final Map<String, Class<? extends RuntimeException>> DOCUMENTED = Map.of(
            "AppliedLog.replace", UnsupportedOperationException.class,
            "AppliedLog.remove", UnsupportedOperationException.class,
            "MigrationSourceProvider.open", IllegalArgumentException.class);

    /** Whether {@code failure} is one that the port allows there. */
    static boolean isDeclared(Method method, Throwable failure) {
        Class<?> documented = DOCUMENTED.get(name(method));
        if (documented != null && documented.isInstance(failure)) {
            return true;
        }
        for (Class<?> declared : method.getExceptionTypes()) {
            if (declared.isInstance(failure)) {
                return true;
            }
        }
        return false;
    }

    /** Whether plug-ins implement it. */
    static boolean isPort(Class<?> type) {
        return type.isInterface() && type.getPackageName().startsWith("io.migri.spi");
    }

    /** The same method by name and port. */
    static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    /**
     * The answer as the core may use it.
     *
     * @param objection why it breaks the contract though it is none of the above; null where it does not
     */
    @Nullable
    Object checked(@Nullable Object answer, @Nullable String objection) {
        if (objection != null) {
            throw returned(objection);
        }
        Class<?> type = method.getReturnType();
        if (type == void.class || type.isPrimitive() || (answer == null && MAY_BE_NULL.contains(name(method)))) {
            return answer;
        }
        return checked(answer, method.getGenericReturnType(), "");
    }

    private Object checked(@Nullable Object answer, Type type, String where) {
        if (answer == null) {
            throw returned("null" + where);
        }
        if (answer instanceof Optional<?> optional) {
            Type inner = argument(type);
            return optional.map(one -> checked(one, inner, ""));
        }
        if (answer instanceof List<?> list) {
            return list(list, argument(type));
        }
        if (answer instanceof Collection<?> || answer instanceof Map<?, ?>) {
            requireElements(answer instanceof Map<?, ?> map ? map.keySet() : (Collection<?>) answer);
            return answer;
        }
        return guarded(answer, type);
    }

    /** A copy: the plug-in may change its own. */
    private List<?> list(List<?> list, Type element) {
        List<Object> copy = new ArrayList<>(list.size());
        for (Object one : list) {
            copy.add(checked(one, element, " in its list"));
        }
        return copy;
    }

    /** A set that is sorted in its own way stays as it is. */
    private void requireElements(Collection<?> elements) {
        for (Object one : elements) {
            if (one == null) {
                throw returned("null in its list");
            }
        }
    }

    private Object guarded(Object answer, Type type) {
        if (answer instanceof SqlStatement statement) {
            return statement(statement);
        }
        if (answer instanceof Migration migration) {
            return migration(migration);
        }
        if (answer instanceof InputStream bytes) {
            return new GuardedStream(bytes, this::thrown);
        }
        Class<?> port = port(answer, type);
        return port == null ? answer : guards.apply(port, answer);
    }

    private Migration migration(Migration found) {
        Migration.Content content = (Migration.Content) guards.apply(Migration.Content.class, found.content());
        Migration undo = found.undo();
        Migration guarded = found.with(content);
        return undo == null ? guarded : guarded.undoneBy(migration(undo));
    }

    private SqlStatement statement(SqlStatement read) {
        StatementTraits traits = read.traits() == StatementTraits.NONE
                ? read.traits()
                : (StatementTraits) guards.apply(StatementTraits.class, read.traits());
        Reader data = read.data() == null ? null : new GuardedReader(read.data(), this::thrown);
        return new SqlStatement(
                read.ordinal(),
                read.text(),
                read.line(),
                read.column(),
                read.effect(),
                read.session(),
                read.outlastsRollback(),
                data,
                traits);
    }

    /** What it is to be taken for, by what the method returns, for one object may be several ports; null where it is a value. */
    private static @Nullable Class<?> port(Object answer, Type type) {
        Type raw = type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type;
        if (raw instanceof Class<?> named && isPort(named) && named != Rehearsal.class) {
            return named;
        }
        if (answer instanceof Rehearsal<?>) {
            return answer instanceof InTransaction<?> ? InTransaction.class : OnCopy.class;
        }
        return answer instanceof DialectSession ? DialectSession.class : null;
    }

    private static Type argument(Type type) {
        return type instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[0]
                : Object.class;
    }

    /** What to throw where a stream that was handed out has failed so. */
    private MigriException thrown(Throwable failure) {
        return failure instanceof MigriException own ? own : Misbehaviour.thrown(guest, part, method, failure);
    }

    private MigriException returned(String what) {
        return Misbehaviour.returned(guest, part, method, what);
    }
}
