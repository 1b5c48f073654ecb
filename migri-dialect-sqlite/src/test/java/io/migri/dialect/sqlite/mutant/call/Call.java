package io.migri.dialect.sqlite.mutant.call;

import static java.util.Objects.requireNonNull;

import io.migri.spi.DialectSession;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call of a port, which a mutation answers. */
public final class Call {
    private final Object target;
    private final Method method;
    private final Object[] arguments;
    private final @Nullable DialectSession session;

    Call(Object target, @Nullable DialectSession session, Method method, Object @Nullable [] arguments) {
        this.target = target;
        this.session = session;
        this.method = method;
        this.arguments = arguments == null ? new Object[0] : arguments.clone();
    }

    /** The sound port. */
    public <T> T on(Class<T> port) {
        return port.cast(target);
    }

    /** The sound session that led to the port. */
    public DialectSession session() {
        return requireNonNull(session, "session");
    }

    @Nullable
    DialectSession knownSession() {
        return session;
    }

    /** Executes something beside what the port does. */
    public void execute(String... statements) throws SQLException {
        session().wire().execute(List.of(statements));
    }

    public boolean isOf(Class<?> port, String name) {
        return port.isInstance(target) && method.getName().equals(name);
    }

    public boolean named(String name) {
        return method.getName().equals(name);
    }

    /** Whether the first argument is of that type. */
    public boolean offers(Class<?> type) {
        return arguments.length > 0 && type.isInstance(arguments[0]);
    }

    public int count() {
        return arguments.length;
    }

    /** The first argument, which is a list of statements. */
    public List<String> statements() {
        return ((List<?>) arguments[0]).stream().map(String.class::cast).toList();
    }

    public <T> T argument(int index, Class<T> type) {
        return type.cast(arguments[index]);
    }

    /** What the sound port answers. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T sound() throws Throwable {
        return (T) soundly(arguments);
    }

    /** What the sound port answers to other arguments. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T soundly(Object... others) throws Throwable {
        try {
            return (T) method.invoke(target, others);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
